#pragma once

#include "ui/charts/plot/mark_view.h"

#include <array>

namespace tastescope::ui {

/// How two models did for a user. The value is the cell's MarkId.
enum class Outcomes { BothHit, OnlyFirst, OnlySecond, BothMiss };

struct WinMapData
{
    QString first;                       ///< "bpr-07"
    QString second;                      ///< "bpr-05"
    QString hits;                        ///< what a model does that serves a user: "hits all"
    QString misses;                      ///< and one that does not: "misses some"
    QString bothHit;                     ///< "both hit all"
    QString bothMiss;                    ///< "both miss some"
    std::array<std::int64_t, 4> users{}; ///< by Outcomes
    std::array<std::int64_t, 4> part{};  ///< of these those of the slice
    bool isSliced = false;

    std::int64_t total() const { return users[0] + users[1] + users[2] + users[3]; }
};

/// Who wins: users by whether two models served them, in two times two cells. A selected cell is a group of users.
class WinMap : public MarkView
{
    Q_OBJECT

public:
    using MarkView::MarkView;

    void setData(WinMapData data);
    const WinMapData& data() const { return m_data; }

    std::optional<Outcomes> selectedCell() const;
    QRectF cellPlace(Outcomes cell) const { return cellPlace(rect(), cell); }

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    void paintFigure(QPainter& painter, const QRectF& whole) const override;
    QSize figureSize(const QSize& shown) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.total() == 0; }
    QSize sizeHint() const override { return {400, 202}; }

protected:
    std::vector<MarkId> marks() const override;
    std::optional<MarkId> markAt(const QPointF& pixel) const override;
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    static QRectF cellPlace(const QRectF& whole, Outcomes cell);
    QString nameOf(Outcomes cell) const;    ///< "only bpr-07"
    QString usersText(Outcomes cell) const; ///< "18", under a slice "3 of 18"
    void paintTable(QPainter& painter, const QRectF& whole, const std::optional<Outcomes>& chosen) const;
    void paintCell(QPainter& painter, const QRectF& place, Outcomes cell, bool chosen) const;

    WinMapData m_data;
};

} // namespace tastescope::ui

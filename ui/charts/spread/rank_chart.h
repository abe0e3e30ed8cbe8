#pragma once

#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/plot_view.h"

#include <optional>

namespace tastescope::ui {

struct RankData
{
    std::vector<double> counts; ///< descending: of rank 1, 2, ...
    QString rankName;           ///< what is ranked: "track"
    QString countName;          ///< "users"
    double markedShare = 0;     ///< of the ranked, in (0, 1): a line with what they hold; 0: none
    QString heldName = {};      ///< "plays": "top 1 % of tracks hold 27.4 % of plays"
};

/// The long tail: counts by rank, both axes logarithmic.
class RankChart : public PlotView
{
    Q_OBJECT

public:
    using PlotView::PlotView;

    void setData(RankData data);

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_shown.empty(); }

protected:
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Frame frameFor(const QRectF& whole) const;
    QStringList markText() const; ///< two lines
    double markedRank() const;

    RankData m_data;
    std::vector<QPointF> m_shown; ///< rank and count of those above 0: a log axis has no place for the others
    std::optional<double> m_hovered;
};

} // namespace tastescope::ui

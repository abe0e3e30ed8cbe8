#pragma once

#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/legend_row.h"
#include "ui/charts/plot/plot_view.h"

namespace tastescope::ui {

struct TasteData
{
    QStringList groups;       ///< "1" to "10", the least popular tenth first
    std::vector<double> user; ///< of the one: bars
    std::vector<double> all;  ///< of all, scaled to the one's total: short lines
    QString countName;        ///< "tracks"
    QString userName;         ///< "this user"
    QString allName;          ///< "all users, scaled to 37"
};

/// One user's likes by popularity beside those of all users.
class TasteChart : public PlotView
{
    Q_OBJECT

public:
    using PlotView::PlotView;

    void setData(TasteData data);
    QList<KeyEntry> key() const; ///< for the panel's title row

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.user.empty(); }

protected:
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Frame frameFor(const QRectF& whole) const;
    QRectF slotOf(const QRectF& area, std::size_t group) const;

    TasteData m_data;
    int m_hovered = -1;
};

} // namespace tastescope::ui

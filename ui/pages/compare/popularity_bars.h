#pragma once

#include "ui/charts/spread/interval_chart.h"

#include <array>

namespace tastescope::ui {

/// How popular the items of two runs' lists are: the median percentile, a bar each.
class PopularityBars : public PlotView
{
    Q_OBJECT

public:
    using PlotView::PlotView;

    void setData(std::array<NamedRun, 2> runs, std::array<double, 2> percentiles);
    void clear();

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_isEmpty; }
    QSize sizeHint() const override { return {400, 52}; }
    QSize minimumSizeHint() const override { return {200, 52}; }

private:
    bool m_isEmpty = true;
    std::array<NamedRun, 2> m_runs;
    std::array<double, 2> m_percentiles{};
};

} // namespace tastescope::ui

#pragma once

#include "core/data/summary.h"
#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/plot_view.h"

#include <optional>

namespace tastescope::ui {

/// The largest `share` of all hold `held` of everything; shares in [0, 1].
struct TopShare
{
    double share = 0;
    double held = 0;
};

struct LorenzData
{
    std::vector<LorenzPoint> curve;
    double gini = 0;
    std::vector<TopShare> tops;
    QString holder; ///< "owner": who holds
};

/// How unequally something is held: the poorest x % hold y % of it. The area to the diagonal is the inequality.
class LorenzChart : public PlotView
{
    Q_OBJECT

public:
    using PlotView::PlotView;

    void setData(LorenzData data);

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.curve.empty(); }

protected:
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    static Frame frameFor(const QRectF& whole);
    void paintTops(QPainter& painter, const PlotMap& map) const;

    LorenzData m_data;
    std::optional<double> m_hovered; ///< share of the population
};

} // namespace tastescope::ui

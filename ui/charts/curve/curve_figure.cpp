// How a curve chart looks on paper.
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/curve/curve_paint.h"

namespace tastescope::ui {

CurveView CurveChart::paperView() const
{
    CurveView view = m_view;
    view.namesAll = true;
    return view;
}

void CurveChart::paintFigure(QPainter& painter, const QRectF& whole) const
{
    if (!isEmpty() || m_data.xRange)
        paintCurves(painter, m_data, paperView(), layoutCurves(m_data, paperView(), whole), whole, *m_lines);
}

AxisTitles CurveChart::axisTitles(const QRectF& whole) const
{
    if (isEmpty() && !m_data.xRange)
        return {};
    return {axisTitle(m_data.xName, m_view.logarithmicX),
            axisTitle(m_data.yName, m_view.logarithmicY),
            {},
            layoutCurves(m_data, paperView(), whole).map().area};
}

} // namespace tastescope::ui

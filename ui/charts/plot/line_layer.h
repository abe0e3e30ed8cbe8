#pragma once

#include <QGraphicsScene>
#include <QPen>
#include <QPolygonF>

#include <vector>

class QAreaSeries;
class QChart;
class QLineSeries;
class QValueAxis;

namespace tastescope::ui {

struct PaintedLine
{
    QPolygonF points; ///< pixels
    QPen pen;
};

struct PaintedBand
{
    QPolygonF upper;
    QPolygonF lower;
    QColor fill;
};

/// Lines and bands drawn by Qt Charts; everything around them is our own. The only place that knows Qt Charts.
///
/// The chart lives in a scene without a view, so screen, picture and SVG get the same drawing. Points come in pixels,
/// already cut to the plot area: Qt Charts neither clips SVG nor shows what a log axis cannot.
class LineLayer
{
public:
    LineLayer();
    ~LineLayer();

    /// Series are kept and their points replaced as a whole, once per call.
    void draw(QPainter& painter, const QRectF& area, const std::vector<PaintedLine>& lines,
              const std::vector<PaintedBand>& bands);

private:
    void setArea(const QRectF& area);
    void setLines(const std::vector<PaintedLine>& lines, const QPointF& origin);
    void setBands(const std::vector<PaintedBand>& bands, const QPointF& origin);

    QGraphicsScene m_scene; // owns the chart, which owns series and axes
    QChart* m_chart;
    QValueAxis* m_x;
    QValueAxis* m_y;
    std::vector<QLineSeries*> m_lines;
    std::vector<QAreaSeries*> m_bands;
};

} // namespace tastescope::ui

#include "ui/charts/plot/line_layer.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

namespace tastescope::ui {

namespace {

constexpr double overhang = 4; // half a thick line is painted beyond the plot area

} // namespace

LineLayer::LineLayer() : m_chart(new QChart), m_x(new QValueAxis), m_y(new QValueAxis)
{
    m_scene.addItem(m_chart);
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->hide();
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
    m_y->setReverse(true); // pixels count downwards
    m_x->setVisible(false);
    m_y->setVisible(false);
}

LineLayer::~LineLayer() = default;

void LineLayer::draw(QPainter& painter, const QRectF& area, const std::vector<PaintedLine>& lines,
                     const std::vector<PaintedBand>& bands)
{
    const QRectF painted = area.adjusted(-overhang, -overhang, overhang, overhang);
    setArea(painted);
    setBands(bands, painted.topLeft());
    setLines(lines, painted.topLeft());
    m_scene.render(&painter, painted, QRectF(QPointF(), painted.size()), Qt::IgnoreAspectRatio);
}

void LineLayer::setArea(const QRectF& area)
{
    if (m_chart->size() == area.size())
        return;
    m_chart->resize(area.size());
    m_chart->setPlotArea(QRectF(QPointF(), area.size()));
    m_scene.setSceneRect(QRectF(QPointF(), area.size()));
    m_x->setRange(0, area.width());
    m_y->setRange(0, area.height());
}

void LineLayer::setLines(const std::vector<PaintedLine>& lines, const QPointF& origin)
{
    while (m_lines.size() < lines.size()) {
        auto* series = new QLineSeries(m_chart);
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
        m_lines.push_back(series);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool used = i < lines.size();
        m_lines[i]->setVisible(used);
        if (!used)
            continue;
        m_lines[i]->setPen(lines[i].pen);
        m_lines[i]->replace(lines[i].points.translated(-origin));
    }
}

void LineLayer::setBands(const std::vector<PaintedBand>& bands, const QPointF& origin)
{
    while (m_bands.size() < bands.size()) {
        auto* series = new QAreaSeries(new QLineSeries(m_chart), new QLineSeries(m_chart));
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
        series->setPen(Qt::NoPen);
        m_bands.push_back(series);
    }
    for (std::size_t i = 0; i < m_bands.size(); ++i) {
        const bool used = i < bands.size();
        m_bands[i]->setVisible(used);
        if (!used)
            continue;
        m_bands[i]->setBrush(bands[i].fill);
        m_bands[i]->upperSeries()->replace(bands[i].upper.translated(-origin));
        m_bands[i]->lowerSeries()->replace(bands[i].lower.translated(-origin));
    }
}

} // namespace tastescope::ui

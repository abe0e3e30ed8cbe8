#include "ui/charts/dots/parameter_map.h"
#include "ui/charts/plot/readout.h"
#include "ui/session/numbers.h"
#include "ui/theme/sequential.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr double dotRadius = 4.5;
constexpr double ringRadius = 8;

} // namespace

// Grid, axis line and labels where an axis has no numbers; the names of both axes.
void ParameterMap::paintChoices(QPainter& painter, const Frame& frame) const
{
    const QRectF& area = frame.map.area;
    painter.setFont(ui::font(TypeRole::Axis));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(colour(Token::Text3));
    for (int i = 0; i < m_data.y.choices.size(); ++i) {
        const double y = frame.map.toY(i);
        drawHorizontal(painter, y, area.left(), area.right(), colour(Token::Grid));
        painter.drawText(QRectF(area.left() - labelGap - 200, y - metrics.height() / 2, 200, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, m_data.y.choices[i]);
    }
    for (int i = 0; i < m_data.x.choices.size(); ++i) {
        const double x = frame.map.toX(i);
        drawVertical(painter, x, area.bottom(), area.bottom() + 4, colour(Token::Axis));
        painter.drawText(QRectF(x - 60, area.bottom() + 6, 120, metrics.height()), Qt::AlignCenter,
                         m_data.x.choices[i]);
    }
    painter.setPen(colour(Token::Text2));
    painter.drawText(QRectF(area.left() - labelGap - 200, area.top() - metrics.height() - 6, 400, metrics.height()),
                     Qt::AlignHCenter | Qt::AlignVCenter, m_data.y.name);
    painter.drawText(QRectF(area.left(), area.bottom() + 8 + metrics.height(), area.width(), metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, m_data.x.name);
}

void ParameterMap::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Frame frame = frameFor(whole);
    if (m_data.y.choices.isEmpty()) {
        drawGrid(painter, frame);
        drawLeftLabels(painter, frame);
    }
    if (m_data.x.choices.isEmpty())
        drawBottomAxis(painter, frame);
    else
        drawHorizontal(painter, frame.map.area.bottom(), frame.map.area.left(), frame.map.area.right(),
                       colour(Token::Axis));
    paintChoices(painter, frame);
    std::vector<std::size_t> order(m_data.points.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    const auto depth = [&](std::size_t point) { return m_ranks[point] > 0 ? m_ranks[point] : m_lastRank + 1; };
    std::stable_sort(order.begin(), order.end(), // the best lies on top
                     [&](std::size_t one, std::size_t other) { return depth(one) > depth(other); });
    for (const std::size_t point : order) {
        const auto place = placeOf(point, frame.map);
        if (!place)
            continue;
        const bool known = m_ranks[point] > 0;
        const double share = m_lastRank > 1 ? 1 - (m_ranks[point] - 1.0) / (m_lastRank - 1.0) : 1;
        painter.setPen(known ? QPen(colour(Token::Base), 1) : QPen(colour(Token::Text2), 1.5));
        painter.setBrush(known ? sequentialColour(share) : colour(Token::Base));
        painter.drawEllipse(*place, dotRadius, dotRadius);
        if (isMarked(m_data.points[point].id)) {
            painter.setPen(QPen(colour(Token::Accent), 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(*place, ringRadius, ringRadius);
        }
    }
}

void ParameterMap::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    const PlotMap map = frameFor(whole).map;
    for (std::size_t i = 0; i < m_data.points.size(); ++i) {
        const MapPoint& point = m_data.points[i];
        const auto place = hovered() == point.id ? placeOf(i, map) : std::nullopt;
        if (!place)
            continue;
        painter.setPen(QPen(colour(Token::Text2), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(*place, ringRadius, ringRadius);
        Readout readout{point.name, m_ranks[i] > 0 ? tr("rank %1").arg(count(m_ranks[i])) : tr("running"), {}};
        readout.rows << ReadoutRow{{}, m_data.valueName, fixed(point.value, m_data.decimals)};
        readout.rows << ReadoutRow{{}, m_data.x.name, m_data.x.text(point.x)};
        readout.rows << ReadoutRow{{}, m_data.y.name, m_data.y.text(point.y)};
        drawReadout(painter, readout, *place, whole);
    }
}

} // namespace tastescope::ui

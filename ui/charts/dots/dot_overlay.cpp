#include "ui/charts/dots/dot_overlay.h"

#include "ui/charts/dots/dot_words.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/theme/line_style.h"

#include <QObject>
#include <QPainter>

#include <cmath>

namespace tastescope::ui {

namespace {

void paintCursor(QPainter& painter, const PlotMap& map, double at)
{
    const double x = map.toX(at);
    drawVertical(painter, x, map.area.top(), map.area.bottom(), colour(Token::Text));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Accent));
    const double top = map.area.bottom();
    painter.drawPolygon(QPolygonF({{x - 6, top}, {x + 6, top}, {x + 6, top + 7}, {x, top + 13}, {x - 6, top + 7}}));
}

void paintGhost(QPainter& painter, const DotData& data, const PlotMap& map, double ghost, const QRectF& whole)
{
    const double x = std::round(map.toX(ghost)) + 0.5;
    painter.setPen(dashedPen(colour(Token::Accent), 1, {3, 3}));
    painter.drawLine(QPointF(x, map.area.top()), QPointF(x, map.area.bottom()));
    drawReadout(painter,
                {placeText(data, ghost), {}, {{{}, QObject::tr("Click to add a %1 here").arg(data.markName), {}}}},
                {x, map.area.center().y()}, whole);
}

} // namespace

Readout dotReadout(const DotData& data, const Dot& dot)
{
    Readout readout{dot.name, dot.state == DotState::Finished ? QString() : wordOf(dot.state), {}};
    readout.rows << ReadoutRow{{}, data.xName, placeText(data, dot.x)};
    if (std::isfinite(dot.y))
        readout.rows << ReadoutRow{{}, data.yName, fixed(dot.y, data.decimals)};
    if (dot.interval)
        readout.rows << ReadoutRow{
            {},
            QObject::tr("95 % interval"),
            QStringLiteral("%1 to %2")
                .arg(fixed(dot.interval->low, data.decimals), fixed(dot.interval->high, data.decimals))};
    return readout;
}

void paintDotOverlay(QPainter& painter, const DotData& data, const DotLayout& layout, const DotPointing& pointing,
                     const QRectF& whole)
{
    const PlotMap& map = layout.map();
    if (const Dot* dot = dotOf(data, pointing.cursor); dot && map.x.range.contains(dot->x))
        paintCursor(painter, map, dot->x);
    if (pointing.ghost)
        paintGhost(painter, data, map, *pointing.ghost, whole);
    if (pointing.band) {
        painter.fillRect(*pointing.band, colour(Token::Band));
        for (const double edge : {pointing.band->top(), pointing.band->bottom()})
            drawHorizontal(painter, edge, map.area.left(), map.area.right(), colour(Token::Accent));
        return;
    }
    const Dot* dot = dotOf(data, pointing.hovered);
    const auto place = dot ? layout.places[static_cast<std::size_t>(dot - data.dots.data())] : std::nullopt;
    if (!place)
        return;
    painter.setPen(QPen(colour(Token::Text2), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(*place, dotRingRadius, dotRingRadius);
    drawReadout(painter, dotReadout(data, *dot), *place, whole);
}

} // namespace tastescope::ui

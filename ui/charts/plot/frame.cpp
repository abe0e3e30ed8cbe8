#include "ui/charts/plot/frame.h"

#include "ui/theme/appearance.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPaintDevice>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double tickLength = 4;
constexpr double pixelsPerGridLine = 36;
constexpr double betweenLabels = 10;
constexpr double pixelsPerLabel = 26;

QFontMetricsF axisMetrics()
{
    return QFontMetricsF(font(TypeRole::Axis));
}

double snapped(const QPainter& painter, double position)
{
    const double ratio = painter.device()->devicePixelRatioF();
    return std::round(position * ratio) / ratio;
}

double hairline(const QPainter& painter)
{
    const double ratio = painter.device()->devicePixelRatioF();
    return std::max(1.0, std::floor(ratio)) / ratio;
}

// Labels may not come nearer than this to one another.
bool labelsFit(const std::vector<double>& ticks, const Frame& frame)
{
    if (static_cast<double>(ticks.size()) > std::max(6.0, frame.map.area.width() / pixelsPerLabel))
        return false;
    const QFontMetricsF metrics = axisMetrics();
    const QStringList labels = tickLabels(ticks, frame.xFormat);
    double freeFrom = -1e9;
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const double half = metrics.horizontalAdvance(labels[static_cast<qsizetype>(i)]) / 2;
        const double centre = frame.map.toX(ticks[i]);
        if (centre - half < freeFrom + betweenLabels)
            return false;
        freeFrom = centre + half;
    }
    return true;
}

std::vector<double> multiplesOf(double step, const Range& range)
{
    std::vector<double> ticks;
    for (double i = std::ceil(range.low / step - 1e-9); i * step <= range.high * (1 + 1e-9); ++i)
        ticks.push_back(i * step);
    return ticks;
}

} // namespace

QMarginsF frameMargins()
{
    const double text = currentAppearance().textPercent / 100.0;
    return {46 * text, 14, 12, 26 * text};
}

QRectF plotArea(const QRectF& whole, const QMarginsF& margins)
{
    QRectF area = whole.marginsRemoved(margins);
    area.setSize(area.size().expandedTo({1, 1}));
    return area;
}

std::vector<double> xTicks(const Frame& frame)
{
    const Scale& scale = frame.map.x;
    if (frame.step > 0)
        return multiplesOf(frame.step, scale.range);
    const double low = scale.range.low;
    if (frame.labelsLowX && !scale.logarithmic && (!frame.wholeX || low == std::round(low))) {
        for (int most = frame.mostX; most >= 2; --most) {
            std::vector<double> ticks = tickValues(scale, most, frame.wholeX);
            if (ticks.empty() || ticks.front() > low)
                ticks.insert(ticks.begin(), low);
            if (labelsFit(ticks, frame))
                return ticks;
        }
    }
    std::vector<double> ticks;
    for (int most = frame.mostX; most >= 1; --most) {
        ticks = tickValues(scale, most, frame.wholeX);
        if (labelsFit(ticks, frame))
            break;
    }
    return ticks;
}

std::vector<double> yTicks(const Frame& frame)
{
    if (frame.step > 0)
        return multiplesOf(frame.step, frame.map.y.range);
    const auto room = static_cast<std::size_t>(frame.map.area.height() / pixelsPerGridLine) + 1;
    const std::size_t most = std::clamp<std::size_t>(room, 3, 6);
    std::vector<double> ticks;
    for (int parts = 6; parts >= 1; --parts) {
        ticks = tickValues(frame.map.y, parts, frame.wholeY);
        if (ticks.size() <= most)
            break;
    }
    return ticks;
}

void drawVertical(QPainter& painter, double x, double top, double bottom, const QColor& colour)
{
    const double width = hairline(painter);
    painter.fillRect(QRectF(snapped(painter, x - width / 2), top, width, bottom - top), colour);
}

void drawHorizontal(QPainter& painter, double y, double left, double right, const QColor& colour)
{
    const double width = hairline(painter);
    painter.fillRect(QRectF(left, snapped(painter, y - width / 2), right - left, width), colour);
}

void drawGrid(QPainter& painter, const Frame& frame)
{
    const QRectF& area = frame.map.area;
    for (const double tick : yTicks(frame))
        drawHorizontal(painter, frame.map.toY(tick), area.left() - frame.inset, area.right() + frame.inset,
                       colour(Token::Grid));
}

std::vector<QRectF> xLabelPlaces(const Frame& frame)
{
    const std::vector<double> ticks = xTicks(frame);
    const QStringList labels = tickLabels(ticks, frame.xFormat);
    std::vector<QRectF> places;
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const double width = axisMetrics().horizontalAdvance(labels[static_cast<qsizetype>(i)]);
        places.emplace_back(frame.map.toX(ticks[i]) - width / 2, frame.map.area.bottom() + tickLength + 2, width,
                            axisMetrics().height());
    }
    return places;
}

double overhangRight(const Frame& frame)
{
    const std::vector<QRectF> places = xLabelPlaces(frame);
    return places.empty() ? 0 : std::max(0.0, places.back().right() - frame.map.area.right());
}

void drawAxes(QPainter& painter, const Frame& frame)
{
    drawBottomAxis(painter, frame);
    drawLeftLabels(painter, frame);
}

void drawBottomAxis(QPainter& painter, const Frame& frame)
{
    const QRectF& area = frame.map.area;
    drawHorizontal(painter, area.bottom(), area.left() - frame.inset, area.right() + frame.inset, colour(Token::Axis));

    painter.setFont(font(TypeRole::Axis));
    painter.setPen(colour(Token::Text3));
    const std::vector<double> columns = xTicks(frame);
    const QStringList below = tickLabels(columns, frame.xFormat);
    const std::vector<QRectF> places = xLabelPlaces(frame);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        drawVertical(painter, frame.map.toX(columns[i]), area.bottom(), area.bottom() + tickLength,
                     colour(Token::Axis));
        painter.drawText(places[i], Qt::AlignCenter | Qt::TextDontClip, below[static_cast<qsizetype>(i)]);
    }
}

void drawLeftLabels(QPainter& painter, const Frame& frame)
{
    const std::vector<double> rows = yTicks(frame);
    const QStringList left = tickLabels(rows, frame.yFormat);
    const double height = axisMetrics().height();
    painter.setFont(font(TypeRole::Axis));
    painter.setPen(colour(Token::Text3));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QRectF place(frame.map.area.left() - frame.inset - labelGap - 200, frame.map.toY(rows[i]) - height / 2,
                           200, height);
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, left[static_cast<qsizetype>(i)]);
    }
}

void drawRightAxis(QPainter& painter, const QRectF& area, const Scale& scale, int intervals)
{
    const double step = scale.range.span() / intervals;
    painter.setFont(font(TypeRole::Axis));
    painter.setPen(colour(Token::Text3));
    const double height = axisMetrics().height();
    for (int i = 0; i <= intervals; ++i) {
        const double y = area.bottom() - area.height() * i / intervals;
        const QRectF place(area.right() + 6, y - height / 2, 200, height);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, tickLabel(scale.range.low + i * step, step, {}));
    }
}

} // namespace tastescope::ui

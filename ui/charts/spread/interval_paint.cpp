#include "ui/charts/spread/interval_chart.h"
#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double lineWidth = 2;
constexpr double capPixels = 10;
constexpr double intervalPaintDotRadius = 2.5;
constexpr double compactRadius = 3.5;
constexpr double intervalPaintInset = 12;

double drawText(QPainter& painter, const QString& text, const QRectF& place, TypeRole role, Token tone,
                Qt::Alignment side = Qt::AlignLeft)
{
    painter.setFont(font(role));
    painter.setPen(colour(tone));
    painter.drawText(place, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextDontClip, text);
    return QFontMetricsF(painter.font()).horizontalAdvance(text);
}

} // namespace

void IntervalChart::paintName(QPainter& painter, const IntervalRow& row, const QRectF& place) const
{
    QRectF rest = place;
    const auto run = [&](const NamedRun& named) {
        drawSwatch(painter, QRectF(rest.left(), rest.top(), runSwatchWidth, rest.height()), named.style,
                   colour(Token::Base));
        rest.setLeft(rest.left() + runSwatchWidth + runSwatchGap);
        rest.setLeft(rest.left() + drawText(painter, named.name, rest, TypeRole::TableStrong, Token::Text));
    };
    if (!row.first) {
        drawText(painter, row.name, rest, TypeRole::Table, Token::Text2);
        return;
    }
    run(*row.first);
    if (!row.second)
        return;
    rest.setLeft(rest.left() + 5);
    rest.setLeft(rest.left() + 5 + drawText(painter, tr("minus"), rest, TypeRole::Axis, Token::Text3));
    run(*row.second);
}

void IntervalChart::paintMark(QPainter& painter, const IntervalRow& row, const QRectF& place, const PlotMap& map) const
{
    const bool compact = m_data.style == IntervalStyle::Compact;
    const QColor ink = colour(row.tied ? Token::Text3 : compact ? Token::Text2 : Token::Text);
    const auto at = [&](double value) { return std::clamp(map.toX(value), map.area.left(), map.area.right()); };
    const double y = std::round(place.center().y());
    const double low = at(row.interval.low);
    const double high = at(row.interval.high);
    painter.setPen(QPen(ink, compact ? 1.5 : lineWidth, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(low, y), QPointF(high, y));
    if (!compact) {
        painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::FlatCap));
        for (const double x : {low, high})
            painter.drawLine(QPointF(x, y - capPixels / 2), QPointF(x, y + capPixels / 2));
    }
    const double radius = compact ? compactRadius : intervalPaintDotRadius + (row.tied ? 1 : 0.5);
    painter.setPen(row.tied ? QPen(ink, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(row.tied ? colour(Token::Base) : ink);
    painter.drawEllipse(QPointF(at(row.value), y), radius, radius);
}

void IntervalChart::paintNumbers(QPainter& painter, const IntervalRow& row, const QRectF& place,
                                 const Layout& layout) const
{
    QRectF line(layout.valueLeft, place.top(), place.right() - layout.valueLeft, place.height());
    if (layout.countsRight > 0)
        drawText(painter, tr("%1 / %2 / %3").arg(count(row.wins), count(row.ties), count(row.losses)),
                 QRectF(place.left(), place.top(), layout.countsRight - place.left(), place.height()), TypeRole::Axis,
                 Token::Text2, Qt::AlignRight);
    const QString note = noteText(row);
    if (!note.isEmpty()) {
        const double height = lineHeight(TypeRole::Table);
        line = QRectF(line.left(), place.center().y() - height, line.width(), height);
        drawText(painter, note, line.translated(0, height - 1), TypeRole::Axis, Token::Text2);
    }
    const double used = drawText(painter, valueText(row), line, TypeRole::TableStrong, Token::Text);
    drawText(painter, intervalText(row), line.adjusted(used + 6, 0, 0, 0), TypeRole::Table, Token::Text3);
}

void IntervalChart::paintDifferences(QPainter& painter, const Layout& layout) const
{
    const PlotMap& map = layout.frame.map;
    const double left = layout.nameLeft;
    const double right = layout.rows.front().right() - intervalPaintInset;
    for (const IntervalRow& row : m_data.rows)
        if (isMarked(row.id))
            painter.fillRect(layout.rows[static_cast<std::size_t>(&row - m_data.rows.data())], colour(Token::Soft));
    const std::vector<double> ticks = xTicks(layout.frame);
    for (const double tick : ticks)
        if (tick != 0)
            drawVertical(painter, map.toX(tick), map.area.top(), map.area.bottom(), colour(Token::Grid));
    for (std::size_t i = 1; i < layout.rows.size(); ++i)
        drawHorizontal(painter, layout.rows[i].top(), left, right, colour(Token::Grid));
    drawVertical(painter, map.toX(0), map.area.top(), map.area.bottom(), colour(Token::Axis));

    const QStringList labels = tickLabels(ticks, layout.frame.xFormat);
    const std::vector<QRectF> places = xLabelPlaces(layout.frame);
    for (std::size_t i = 0; i < ticks.size(); ++i)
        drawText(painter, labels[static_cast<qsizetype>(i)], places[i], TypeRole::Axis, Token::Text3, Qt::AlignHCenter);

    const double head = lineHeight(TypeRole::Axis);
    drawText(painter, tr("%1 [95 %]").arg(m_data.valueName), QRectF(layout.valueLeft, layout.headTop, 400, head),
             TypeRole::Axis, Token::Text2);
    if (layout.countsRight > 0)
        drawText(painter, tr("wins / ties / losses"), QRectF(left, layout.headTop, layout.countsRight - left, head),
                 TypeRole::Axis, Token::Text2, Qt::AlignRight);
    for (std::size_t i = 0; i < layout.rows.size(); ++i) {
        const IntervalRow& row = m_data.rows[i];
        paintName(painter, row, layout.rows[i].adjusted(intervalPaintInset, 0, 0, 0));
        paintMark(painter, row, layout.rows[i], map);
        paintNumbers(painter, row, layout.rows[i], layout);
    }
}

void IntervalChart::paintCompact(QPainter& painter, const Layout& layout) const
{
    const PlotMap& map = layout.frame.map;
    for (std::size_t i = 0; i < layout.rows.size(); ++i) {
        const IntervalRow& row = m_data.rows[i];
        const QRectF& place = layout.rows[i];
        if (isMarked(row.id))
            painter.fillRect(place, colour(Token::Soft));
        drawHorizontal(painter, place.center().y(), map.area.left(), map.area.right(), colour(Token::Grid));
        paintName(painter, row, place.adjusted(intervalPaintInset, 0, 0, 0));
        paintMark(painter, row, place, map);
        drawText(painter, valueText(row), place.adjusted(0, 0, -intervalPaintInset, 0), TypeRole::Table, Token::Text,
                 Qt::AlignRight);
    }
}

void IntervalChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Layout layout = layoutFor(whole);
    if (m_data.style == IntervalStyle::Compact)
        paintCompact(painter, layout);
    else
        paintDifferences(painter, layout);
}

void IntervalChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    const Layout layout = layoutFor(whole);
    for (std::size_t i = 0; i < layout.rows.size(); ++i)
        if (hovered() == m_data.rows[i].id) {
            painter.setPen(QPen(colour(Token::Control), 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(layout.rows[i].adjusted(4.5, 1.5, -4.5, -1.5), 4, 4);
        }
}

} // namespace tastescope::ui

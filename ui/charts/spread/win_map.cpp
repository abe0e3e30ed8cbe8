#include "ui/charts/spread/win_map.h"

#include "core/data/summary.h"
#include "ui/charts/plot/frame.h"
#include "ui/session/numbers.h"
#include "ui/theme/text_scale.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double winMapInset = 12;
// the words at the left of a row
double headWidth()
{
    return 84 * textScale();
}
double winMapHeadPixels()
{
    return 23 * textScale();
}
constexpr double cellInset = 12;
constexpr double barPixels = 6;
constexpr double barWidth = 72;
constexpr double barGap = 8;
constexpr std::array cells{Outcomes::BothHit, Outcomes::OnlyFirst, Outcomes::OnlySecond, Outcomes::BothMiss};

QRectF tablePlace(const QRectF& whole)
{
    return QRectF(std::round(whole.left() + winMapInset), whole.top() + 1, std::round(whole.width() - 2 * winMapInset),
                  std::round(whole.height() - 5));
}

/// As large as a number can be without being cut.
QFont fontThatFits(const QString& number, double width)
{
    for (const TypeRole role : {TypeRole::Number, TypeRole::Title})
        if (QFontMetricsF(ui::font(role)).horizontalAdvance(number) <= width)
            return ui::font(role);
    return ui::font(TypeRole::Header);
}

std::size_t indexOf(Outcomes cell)
{
    return static_cast<std::size_t>(cell);
}

} // namespace

void WinMap::setData(WinMapData fresh)
{
    m_data = std::move(fresh);
    announceData();
}

std::optional<Outcomes> WinMap::selectedCell() const
{
    return selected().empty() ? std::nullopt : std::optional(static_cast<Outcomes>(selected().front()));
}

QString WinMap::nameOf(Outcomes cell) const
{
    switch (cell) {
    case Outcomes::BothHit:
        return m_data.bothHit;
    case Outcomes::OnlyFirst:
        return tr("only %1").arg(m_data.first);
    case Outcomes::OnlySecond:
        return tr("only %1").arg(m_data.second);
    case Outcomes::BothMiss:
        break;
    }
    return m_data.bothMiss;
}

QString WinMap::usersText(Outcomes cell) const
{
    const QString all = count(m_data.users[indexOf(cell)]);
    return m_data.isSliced ? tr("%1 of %2").arg(count(m_data.part[indexOf(cell)]), all) : all;
}

// The second model's hits and misses are the columns, the first one's the rows.
QRectF WinMap::cellPlace(const QRectF& whole, Outcomes cell)
{
    const QRectF table = tablePlace(whole);
    const bool lower = cell == Outcomes::OnlySecond || cell == Outcomes::BothMiss;
    const bool right = cell == Outcomes::OnlyFirst || cell == Outcomes::BothMiss;
    const double width = std::round((table.width() - headWidth()) / 2);
    const double height = std::round((table.height() - winMapHeadPixels()) / 2);
    const double left = table.left() + headWidth() + (right ? width : 0);
    const double top = table.top() + winMapHeadPixels() + (lower ? height : 0);
    return {left, top, right ? table.right() - left : width, lower ? table.bottom() - top : height};
}

void WinMap::paintCell(QPainter& painter, const QRectF& place, Outcomes cell, bool chosen) const
{
    const double share = static_cast<double>(m_data.users[indexOf(cell)]) / static_cast<double>(m_data.total());
    if (chosen) {
        painter.setPen(QPen(colour(Token::Accent), 2));
        painter.setBrush(colour(Token::Soft));
        painter.drawRect(place.adjusted(1, 1, 0, 0));
    }
    const double number = lineHeight(TypeRole::Number);
    const double text = lineHeight(TypeRole::Table);
    const double content = number + text + 8 + text;
    QRectF line(place.left() + cellInset, place.center().y() - content / 2, place.width() - 2 * cellInset, number);
    painter.setFont(fontThatFits(usersText(cell), line.width()));
    painter.setPen(colour(Token::Text));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, usersText(cell));

    line = QRectF(line.left(), line.bottom(), line.width(), text);
    painter.setFont(ui::font(TypeRole::Table));
    painter.setPen(colour(Token::Text2));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(nameOf(cell), Qt::ElideMiddle, line.width()));

    line.translate(0, text + 8);
    const double words = barGap + QFontMetricsF(painter.font()).horizontalAdvance(percent(share));
    const double room = std::max(0.0, std::min(barWidth, line.width() - words));
    const QRectF trough(line.left(), std::round(line.center().y() - barPixels / 2), room, barPixels);
    painter.fillRect(trough, colour(chosen ? Token::Press : Token::Hover));
    const auto fill = [&](std::int64_t users, Token tone) {
        const double part = static_cast<double>(users) / static_cast<double>(m_data.total());
        painter.fillRect(QRectF(trough.topLeft(), QSizeF(std::max(part > 0 ? 1.0 : 0.0, room * part), barPixels)),
                         colour(tone));
    };
    const Token tone = chosen ? Token::Accent : Token::Bar;
    fill(m_data.users[indexOf(cell)], m_data.isSliced ? Token::Bar2 : tone);
    if (m_data.isSliced)
        fill(m_data.part[indexOf(cell)], tone);
    painter.setPen(colour(Token::Text));
    painter.drawText(line.adjusted(room > 0 ? room + barGap : 0, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     percent(share));
}

void WinMap::paintData(QPainter& painter, const QRectF& whole) const
{
    paintTable(painter, whole, selectedCell());
}

void WinMap::paintFigure(QPainter& painter, const QRectF& whole) const
{
    paintTable(painter, whole, std::nullopt);
}

void WinMap::paintTable(QPainter& painter, const QRectF& whole, const std::optional<Outcomes>& chosen) const
{
    if (isEmpty())
        return;
    const QRectF table = tablePlace(whole);
    const QRectF first = cellPlace(whole, Outcomes::BothHit);
    const QRectF last = cellPlace(whole, Outcomes::BothMiss);
    for (const double x : {table.left(), first.left(), last.left(), table.right()})
        drawVertical(painter, x, table.top(), table.bottom(), colour(Token::Line));
    for (const double y : {table.top(), first.top(), last.top(), table.bottom()})
        drawHorizontal(painter, y, table.left(), table.right(), colour(Token::Line));

    painter.setFont(ui::font(TypeRole::Axis));
    painter.setPen(colour(Token::Text2));
    const QFontMetricsF metrics(painter.font());
    const auto above = [&](const QRectF& cell, const QString& text) {
        const QRectF place(cell.left() + cellInset, table.top(), cell.width() - cellInset - 4, winMapHeadPixels());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideMiddle, place.width()));
    };
    above(first, m_data.second + QLatin1Char(' ') + m_data.hits);
    above(last, m_data.second + QLatin1Char(' ') + m_data.misses);
    const auto beside = [&](const QRectF& cell, const QString& word) {
        QRectF place(table.left() + 8, cell.top() + 10, headWidth() - 12, metrics.height());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(m_data.first, Qt::ElideMiddle, place.width()));
        place.translate(0, metrics.height());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, word);
    };
    beside(first, m_data.hits);
    beside(last, m_data.misses);
    for (const Outcomes cell : cells)
        paintCell(painter, cellPlace(whole, cell), cell, cell == chosen);
}

void WinMap::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    if (!hovered() || isSelected(*hovered()))
        return;
    painter.setPen(QPen(colour(Token::Control), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(cellPlace(whole, static_cast<Outcomes>(*hovered())).adjusted(1.5, 1.5, -1.5, -1.5));
}

AxisTitles WinMap::axisTitles(const QRectF& whole) const
{
    return {{}, {}, {}, whole}; // a table with its heads
}

QSize WinMap::figureSize(const QSize& shown) const
{
    return {PlotView::figureSize(shown).width(), sizeHint().height()};
}

PlotTable WinMap::table() const
{
    QStringList names;
    std::vector<double> users;
    std::vector<double> shares;
    for (const Outcomes cell : cells) {
        names << nameOf(cell);
        users.push_back(static_cast<double>(m_data.users[indexOf(cell)]));
        shares.push_back(isEmpty() ? 0 : users.back() / static_cast<double>(m_data.total()));
    }
    PlotTable table{{{tr("who hits"), names}, {tr("users"), std::move(users), 0}, {tr("share"), std::move(shares), 4}}};
    if (m_data.isSliced)
        table.columns.push_back(
            {tr("in the slice"), asDoubles(std::vector(m_data.part.begin(), m_data.part.end())), 0});
    return table;
}

QString WinMap::summary() const
{
    if (isEmpty())
        return tr("No users to compare.");
    QStringList parts;
    for (const Outcomes cell : cells) {
        const std::int64_t users = m_data.users[indexOf(cell)];
        const double share = static_cast<double>(users) / static_cast<double>(m_data.total());
        parts << QStringLiteral("%1 %2 (%3)").arg(nameOf(cell), usersText(cell), percent(share));
    }
    return tr("Of %1 users: %2.").arg(count(m_data.total()), parts.join(QStringLiteral(", ")));
}

std::vector<MarkId> WinMap::marks() const
{
    if (isEmpty())
        return {};
    return {0, 1, 2, 3};
}

std::optional<MarkId> WinMap::markAt(const QPointF& pixel) const
{
    if (!isEmpty())
        for (const Outcomes cell : cells)
            if (cellPlace(cell).contains(pixel))
                return static_cast<MarkId>(cell);
    return std::nullopt;
}

void WinMap::keyPressEvent(QKeyEvent* event)
{
    if (!hovered() || isEmpty()) {
        MarkView::keyPressEvent(event);
        return;
    }
    // Right and lower of the 2 x 2: bit 0 and bit 1 of the cell's number.
    const MarkId cell = *hovered();
    switch (event->key()) {
    case Qt::Key_Left:
        hover(cell & 2);
        return;
    case Qt::Key_Right:
        hover(cell | 1);
        return;
    case Qt::Key_Up:
        hover(cell & 1);
        return;
    case Qt::Key_Down:
        hover(cell | 2);
        return;
    default:
        MarkView::keyPressEvent(event);
    }
}

} // namespace tastescope::ui

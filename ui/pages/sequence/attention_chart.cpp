#include "ui/pages/sequence/attention_chart.h"

#include "core/models/transformer/window_insight.h"
#include "ui/session/numbers.h"
#include "ui/theme/sequential.h"
#include "ui/theme/text_scale.h"
#include "ui/theme/type.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double labelWidth = 128;
constexpr double nextWidth = 150;
constexpr double arrowWidth = 26;
constexpr double margin = 12;

/// In points of a percentage. What rounds to nothing is said to be less than a hundredth.
QString points(double share)
{
    const double size = std::abs(share) * 100;
    if (size > 0 && size < 0.005)
        return QStringLiteral("< 0.01");
    const QString sign = share < 0 ? QStringLiteral("−") : share > 0 ? QStringLiteral("+") : QString();
    return sign + fixed(size, 2);
}

void drawIn(QPainter& painter, const QRectF& place, const QString& text, TypeRole role, Token tone,
            Qt::Alignment alignment = Qt::AlignLeft)
{
    painter.setFont(font(role));
    painter.setPen(colour(tone));
    const QString shown = QFontMetrics(font(role)).elidedText(text, Qt::ElideRight, static_cast<int>(place.width()));
    painter.drawText(place, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

} // namespace

/// Where columns and rows stand.
struct AttentionChart::Grid
{
    QRectF whole;
    double left = 0;
    double column = 0; ///< width
    double top = 0;
    double items = 0; ///< height of the cells of the items
    double row = 0;   ///< height of a head's row
    double right = 0; ///< where the last column begins

    QRectF cell(std::size_t number, double y, double height) const
    {
        return {left + static_cast<double>(number) * column, y, column - 1, height};
    }
    double headTop(int head) const { return top + items + 8 + head * row; }
};

AttentionChart::Grid AttentionChart::gridOf(const QRectF& whole) const
{
    const double scale = textScale();
    Grid grid;
    grid.whole = whole.adjusted(margin, 4, -margin, -4);
    grid.left = grid.whole.left() + labelWidth * scale;
    grid.right = grid.whole.right() - nextWidth * scale;
    grid.column =
        (grid.right - arrowWidth - grid.left) / static_cast<double>(std::max<std::size_t>(m_data.columns.size(), 1));
    grid.top = grid.whole.top();
    grid.items = 3 * lineHeight(TypeRole::Table) + 8;
    grid.row = rowHeight(27);
    return grid;
}

void AttentionChart::setData(AttentionData data)
{
    m_data = std::move(data);
    announceData();
    updateGeometry();
}

QString AttentionChart::habitWords(int head) const
{
    const std::size_t count = m_data.columns.size();
    switch (lookingHabit(std::span(m_data.shares).subspan(static_cast<std::size_t>(head) * count, count))) {
    case LookingHabit::MostlyTheLast:
        return tr("mostly the last one");
    case LookingHabit::AtOne:
        return tr("looks at one");
    case LookingHabit::TheOldestThree:
        return tr("the oldest three");
    case LookingHabit::Evenly:
        return tr("spread evenly");
    case LookingHabit::NoHabit:
        break;
    }
    return {};
}

void AttentionChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const Grid grid = gridOf(whole);
    paintItems(painter, grid);
    paintHeads(painter, grid);
    paintLeftOut(painter, grid);
}

void AttentionChart::paintItems(QPainter& painter, const Grid& grid) const
{
    const double line = lineHeight(TypeRole::Table);
    const auto paintCell = [&](const QRectF& cell, const AttentionData::Column& column, Token border,
                               const QString& last) {
        painter.setPen(colour(border));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
        const QRectF text = cell.adjusted(8, 4, -6, -4);
        drawIn(painter, {text.left(), text.top(), text.width(), line},
               column.title.isEmpty() ? tr("start") : column.title, TypeRole::TableStrong,
               column.title.isEmpty() ? Token::Text3 : Token::Text);
        drawIn(painter, {text.left(), text.top() + line, text.width(), line}, column.detail, TypeRole::Table,
               Token::Text3);
        drawIn(painter, {text.left(), text.top() + 2 * line, text.width(), line}, last, TypeRole::Table, Token::Ok);
    };
    const QRectF label(grid.whole.left(), grid.top + 4, labelWidth * textScale() - 8, line);
    drawIn(painter, label, tr("Last %1").arg(m_data.columns.size()), TypeRole::Table, Token::Text2);
    drawIn(painter, label.translated(0, line), tr("oldest first"), TypeRole::Table, Token::Text3);
    for (std::size_t c = 0; c < m_data.columns.size(); ++c)
        paintCell(grid.cell(c, grid.top, grid.items), m_data.columns[c], Token::Line, {});
    drawIn(painter, {grid.right - arrowWidth, grid.top, arrowWidth, grid.items}, QStringLiteral("→"), TypeRole::Table,
           Token::Text2, Qt::AlignHCenter);
    const QRectF next(grid.right, grid.top, grid.whole.right() - grid.right, grid.items);
    if (m_data.next)
        paintCell(next, *m_data.next, Token::Outline, tr("✓ came next, rank %1").arg(m_data.rank));
    else
        paintCell(next, {tr("not known"), tr("the history ends here")}, Token::Outline, {});
}

void AttentionChart::paintHeads(QPainter& painter, const Grid& grid) const
{
    const std::size_t count = m_data.columns.size();
    const double width = grid.whole.right() - grid.right;
    for (int head = 0; head < m_data.heads; ++head) {
        const double top = grid.headTop(head);
        drawIn(painter, {grid.whole.left(), top, labelWidth * textScale() - 8, grid.row}, tr("Head %1").arg(head + 1),
               TypeRole::Table, Token::Text2);
        for (std::size_t c = 0; c < count; ++c) {
            const double share = static_cast<double>(m_data.shares[static_cast<std::size_t>(head) * count + c]);
            const QRectF cell = grid.cell(c, top, grid.row - 1);
            const QColor ground = sequentialColour(share);
            painter.fillRect(cell, ground);
            painter.setFont(ui::font(TypeRole::Table));
            painter.setPen(inkOn(ground));
            painter.drawText(cell.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter,
                             tr("%1 %").arg(std::round(share * 100)));
        }
        drawIn(painter, {grid.right, top, width, grid.row}, habitWords(head), TypeRole::Table, Token::Text2);
    }
}

void AttentionChart::paintLeftOut(QPainter& painter, const Grid& grid) const
{
    const double top = grid.headTop(m_data.heads) + 4;
    const double line = lineHeight(TypeRole::Table);
    double most = 1e-9;
    for (const double change : m_data.leftOut)
        most = std::max(most, std::abs(change));
    const QRectF label(grid.whole.left(), top, labelWidth * textScale() - 8, line);
    drawIn(painter, label, tr("Left out"), TypeRole::Table, Token::Text2);
    drawIn(painter, label.translated(0, line), tr("change, points"), TypeRole::Table, Token::Text3);
    for (std::size_t c = 0; c < m_data.leftOut.size(); ++c) {
        const double change = m_data.leftOut[c];
        const QRectF cell = grid.cell(c, top, 2 * line).adjusted(4, 0, -4, 0);
        const int number = textWidth(points(change), TypeRole::Table); // never cut; the bar has what is left
        const double bar = std::max(4.0, std::min(cell.width() * 0.4, cell.width() - number - 6));
        const double length = bar * std::abs(change) / most;
        const QRectF trough(cell.left(), cell.center().y() - 3, bar, 6);
        painter.fillRect(trough, colour(Token::Hover));
        painter.fillRect(QRectF(trough.right() - length, trough.top(), length, 6),
                         colour(std::abs(change) == most ? Token::Accent : Token::Bar));
        painter.fillRect(QRectF(trough.right(), trough.top() - 2, 1, 10), colour(Token::Text2));
        drawIn(painter, {trough.right() + 4, cell.top(), cell.right() - trough.right() - 4, cell.height()},
               points(change), TypeRole::Table, Token::Text, Qt::AlignRight);
    }
    drawIn(painter, {grid.right, top, grid.whole.right() - grid.right, 2 * line},
           tr("%1 with all").arg(percent(m_data.chance)), TypeRole::TableStrong, Token::Text);
}

PlotTable AttentionChart::table() const
{
    QStringList items;
    for (const AttentionData::Column& column : m_data.columns)
        items << (column.title.isEmpty() ? tr("start") : column.title);
    PlotTable table{{{tr("item"), items}}};
    const std::size_t count = m_data.columns.size();
    for (int head = 0; head < m_data.heads; ++head) {
        const auto begin = m_data.shares.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(head) * count);
        table.columns.push_back(
            {tr("head %1").arg(head + 1), std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(count)), 4});
    }
    table.columns.push_back({tr("chance without it, change"), m_data.leftOut, 5});
    return table;
}

QString AttentionChart::summary() const
{
    if (isEmpty())
        return tr("No user is selected.");
    const auto most = std::ranges::max_element(m_data.leftOut, {}, [](double change) { return std::abs(change); });
    const QString title = m_data.columns[static_cast<std::size_t>(most - m_data.leftOut.begin())].title;
    return tr("%1 has the chance %2; without %3 it changes most, by %4 points.")
        .arg(m_data.target, percent(m_data.chance), title.isEmpty() ? tr("the start") : title, points(*most));
}

int AttentionChart::neededHeight() const
{
    const Grid grid = gridOf(QRectF(0, 0, 700, 100));
    return static_cast<int>(grid.headTop(std::max(1, m_data.heads)) + 4 + 2 * lineHeight(TypeRole::Table) + 8);
}

QSize AttentionChart::sizeHint() const
{
    return {700, neededHeight()};
}

QSize AttentionChart::minimumSizeHint() const
{
    return {static_cast<int>(420 * textScale()), neededHeight()};
}

QSize AttentionChart::figureSize(const QSize& shown) const
{
    return {std::max(shown.width(), 700), neededHeight()};
}

} // namespace tastescope::ui

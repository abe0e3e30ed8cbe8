#include "ui/pages/sequence/sequence_table.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr int glyphWidth = 56;
constexpr int glyphHeight = 10;
constexpr int figureWidth = 68;

bool isFigure(int column)
{
    return column >= SequenceTable::FirstFigure && column < SequenceTable::Loss;
}

std::size_t numberOf(int column)
{
    return static_cast<std::size_t>(column - SequenceTable::FirstFigure);
}

bool isRepeats(int column)
{
    return nextItemColumn(numberOf(column)).figure == NextItemFigure::Repeats;
}

QString figureTitle(int column)
{
    const auto [figure, length] = nextItemColumn(numberOf(column));
    const QString name = figure == NextItemFigure::Mrr    ? QStringLiteral("MRR")
                         : figure == NextItemFigure::Hit  ? QStringLiteral("Hit")
                         : figure == NextItemFigure::Ndcg ? QStringLiteral("NDCG")
                                                          : QObject::tr("Repeats");
    return length == nextItemLengths.front() ? QStringLiteral("%1@%2").arg(name).arg(length)
                                             : QStringLiteral("@%1").arg(length);
}

QString figureHelp(int column)
{
    const auto [figure, length] = nextItemColumn(numberOf(column));
    switch (figure) {
    case NextItemFigure::Mrr:
        return QObject::tr("One item is held out, so this is MAP@%1 as well").arg(length);
    case NextItemFigure::Hit:
        return QObject::tr("Share of users whose last item is among the first %1; published as \"MAP\"").arg(length);
    case NextItemFigure::Ndcg:
        return QObject::tr("NDCG of the first %1").arg(length);
    case NextItemFigure::Repeats:
        return QObject::tr("Share of the first %1 places that the user's last five items take; lower is better, and "
                           "dropping them when serving costs nothing")
            .arg(length);
    }
    return {};
}

void drawGlyph(QPainter& painter, const QRectF& place, const Estimate& difference, double reach)
{
    const auto xOf = [&](double value) { return place.center().x() + value / reach * place.width() / 2; };
    const double y = place.center().y();
    painter.fillRect(QRectF(std::floor(place.center().x()), place.top(), 1, place.height()), colour(Token::Axis));
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (std::abs(difference.value) > reach) { // beyond: a triangle at the rim
        const bool left = difference.value < 0;
        const double tip = left ? place.left() : place.right();
        const double back = left ? tip + 6 : tip - 6;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(Token::Text));
        painter.drawPolygon(QPolygonF{{tip, y}, {back, y - 3.5}, {back, y + 3.5}});
    } else {
        const bool tied = difference.low <= 0 && difference.high >= 0;
        const QColor ink = colour(tied ? Token::Text3 : Token::Text);
        painter.setPen(QPen(ink, 1.5));
        painter.drawLine(QPointF(std::max(place.left(), xOf(difference.low)), y),
                         QPointF(std::min(place.right(), xOf(difference.high)), y));
        painter.setPen(tied ? QPen(ink, 1.25) : QPen(Qt::NoPen));
        painter.setBrush(tied ? colour(Token::Base) : ink);
        painter.drawEllipse(QPointF(xOf(difference.value), y), 2.2, 2.2);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

void SequenceTable::setRows(std::vector<SequenceRow> rows)
{
    beginRows();
    m_rows = std::move(rows);
    for (std::size_t group = 0; group < m_reach.size(); ++group) {
        std::vector<double> ends;
        for (const SequenceRow& row : m_rows)
            for (std::size_t c = group * 3; c < group * 3 + 3; ++c)
                if (const auto& difference = row.differences[c]; difference && row.id != 0)
                    ends.push_back(std::max(std::abs(difference->low), std::abs(difference->high)));
        m_reach[group] = ends.empty() ? 1 : 1.25 * std::max(1e-6, std::ranges::max(ends));
    }
    endRows();
}

int SequenceTable::rowOf(int run) const
{
    const auto found = std::ranges::find(m_rows, run, &SequenceRow::id);
    return found == m_rows.end() ? -1 : shownRow(static_cast<int>(found - m_rows.begin()));
}

const Estimate* SequenceTable::difference(int shownAt, int column) const
{
    if (!isFigure(column))
        return nullptr;
    const auto& found = shown(shownAt).differences[numberOf(column)];
    return found ? &*found : nullptr;
}

double SequenceTable::reach(int column) const
{
    return m_reach[numberOf(column) / 3];
}

ColumnLook SequenceTable::look(int column) const
{
    if (column == Eye)
        return {.kind = CellKind::Eye, .sortable = false};
    if (column == Run)
        return {.kind = CellKind::Run, .strong = true};
    if (column == Badge)
        return {.kind = CellKind::Badge, .sortable = false};
    if (isFigure(column))
        return {.kind = CellKind::Number, .help = figureHelp(column), .highIsBest = !isRepeats(column)};
    if (column == Loss)
        return {.kind = CellKind::Number, .help = tr("The least validation loss, nats")};
    return {.kind = CellKind::Number, .stretch = column == Time};
}

QString SequenceTable::title(int column) const
{
    switch (column) {
    case Eye:
    case Badge:
        return {};
    case Run:
        return tr("Run");
    case Loss:
        return tr("val. loss");
    case Epochs:
        return tr("epochs");
    case Time:
        return tr("time");
    default:
        return figureTitle(column);
    }
}

QVariant SequenceTable::value(int source, int column) const
{
    const SequenceRow& r = row(source);
    if (column == Eye)
        return !r.isHidden;
    if (r.id == 0)
        return {}; // what has no value comes last, up or down
    if (column == Run)
        return r.name;
    if (column == Badge)
        return r.badge;
    if (column == Loss)
        return r.loss ? QVariant(*r.loss) : QVariant();
    if (column == Epochs)
        return r.epochs;
    if (column == Time)
        return r.seconds;
    const auto& figure = r.figures[numberOf(column)];
    return figure ? QVariant(*figure) : QVariant();
}

QString SequenceTable::text(int source, int column) const
{
    const SequenceRow& r = row(source);
    if (column == Eye)
        return r.isHidden ? tr("not in the charts") : tr("in the charts");
    if (column == Run)
        return r.name;
    if (column == Badge)
        return r.badge;
    if (column == Loss)
        return r.loss ? metric(*r.loss) : unknownNumber();
    if (column == Epochs)
        return r.epochs == 0          ? unknownNumber()
               : r.plannedEpochs == 0 ? count(r.epochs)
                                      : tr("%1 / %2").arg(count(r.epochs), count(r.plannedEpochs));
    if (column == Time)
        return r.seconds > 0 ? duration(r.seconds) : unknownNumber();
    const auto& figure = r.figures[numberOf(column)];
    return !figure ? unknownNumber() : isRepeats(column) ? percent(*figure) : metric(*figure);
}

std::optional<Token> SequenceTable::tone(int source, int column) const
{
    if (column == Badge)
        return row(source).badge == wordOf(StoredState::Failed) ? Token::Err : Token::Text2;
    return std::nullopt;
}

std::optional<LineStyle> SequenceTable::style(int source, int column) const
{
    return column == Run ? std::optional(row(source).style) : std::nullopt;
}

void WhiskerDelegate::setHovered(int row)
{
    m_hovered = row;
    setHoveredRow(row);
}

void WhiskerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* table = qobject_cast<const SequenceTable*>(index.model());
    const Estimate* difference = table ? table->difference(index.row(), index.column()) : nullptr;
    if (!difference)
        return TableDelegate::paint(painter, option, index);
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || index.row() == m_hovered)
        painter->fillRect(option.rect, colour(selected ? Token::Soft : Token::Hover));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(Token::Grid));
    const QRect place = option.rect.adjusted(8, 3, -8, -4);
    painter->setFont(font(table->sortedBy() == index.column() ? TypeRole::TableStrong : TypeRole::Table));
    painter->setPen(colour(Token::Text));
    painter->drawText(place, Qt::AlignRight | Qt::AlignTop | Qt::TextSingleLine | Qt::TextDontClip,
                      index.data().toString());
    drawGlyph(*painter,
              QRectF(place.right() + 1 - glyphWidth, place.bottom() + 1 - glyphHeight, glyphWidth, glyphHeight),
              *difference, table->reach(index.column()));
    painter->restore();
}

QSize WhiskerDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize usual = TableDelegate::sizeHint(option, index);
    return {std::max(usual.width(), figureWidth), lineHeight(TypeRole::Table) + glyphHeight + 10};
}

bool WhiskerDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                                const QModelIndex& index)
{
    const auto* table = qobject_cast<const SequenceTable*>(index.model());
    if (event->type() != QEvent::ToolTip || !table)
        return TableDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), whiskerWords(*table, index.row(), index.column()), view);
    return true;
}

QString whiskerWords(const SequenceTable& table, int shownAt, int column)
{
    const QString text = table.index(shownAt, column).data().toString();
    const Estimate* difference = table.difference(shownAt, column);
    if (!difference)
        return text;
    const bool lowerIsBetter = isRepeats(column);
    const bool tied = difference->low <= 0 && difference->high >= 0;
    const QString verdict = tied                                       ? QObject::tr("about tied with the baseline")
                            : (difference->value > 0) != lowerIsBetter ? QObject::tr("better than the baseline")
                                                                       : QObject::tr("worse than the baseline");
    return QObject::tr("%1, %2, %3").arg(text, delta(difference->value, difference->low, difference->high), verdict);
}

} // namespace tastescope::ui

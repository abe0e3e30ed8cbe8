#include "ui/tables/carried_table.h"

#include "ui/session/dataset_opening.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr std::size_t fewestRows = 3;

} // namespace

void CarriedTable::setAnswer(std::shared_ptr<const CarriedAnswer> answer)
{
    beginRows();
    m_answer = std::move(answer);
    choose();
    endRows();
}

void CarriedTable::setWhole(bool whole)
{
    beginRows();
    m_whole = whole;
    choose();
    endRows();
}

// Losses and gains beyond the noise; where those are fewer than three, what comes next, so that one sees how little
// it is.
void CarriedTable::choose()
{
    m_rows.clear();
    m_lowest = 0;
    m_highest = 0;
    if (!m_answer)
        return;
    const Counterfactual& found = m_answer->found;
    for (std::size_t p = 0; p < found.parts.size(); ++p)
        if (m_whole || !found.isNoise(found.parts[p]))
            m_rows.push_back(p);
    for (std::size_t p = 0; p < found.parts.size() && m_rows.size() < fewestRows; ++p)
        if (std::ranges::find(m_rows, p) == m_rows.end())
            m_rows.push_back(p);
    std::ranges::sort(m_rows);
    for (const std::size_t p : m_rows) {
        m_lowest = std::min(m_lowest, found.parts[p].change);
        m_highest = std::max(m_highest, found.parts[p].change);
    }
    m_lowest = std::min(m_lowest, -found.noise);
    m_highest = std::max(m_highest, found.noise);
}

int CarriedTable::hidden() const
{
    return m_answer ? static_cast<int>(m_answer->found.parts.size() - m_rows.size()) : 0;
}

double CarriedTable::change(int row) const
{
    return part(sourceRow(row)).change;
}

bool CarriedTable::isNoise(int row) const
{
    return m_answer->found.isNoise(part(sourceRow(row)));
}

QString CarriedTable::holdersText(int row) const
{
    if (m_answer->found.unit == LeftOutUnit::Likes)
        return {};
    return tr("in %1 of %2")
        .arg(count(part(sourceRow(row)).likes), counted(m_answer->found.likes, m_answer->dataset->nouns().item));
}

ColumnLook CarriedTable::look(int column) const
{
    switch (column) {
    case 0:
        return {.strong = true, .width = 130, .stretch = true, .sortable = false};
    case 1:
        return {.width = 110,
                .help = tr("What the score loses without it. Grey: what another seed of the fold-in does."),
                .sortable = false};
    case 2:
        return {.kind = CellKind::Number, .strong = true, .width = 72, .sortable = false};
    default:
        return {.kind = CellKind::Number,
                .tone = Token::Text2,
                .width = 56,
                .help = tr("Where it stands in the list then"),
                .sortable = false};
    }
}

QString CarriedTable::title(int column) const
{
    switch (column) {
    case 0:
        return tr("Left out");
    case 1:
        return tr("Score %1 to %2").arg(delta(m_lowest), delta(m_highest));
    case 2:
        return tr("Change");
    default:
        return tr("Rank");
    }
}

QVariant CarriedTable::value(int source, int column) const
{
    const LeftOut& left = part(source);
    switch (column) {
    case 0:
        return m_answer->found.unit == LeftOutUnit::Likes ? itemTitle(*m_answer->dataset, Item{left.thing})
                                                          : trackTitle(*m_answer->dataset, Track{left.thing});
    case 1:
        return left.likes;
    case 2:
        return left.change;
    default:
        return left.rank ? QVariant(static_cast<qint64>(*left.rank)) : QVariant();
    }
}

QString CarriedTable::text(int source, int column) const
{
    const LeftOut& left = part(source);
    switch (column) {
    case 0:
        return value(source, column).toString();
    case 1:
        return m_answer->found.unit == LeftOutUnit::Likes
                   ? QString()
                   : tr("in %1").arg(counted(left.likes, m_answer->dataset->nouns().item));
    case 2:
        return delta(left.change);
    default:
        if (m_answer->found.isNoise(left))
            return tr("noise");
        return left.rank ? count(*left.rank) : unknownNumber();
    }
}

std::optional<Token> CarriedTable::tone(int source, int column) const
{
    if (column >= 2 && m_answer->found.isNoise(part(source)))
        return Token::Text3;
    return std::nullopt;
}

} // namespace tastescope::ui

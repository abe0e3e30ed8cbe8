#include "ui/tables/vote_table.h"

#include "ui/session/dataset_opening.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

namespace tastescope::ui {

void VoteTable::setWhy(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const WhyAnswer> why)
{
    beginRows();
    m_dataset = std::move(dataset);
    m_why = std::move(why);
    endRows();
}

int VoteTable::sourceRows() const
{
    return m_why ? static_cast<int>(m_why->explanation.votes.size()) : 0;
}

User VoteTable::userAt(int row) const
{
    return vote(sourceRow(row)).neighbour;
}

double VoteTable::barBegin(int row) const
{
    const Vote& found = vote(sourceRow(row));
    return isLedger() ? (found.total - found.adds) / m_why->explanation.total : 0;
}

double VoteTable::barEnd(int row) const
{
    const Vote& found = vote(sourceRow(row));
    return isLedger() ? found.total / m_why->explanation.total : static_cast<double>(found.similarity);
}

QString VoteTable::sharedText(int row) const
{
    const std::vector<Track>& shared = vote(sourceRow(row)).shared;
    if (shared.empty())
        return tr("nothing shared");
    return tr("%1 shared, rarest %2")
        .arg(count(static_cast<std::int64_t>(shared.size())), trackTitle(*m_dataset, shared.front()));
}

ColumnLook VoteTable::look(int column) const
{
    switch (column) {
    case 0:
        return {.strong = true, .width = 80, .sortable = false};
    case 1:
        return {.width = 150, .stretch = true, .sortable = false};
    case 2:
        return {.kind = CellKind::Number, .strong = true, .width = 70, .sortable = false};
    default:
        return {.kind = CellKind::Number, .tone = Token::Text2, .width = 72, .sortable = false};
    }
}

QString VoteTable::title(int column) const
{
    switch (column) {
    case 0:
        return tr("Neighbour");
    case 1:
        return tr("Similarity and shared %1").arg(plural(m_dataset ? m_dataset->nouns().track : "track"));
    case 2:
        return isLedger() ? tr("Adds") : tr("Similarity");
    default:
        return tr("Total");
    }
}

QVariant VoteTable::value(int source, int column) const
{
    const Vote& found = vote(source);
    switch (column) {
    case 0:
        return userName(*m_dataset, found.neighbour);
    case 1:
        return trackTitles(*m_dataset, found.shared, found.shared.size());
    case 2:
        return isLedger() ? found.adds : static_cast<double>(found.similarity);
    default:
        return found.total;
    }
}

QString VoteTable::text(int source, int column) const
{
    const QVariant found = value(source, column);
    return column < 2 ? found.toString() : metric(found.toDouble());
}

} // namespace tastescope::ui

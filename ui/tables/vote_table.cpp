#include "ui/tables/vote_table.h"

#include "ui/session/dataset_opening.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <algorithm>

namespace tastescope::ui {

void VoteTable::setWhy(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const WhyAnswer> why)
{
    beginRows();
    m_dataset = std::move(dataset);
    m_why = std::move(why);
    m_highest = 0;
    if (m_why)
        for (const LikeVote& found : m_why->explanation.likes)
            m_highest = std::max(m_highest, found.total);
    endRows();
}

int VoteTable::sourceRows() const
{
    if (!m_why)
        return 0;
    return static_cast<int>(isOfLikes() ? m_why->explanation.likes.size() : m_why->explanation.votes.size());
}

std::optional<User> VoteTable::userAt(int row) const
{
    return isOfLikes() ? std::nullopt : std::optional(vote(sourceRow(row)).neighbour);
}

std::pair<double, double> VoteTable::barOf(int row) const
{
    if (isOfLikes()) {
        const LikeVote& found = like(sourceRow(row));
        const auto [least, most] = std::minmax({found.total - found.adds, found.total});
        return m_highest > 0 ? std::pair(least / m_highest, most / m_highest) : std::pair(0.0, 0.0);
    }
    const Vote& found = vote(sourceRow(row));
    if (!isLedger())
        return {0, static_cast<double>(found.similarity)};
    return {(found.total - found.adds) / m_why->explanation.total, found.total / m_why->explanation.total};
}

double VoteTable::barBegin(int row) const
{
    return barOf(row).first;
}

double VoteTable::barEnd(int row) const
{
    return barOf(row).second;
}

QString VoteTable::sharedText(int row) const
{
    if (isOfLikes()) {
        const double score = m_why->explanation.score;
        return score > 0 ? tr("%1 of the score").arg(percent(like(sourceRow(row)).adds / score)) : QString();
    }
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
        return {.strong = true, .width = isOfLikes() ? 190 : 80, .sortable = false};
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
        return isOfLikes() ? tr("Like") : tr("Neighbour");
    case 1:
        if (isOfLikes())
            return tr("Part of the score");
        return tr("Similarity and shared %1").arg(plural(m_dataset ? m_dataset->nouns().track : "track"));
    case 2:
        return isLedger() ? tr("Adds") : tr("Similarity");
    default:
        return tr("Total");
    }
}

QVariant VoteTable::valueOfLike(const LikeVote& found, int column) const
{
    switch (column) {
    case 0:
        return itemTitle(*m_dataset, found.like);
    case 1:
        return m_why->explanation.score > 0 ? percent(found.adds / m_why->explanation.score) : QString();
    case 2:
        return found.adds;
    default:
        return found.total;
    }
}

QVariant VoteTable::value(int source, int column) const
{
    if (isOfLikes())
        return valueOfLike(like(source), column);
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

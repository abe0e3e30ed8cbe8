#include "ui/session/slicing.h"

#include "core/data/data_counts.h"
#include "ui/session/dataset_opening.h"
#include "ui/session/messages.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/undo_steps.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

Slicing::Slicing(const OpenData& data, Selection& selection, const NeighbourSession& neighbours, UndoSteps& steps,
                 Messages& messages)
    : m_data(data),
      m_selection(selection),
      m_neighbours(neighbours),
      m_steps(steps),
      m_messages(messages)
{
    connect(&neighbours, &NeighbourSession::selectionChanged, this, &Slicing::followNumbers);
}

void Slicing::choose(std::optional<Slice> slice)
{
    if (slice == m_selection.slice() || !m_data.dataset())
        return;
    const QString text = slice ? tr("slice %1").arg(slice->name) : tr("all users");
    m_steps.push(
        text, [this, slice] { m_selection.setSlice(slice); },
        [this, before = m_selection.slice()] { m_selection.setSlice(before); },
        [this, of = m_data.dataset()] { return m_data.dataset() == of; });
    followNumbers(); // taken back and done again, it may be of neighbours chosen anew
    tellIfEmpty(tr("Nothing else narrows it."));
}

void Slicing::chooseRange(const SliceRange& range)
{
    if (numbers(range.of).size() > 0)
        choose(sliceOf(range, nameOf(range)));
}

std::optional<SliceRange> Slicing::brushOf(UserNumber number) const
{
    const auto& slice = m_selection.slice();
    return slice && slice->range && slice->range->of == number ? slice->range : std::nullopt;
}

OfUsers<std::int32_t> Slicing::numbers(UserNumber number) const
{
    if (!m_data.dataset())
        return {};
    if (number == UserNumber::Positives)
        return positivesPerUser(*m_data.dataset());
    const auto& selection = m_neighbours.selection();
    if (!selection)
        return {};
    const NeighbourStatistics& statistics = selection->statistics;
    return number == UserNumber::Near          ? selection->reach.near
           : number == UserNumber::Neighbours  ? statistics.neighbours
           : number == UserNumber::TimesChosen ? statistics.timesChosen
                                               : statistics.inReach;
}

Slice Slicing::sliceOf(const SliceRange& range, const QString& name) const
{
    Slice slice{name, {}, range};
    const OfUsers<std::int32_t> known = numbers(range.of);
    for (const User user : idsUpTo<User>(known.size()))
        if (known[user] >= range.low && known[user] < range.high)
            slice.users.push_back(user);
    return slice;
}

QString Slicing::nameOf(const SliceRange& range) const
{
    const auto first = static_cast<std::int64_t>(std::ceil(range.low));
    const std::vector<std::int32_t> all = numbers(range.of).values();
    const auto whole = static_cast<std::int64_t>(std::ceil(range.high)) - 1;
    const auto last = std::min<std::int64_t>(whole, *std::ranges::max_element(all)); // a bar may reach beyond it
    if (first == 0 && last > 0 && range.of == UserNumber::Neighbours)
        return tr("fewer than %1 neighbours").arg(count(last + 1));
    const QString span = first >= last ? count(first) : tr("%1 to %2").arg(count(first), count(last));
    switch (range.of) {
    case UserNumber::Positives:
        return tr("%1 positives").arg(span);
    case UserNumber::Neighbours:
        return tr("%1 neighbours").arg(span);
    case UserNumber::Near:
        return tr("%1 near").arg(span);
    case UserNumber::TimesChosen:
        return tr("chosen %1 times").arg(span);
    case UserNumber::InReach:
        break;
    }
    return tr("%1 %2 in reach").arg(span, plural(m_data.dataset()->nouns().item));
}

/// A range is a condition: what it says stays true.
void Slicing::followNumbers()
{
    const auto slice = m_selection.slice();
    if (!slice || !slice->range || numbers(slice->range->of).size() == 0)
        return;
    Slice now = sliceOf(*slice->range, slice->name);
    if (now.users == slice->users)
        return;
    m_selection.setSlice(std::move(now));
    tellIfEmpty(tr("It was cut by numbers that changed when neighbours were chosen anew."));
}

void Slicing::tellIfEmpty(const QString& because)
{
    const auto& slice = m_selection.slice();
    if (slice && slice->users.empty())
        m_messages.notify({NoticeKind::Warning,
                           tr("No user is in the slice \"%1\"").arg(slice->name),
                           tr("Every figure is now of nobody. %1").arg(because),
                           {{tr("Show all users"), [this] { choose(std::nullopt); }}}});
}

QString Slicing::words() const
{
    if (!m_selection.slice() || !m_data.dataset())
        return {};
    return tr("%1 of %2 users")
        .arg(count(static_cast<std::int64_t>(m_selection.slice()->users.size())),
             count(static_cast<std::int64_t>(m_data.dataset()->userCount())));
}

} // namespace tastescope::ui

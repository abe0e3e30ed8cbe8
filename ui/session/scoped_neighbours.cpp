#include "ui/session/scoped_neighbours.h"

#include "ui/session/answer_runner.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/selection.h"

namespace tastescope::ui {

namespace {

ScopedNeighbours::Found foundOf(const NeighbourSession::Selection& of, const UserSet& users)
{
    ScopedNeighbours::Found found;
    found.summary = users.isAll() ? of.summary : summarise(of.statistics, users);
    found.beyond =
        users.isAll() ? of.beyond : beyondLimit(of.statistics.neighbours, of.reach, of.options.maximum, users);
    found.near = summarise(asDoubles(users.valuesOf(of.reach.near)));
    std::vector<double> kth;
    for (const float similarity : users.valuesOf(of.reach.similarityOfKth))
        if (similarity > 0)
            kth.push_back(static_cast<double>(similarity));
    if (!kth.empty())
        found.medianOfKth = summarise(kth).median;
    return found;
}

} // namespace

ScopedNeighbours::ScopedNeighbours(const NeighbourSession& neighbours, const Selection& selection,
                                   AnswerRunner& answers)
    : m_neighbours(neighbours),
      m_selection(selection),
      m_answers(answers)
{
    connect(&selection, &Selection::sliceChanged, this, &ScopedNeighbours::renew);
    connect(&neighbours, &NeighbourSession::selectionChanged, this, &ScopedNeighbours::renew);
}

void ScopedNeighbours::renew()
{
    m_found.reset();
    const auto& of = m_neighbours.selection();
    if (!of)
        return m_answers.forget(this);
    m_answers.ask(
        this, [of, users = m_selection.users()](const JobContext&) { return foundOf(*of, users); },
        [this](Outcome<Found> outcome) {
            if (auto* found = std::get_if<Found>(&outcome)) {
                m_found = std::make_unique<const Found>(std::move(*found));
                emit changed();
            }
        });
}

} // namespace tastescope::ui

// Which runs are compared: what the scope bar calls baseline and compared, filled up with the newest.
#include "ui/session/comparison_session.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr std::size_t baselinePlace = 1; // "bpr-07 against knn-40": the first minus the second

void insertBaseline(std::vector<int>& runs, int baseline)
{
    std::erase(runs, baseline);
    runs.insert(runs.begin() + static_cast<std::ptrdiff_t>(std::min(baselinePlace, runs.size())), baseline);
}

} // namespace

std::vector<const SessionRun*> ComparisonSession::candidates() const
{
    std::vector<const SessionRun*> found;
    for (const SessionRun& run : m_runs.runs())
        if (run.isOver() && m_data.isOpen(run.dataset) && evaluatedUsers(run) > 0 && run.record
            && run.record->validation)
            found.push_back(&run);
    return found;
}

int ComparisonSession::baseline() const
{
    const auto possible = candidates();
    const int baseline = m_choices.baseline();
    return std::ranges::find(possible, baseline, &SessionRun::id) == possible.end() ? 0 : baseline;
}

std::vector<int> ComparisonSession::pinned() const
{
    std::vector<int> pinned = m_choices.compared();
    const auto possible = candidates();
    std::erase_if(pinned, [&](int id) { return std::ranges::find(possible, id, &SessionRun::id) == possible.end(); });
    return pinned;
}

std::vector<int> ComparisonSession::wished() const
{
    std::vector<int> wished = pinned();
    if (const int against = baseline())
        insertBaseline(wished, against);
    wished.resize(std::min(wished.size(), RunChoices::mostCompared));
    return wished;
}

std::vector<int> ComparisonSession::completed(std::vector<int> wished) const
{
    const bool isFree = wished.empty();
    const auto possible = candidates();
    for (auto run = possible.rbegin(); run != possible.rend() && wished.size() < 2; ++run)
        if (!(*run)->trial && std::ranges::find(wished, (*run)->id) == wished.end())
            wished.push_back((*run)->id);
    if (const int against = baseline(); against != 0 && wished.size() == 2)
        insertBaseline(wished, against);
    else if (isFree && wished.size() == 2 && isBetter(wished[1], wished[0]))
        std::swap(wished[0], wished[1]);
    return wished;
}

bool ComparisonSession::isBetter(int id, int other) const
{
    const auto mrr = [this](int run) {
        const auto measured = m_runs.find(run)->record->validation->mrr();
        return measured ? measured->value : -1;
    };
    return mrr(id) > mrr(other);
}

// What is pinned but cannot be compared yet stays pinned, behind. Where there is a baseline it is the second run.
void ComparisonSession::wish(std::vector<int> runs)
{
    m_choosing = true;
    const std::vector<int> usable = pinned();
    std::vector<int> unusable;
    for (const int id : m_choices.compared())
        if (std::ranges::find(usable, id) == usable.end())
            unusable.push_back(id);
    if (baseline() != 0 && runs.size() > baselinePlace) {
        m_choices.setBaseline(runs[baselinePlace]);
        runs.erase(runs.begin() + baselinePlace);
    }
    runs.insert(runs.end(), unusable.begin(), unusable.end());
    m_choices.setCompared(runs);
    m_choosing = false;
    followRuns();
}

void ComparisonSession::choose(std::size_t place, int id)
{
    if (place >= m_chosen.size() || m_chosen[place] == id)
        return;
    std::vector<int> wanted = m_chosen;
    const auto elsewhere = std::ranges::find(wanted, id);
    if (elsewhere != wanted.end())
        std::swap(*elsewhere, wanted[place]);
    else
        wanted[place] = id;
    wish(std::move(wanted));
}

bool ComparisonSession::canAdd() const
{
    return m_chosen.size() >= 2 && m_chosen.size() < std::min(RunChoices::mostCompared, candidates().size());
}

void ComparisonSession::add()
{
    const auto possible = candidates();
    const auto free = std::find_if(possible.rbegin(), possible.rend(), [this](const SessionRun* run) {
        return std::ranges::find(m_chosen, run->id) == m_chosen.end();
    });
    if (!canAdd() || free == possible.rend())
        return;
    std::vector<int> wanted = m_chosen;
    wanted.push_back((*free)->id);
    wish(std::move(wanted));
}

void ComparisonSession::remove(std::size_t place)
{
    if (m_chosen.size() <= 2 || place >= m_chosen.size())
        return;
    std::vector<int> wanted = m_chosen;
    wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(place));
    wish(std::move(wanted)); // without the baseline, the run that comes after it is
}

} // namespace tastescope::ui

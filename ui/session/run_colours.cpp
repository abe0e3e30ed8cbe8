#include "ui/session/run_colours.h"

#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_search.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tastescope::ui {

namespace {

double mrrOf(const SessionRun& run)
{
    if (const EpochFinished* best = run.curve.best())
        return best->validation.mrr().value_or(-1);
    const auto mrr = run.record && run.record->validation ? run.record->validation->mrr() : std::nullopt;
    return mrr ? mrr->value : -1;
}

} // namespace

RunColours::RunColours(RunBook& runs, const RunChoices& choices, const RunSearch& search, QObject* parent)
    : QObject(parent),
      m_runs(runs),
      m_choices(choices),
      m_search(search)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &RunColours::renew);
    for (const auto signal : {&RunBook::runAdded, &RunBook::runChanged, &RunBook::runRemoved})
        connect(&runs, signal, &m_soon, qOverload<>(&QTimer::start));
    connect(&search, &RunSearch::changed, this, &RunColours::renew);
    for (const auto signal : {&RunChoices::baselineChanged, &RunChoices::comparedChanged, &RunChoices::currentChanged})
        connect(&choices, signal, this, &RunColours::renew);
}

void RunColours::setCompared(std::vector<int> runs)
{
    if (runs == m_compared)
        return;
    m_compared = std::move(runs);
    renew();
}

void RunColours::setLookedAt(std::vector<int> runs)
{
    if (runs == m_lookedAt)
        return;
    m_lookedAt = std::move(runs);
    renew();
}

RunColours::Ranks RunColours::ranks() const
{
    std::vector<int> inFront{m_choices.baseline(), m_choices.current() ? m_choices.current()->id : 0};
    for (const std::vector<int>& some : {m_choices.compared(), m_lookedAt, m_compared})
        inFront.insert(inFront.end(), some.begin(), some.end());
    Ranks ranks;
    for (const int run : inFront)
        ranks.try_emplace(run, static_cast<int>(ranks.size()));
    return ranks;
}

void RunColours::renew()
{
    m_soon.stop();
    const Ranks inFront = ranks();
    const auto rankOf = [this, &inFront](const SessionRun& run) {
        const auto found = inFront.find(run.id);
        const int behind = static_cast<int>(inFront.size())
                           + (run.hidden || (run.otherData && !run.isImported()) || !m_search.passes(run) ? 1 : 0);
        return found == inFront.end() ? behind : found->second;
    };
    struct Shown
    {
        std::tuple<int, double, int> order; ///< rank, then the highest MRR, then the newest
        int run = 0;
    };
    std::map<int, Shown> shown;              // by slot
    std::vector<std::pair<int, int>> wanted; // runs whose slot is shown otherwise from now on
    for (const SessionRun& run : m_runs.runs()) {
        const Shown candidate{{rankOf(run), -mrrOf(run), -run.id}, run.id};
        const auto [place, isFirst] = shown.try_emplace(run.slot, candidate);
        if (!isFirst && candidate.order < place->second.order)
            place->second = candidate;
    }
    for (const SessionRun& run : m_runs.runs())
        if (const int slot = shown.at(run.slot).run == run.id ? run.slot : -1; slot != run.shownSlot)
            wanted.emplace_back(run.id, slot);
    for (const auto& [id, slot] : wanted)
        m_runs.change(id, [slot = slot](SessionRun& run) { return std::exchange(run.shownSlot, slot) != slot; });
}

} // namespace tastescope::ui

#include "ui/session/leader_session.h"

#include "core/evaluation/metrics.h"
#include "core/experiment/run_cost.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_search.h"
#include "ui/session/run_sync.h"
#include "ui/session/selection.h"

#include <algorithm>
#include <set>

namespace tastescope::ui {

namespace {

constexpr int soonMs = 100;

/// Runs without a record, as those that wait, count as not finished.
RunRecord unfinishedRecord()
{
    RunRecord record;
    record.state = RunState::Stopped;
    return record;
}

} // namespace

LeaderSession::LeaderSession(const OpenData& data, const Selection& selection, const RunBook& runs, const RunSync& sync,
                             const RunChoices& choices, const RunSearch& search)
    : m_data(data),
      m_selection(selection),
      m_runs(runs),
      m_sync(sync),
      m_choices(choices),
      m_search(search)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &LeaderSession::renew);
    for (const auto signal : {&RunBook::runAdded, &RunBook::runChanged, &RunBook::runRemoved})
        connect(&runs, signal, this, &LeaderSession::renewSoon);
    connect(&sync, &RunSync::listed, this, &LeaderSession::renewSoon);
    connect(&choices, &RunChoices::baselineChanged, this, &LeaderSession::renewSoon);
    connect(&search, &RunSearch::changed, this, &LeaderSession::renewSoon);
    connect(&selection, &Selection::sliceChanged, this, [this] {
        m_asked.reset();
        renewSoon();
    });
    connect(&data, &OpenData::changed, this, &LeaderSession::forget);
}

void LeaderSession::setWanted(bool wanted)
{
    if (std::exchange(m_wanted, wanted) != wanted && wanted)
        renew();
}

void LeaderSession::setMetric(const std::string& metric)
{
    if (std::exchange(m_metric, metric) != metric)
        renew();
}

void LeaderSession::setBestOfEachModel(bool on)
{
    if (std::exchange(m_bestOfEach, on) != on)
        renew();
}

void LeaderSession::renewSoon()
{
    if (m_wanted && !m_soon.isActive())
        m_soon.start();
}

void LeaderSession::forget()
{
    m_analyst.forget(this);
    m_asking = false;
    m_asked.reset();
    m_answer.reset();
    m_problem.clear();
    emit changed();
    renewSoon();
}

std::vector<const SessionRun*> LeaderSession::ownRuns() const
{
    std::vector<const SessionRun*> own;
    for (const SessionRun& run : m_runs.runs())
        if (m_data.isOpen(run.dataset))
            own.push_back(&run);
    return own;
}

std::vector<std::string> LeaderSession::metrics() const
{
    const auto own = ownRuns();
    for (auto run = own.rbegin(); run != own.rend(); ++run)
        if (const Evaluation* measured = (*run)->record ? measuredOn(*(*run)->record, Part::Validation) : nullptr) {
            const auto names = measured->model.names();
            std::vector<std::string> metrics(names.begin(), names.end());
            sortByMetric(metrics);
            return metrics;
        }
    return {};
}

LeaderCandidate LeaderSession::candidate(const SessionRun& run) const
{
    const RunRecord& record = *run.record;
    return {.id = run.id,
            .name = run.name,
            .model = record.modelSha256,
            .config = run.config,
            .folder = run.folder,
            .data = record.dataset,
            .users = record.validation->users,
            .seconds = record.seconds,
            .bytes = runMemory(run.config, m_data.opened().size).bytes(),
            .chance = record.validation->chance};
}

LeaderQuestion LeaderSession::question() const
{
    static const RunRecord unfinished = unfinishedRecord();
    LeaderQuestion question{{}, m_metric, m_selection.users(), {}};
    std::vector<const SessionRun*> looked;
    std::vector<const RunRecord*> records;
    for (const SessionRun* run : ownRuns()) {
        if (run->hidden || !m_search.passes(*run)) {
            ++question.leftOut.unlookedFor;
            continue;
        }
        looked.push_back(run);
        records.push_back(run->isOver() && run->record ? &*run->record : &unfinished);
    }
    const LeaderWish wish{.metric = m_metric, .bestOfEachModel = m_bestOfEach};
    const LeaderChoice choice = chooseLeaders(records, wish);
    question.leftOut.reasons = choice.leftOut;
    std::set<SweepId> sweeps;
    for (const std::size_t run : choice.runs) // best first
        if (looked[run]->trial && !sweeps.insert(looked[run]->trial->sweep).second)
            ++question.leftOut.trials;
        else if (question.runs.size() < mostRuns)
            question.runs.push_back(candidate(*looked[run]));
        else
            ++question.leftOut.beyond;
    const SessionRun* baseline = m_runs.find(m_choices.baseline());
    if (choice.newest && baseline && baseline->isOver() && baseline->record
        && isMeasuredAlike(*baseline->record, *records[*choice.newest], Part::Validation))
        question.baseline = candidate(*baseline);
    return question;
}

void LeaderSession::renew()
{
    m_soon.stop();
    if (!m_wanted || !m_data.dataset() || !m_sync.isListed())
        return;
    if (const auto known = metrics(); std::ranges::find(known, m_metric) == known.end())
        m_metric = "mrr"; // chosen where it was measured
    LeaderQuestion wanted = question();
    Asked asked{{}, m_metric, wanted.baseline ? wanted.baseline->id : 0, wanted.leftOut};
    for (const LeaderCandidate& run : wanted.runs)
        asked.runs.emplace_back(run.id, run.model);
    if (m_asked == asked)
        return emit changed(); // names and colours may have
    m_asked = std::move(asked);
    ask(std::move(wanted));
}

void LeaderSession::ask(LeaderQuestion question)
{
    m_problem.clear();
    if (question.runs.empty()) {
        m_analyst.forget(this);
        m_asking = false;
        m_answer.reset();
        const QString others = leftOutWords(question.leftOut);
        m_problem = others.isEmpty() ? tr("No run of these data has finished yet.")
                                     : tr("Of the runs of these data none can be ranked: %1.").arg(others);
        return emit changed();
    }
    m_asking = true;
    m_analyst.ask(
        this,
        [question = std::move(question)](const JobContext& job) mutable {
            return rankLeaders(std::move(question), job);
        },
        [this](Outcome<LeaderAnswer>&& outcome) { take(std::move(outcome)); });
    emit changed();
}

void LeaderSession::take(Outcome<LeaderAnswer>&& outcome)
{
    m_asking = false;
    if (auto* made = std::get_if<LeaderAnswer>(&outcome)) {
        m_answer = std::make_shared<const LeaderAnswer>(std::move(*made));
        if (m_answer->entries.empty()) {
            m_problem = tr("The results of users of these runs cannot be read.");
            m_answer.reset();
        }
    } else {
        m_answer.reset();
        const auto* failure = std::get_if<Failure>(&outcome);
        m_problem = m_selection.slice() ? tr("None of the users of the slice is measured in all of these runs.")
                    : failure           ? failure->message
                                        : QString();
    }
    emit changed();
    if (m_answer && !m_answer->board.pairs.empty())
        emit said(tr("bootstrap in %1").arg(duration(m_answer->seconds)));
}

} // namespace tastescope::ui

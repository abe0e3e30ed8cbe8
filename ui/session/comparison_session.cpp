#include "ui/session/comparison_session.h"

#include "core/experiment/measured_run.h"
#include "core/experiment/run_cost.h"
#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/offered_metrics.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_sync.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

/// Each user's results on the validation part; those that no record in memory holds are read from the run's folder.
void readResults(std::vector<ComparedRun>& runs)
{
    for (ComparedRun& run : runs)
        if (!run.perUser)
            run.perUser =
                std::make_shared<const UserResults>(loadUserResults(RunFiles(run.folder).validation, run.data));
}

/// Asks the models that were kept, one after the other.
void rankInFull(ComparisonQuestion& question, const Dataset& dataset, const JobContext& job)
{
    for (ComparedRun& run : question.runs)
        if (!run.judged)
            run.judged = std::make_shared<const UserResults>(measuredResults(
                loadRun(run.folder), dataset, {.metric = question.metric, .protocol = question.protocol}, 0, job));
}

} // namespace

ComparisonSession::ComparisonSession(const OpenData& data, Selection& selection, const NeighbourSession& neighbours,
                                     const RunBook& runs, RunSync& sync, RunChoices& choices, const UserSession& users,
                                     AnswerRunner& answers)
    : m_data(data),
      m_selection(selection),
      m_neighbours(neighbours),
      m_runs(runs),
      m_sync(sync),
      m_choices(choices),
      m_users(users),
      m_answers(answers)
{
    for (const auto signal : {&RunBook::runAdded, &RunBook::runChanged, &RunBook::runRemoved})
        connect(&runs, signal, this, &ComparisonSession::followRuns);
    connect(&sync, &RunSync::listed, this, &ComparisonSession::followRuns);
    connect(&sync, &RunSync::loadFailed, this, &ComparisonSession::renewLists);
    for (const auto signal : {&RunChoices::comparedChanged, &RunChoices::baselineChanged})
        connect(&choices, signal, this, &ComparisonSession::followRuns);
    connect(&data, &OpenData::changed, this, [this] {
        m_chosen.clear();
        m_results.clear();
        followRuns();
        renew();
    });
    connect(&selection, &Selection::kChanged, this, &ComparisonSession::renew);
    connect(&selection, &Selection::sliceChanged, this, &ComparisonSession::renew);
    connect(&selection, &Selection::valueRuleChanged, this, &ComparisonSession::renewAgreement);
    connect(&selection, &Selection::userChanged, this, &ComparisonSession::renewLists);
    connect(&users, &UserSession::basisChanged, this, &ComparisonSession::renewAgreement);
    connect(&users, &UserSession::optionsChanged, this, &ComparisonSession::renewAgreement);
    connect(&neighbours, &NeighbourSession::selectionChanged, this, &ComparisonSession::renew);
}

void ComparisonSession::followRuns()
{
    if (!m_sync.isListed() || m_runs.isFollowingData() || m_choosing)
        return; // hundreds are about to arrive or to be told of, or the other half of a choice
    std::vector<int> wanted = completed(wished());
    const bool changed = wanted != m_chosen;
    std::erase_if(m_results, [&](const auto& kept) { return std::ranges::find(wanted, kept.first) == wanted.end(); });
    m_chosen = std::move(wanted);
    for (std::size_t place = 0; place < std::min<std::size_t>(2, m_chosen.size()); ++place)
        m_sync.want(m_chosen[place]); // for its lists
    emit chosenChanged();
    if (changed || shownSlots() != m_slots || otherSeeds() != m_seeds)
        renew();
    else if (const auto both = servings(); both && m_served != std::pair((*both)[0].model, (*both)[1].model))
        renewAgreement(); // a model was read
}

void ComparisonSession::setMetric(const std::string& metric, Protocol protocol)
{
    if (metric == m_metric && protocol == m_protocol)
        return;
    m_metric = metric;
    m_protocol = protocol;
    emit chosenChanged();
    renew();
}

std::vector<std::string> ComparisonSession::metrics()
{
    return sharedMetrics(comparedRuns());
}

std::vector<std::string> ComparisonSession::fullMetrics() const
{
    return offeredMetrics(Protocol::Full, m_selection.k());
}

// Megabytes for many users: copied or read once a model, then shared with every question.
std::shared_ptr<const UserResults> ComparisonSession::resultsOf(const SessionRun& run)
{
    KeptResults& kept = m_results[run.id];
    if (kept.model != run.record->modelSha256)
        kept = {run.record->modelSha256, nullptr};
    if (!kept.results && !run.record->validation->perUser.users.empty())
        kept.results = std::make_shared<const UserResults>(run.record->validation->perUser);
    return kept.results;
}

std::vector<ComparedRun> ComparisonSession::comparedRuns()
{
    std::vector<ComparedRun> compared;
    for (const int id : m_chosen) {
        const SessionRun* run = m_runs.find(id);
        if (!run || !run->record || !run->record->validation)
            continue;
        ComparedRun made;
        made.id = run->id;
        made.name = run->name;
        made.slot = run->shownSlot;
        made.config = run->config;
        made.folder = run->folder;
        made.perUser = resultsOf(*run);
        if (m_protocol == Protocol::Full)
            if (const auto kept = m_results[run->id].full.find(m_metric); kept != m_results[run->id].full.end())
                made.judged = kept->second;
        made.data = run->record->dataset;
        made.startedAt = run->record->startedAt;
        made.environment = run->record->environment;
        made.seconds = run->record->seconds;
        if (m_data.dataset())
            made.bytes = runMemory(run->config, m_data.opened().size).bytes();
        if (const EpochFinished* best = run->curve.best()) {
            made.epoch = best->epoch;
            made.lastEpoch = run->curve.last()->epoch;
        }
        compared.push_back(std::move(made));
    }
    return compared;
}

std::vector<int> ComparisonSession::shownSlots() const
{
    std::vector<int> shown;
    for (const int id : m_chosen)
        if (const SessionRun* run = m_runs.find(id))
            shown.push_back(run->shownSlot);
    return shown;
}

std::array<SettingOfRun, 2> ComparisonSession::settings() const
{
    std::array<SettingOfRun, 2> settings;
    for (std::size_t place = 0; place < std::min<std::size_t>(2, m_chosen.size()); ++place)
        if (const SessionRun* run = m_runs.find(m_chosen[place]))
            settings[place] = settingOf(*run, m_runs);
    return settings;
}

std::size_t ComparisonSession::otherSeeds() const
{
    const auto both = settings();
    return both[0].seeds.size() + both[1].seeds.size();
}

void ComparisonSession::renew()
{
    m_slots = shownSlots();
    m_seeds = otherSeeds();
    m_problem.clear();
    ComparisonQuestion question{comparedRuns(), m_metric,   m_selection.k(), m_selection.users(),
                                nullptr,        m_protocol, settings()};
    if (question.runs.size() < 2) {
        m_analyst.forget(this);
        m_comparing = false;
        m_comparison.reset();
        renewMeasures();
        emit comparisonChanged();
        renewAgreement();
        return;
    }
    if (const auto& selection = m_neighbours.selection())
        question.neighbours =
            std::shared_ptr<const OfUsers<std::int32_t>>(selection, &selection->statistics.neighbours);
    m_comparing = true;
    m_analyst.ask(
        this,
        [question = std::move(question), dataset = m_data.dataset()](const JobContext& job) mutable {
            readResults(question.runs);
            if (question.protocol == Protocol::Full)
                rankInFull(question, *dataset, job);
            return compareRuns(std::move(question), job);
        },
        [this](Outcome<Comparison>&& outcome) { take(std::move(outcome)); });
    renewAgreement();
}

void ComparisonSession::take(Outcome<Comparison>&& outcome)
{
    m_comparing = false;
    if (const auto* failure = std::get_if<Failure>(&outcome)) {
        m_problem = m_selection.slice() ? tr("None of the users of the slice is measured in all of these runs.")
                                        : failure->message;
        if (!m_selection.slice())
            tellFailure(tr("The runs were not compared"), *failure);
    }
    auto* made = std::get_if<Comparison>(&outcome);
    if (made) {
        m_comparison = std::make_shared<const Comparison>(std::move(*made));
        for (const ComparedRun& run : m_comparison->runs)
            if (const auto kept = m_results.find(run.id); kept != m_results.end()) {
                if (!kept->second.results)
                    kept->second.results = run.perUser;
                if (run.judged)
                    kept->second.full[m_comparison->metric] = run.judged;
            }
    } else {
        m_comparison.reset();
    }
    renewMeasures();
    emit comparisonChanged();
    if (m_comparison)
        emit said(tr("bootstrap in %1").arg(duration(m_comparison->seconds)));
}

// Behind the answer one waits for: five bootstraps more.
void ComparisonSession::renewMeasures()
{
    m_measures.reset();
    if (!m_comparison)
        return m_analyst.forget(&m_measuresAsker);
    m_analyst.ask(
        &m_measuresAsker, [comparison = m_comparison](const JobContext& job) { return measureLines(*comparison, job); },
        [this](Outcome<std::vector<MeasureLine>>&& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                tellFailure(tr("The measures were not compared"), *failure);
            if (auto* lines = std::get_if<std::vector<MeasureLine>>(&outcome))
                m_measures = std::make_shared<const std::vector<MeasureLine>>(std::move(*lines));
            emit measuresChanged();
        });
}

QString ComparisonSession::epochWords() const
{
    return m_comparison ? epochSentence(m_comparison->runs, m_selection.valueRule()) : QString();
}

void ComparisonSession::tellFailure(const QString& title, const Failure& failure)
{
    emit failed(title, failure.message);
}

} // namespace tastescope::ui

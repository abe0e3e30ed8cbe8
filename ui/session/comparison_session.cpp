#include "ui/session/comparison_session.h"

#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
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
    connect(&choices, &RunChoices::comparedChanged, this, &ComparisonSession::followRuns);
    connect(&data, &OpenData::changed, this, [this] {
        m_chosen.clear();
        m_results.clear();
        followRuns();
        renew();
    });
    connect(&selection, &Selection::kChanged, this, &ComparisonSession::renew);
    connect(&selection, &Selection::sliceChanged, this, &ComparisonSession::renewAgreement);
    connect(&selection, &Selection::valueRuleChanged, this, &ComparisonSession::renewAgreement);
    connect(&selection, &Selection::userChanged, this, &ComparisonSession::renewLists);
    connect(&users, &UserSession::basisChanged, this, &ComparisonSession::renewAgreement);
    connect(&users, &UserSession::optionsChanged, this, &ComparisonSession::renewAgreement);
    connect(&neighbours, &NeighbourSession::selectionChanged, this, &ComparisonSession::renew);
}

std::vector<const SessionRun*> ComparisonSession::candidates() const
{
    std::vector<const SessionRun*> found;
    for (const SessionRun& run : m_runs.runs())
        if (run.isOver() && m_data.dataset() && run.dataset == m_data.dataset() && run.record && run.record->validation)
            found.push_back(&run);
    return found;
}

std::vector<int> ComparisonSession::pinned() const
{
    std::vector<int> pinned = m_choices.compared();
    const auto possible = candidates();
    std::erase_if(pinned, [&](int id) { return std::ranges::find(possible, id, &SessionRun::id) == possible.end(); });
    return pinned;
}

std::vector<int> ComparisonSession::newestTwo() const
{
    std::vector<int> newest;
    const auto possible = candidates();
    for (auto run = possible.rbegin(); run != possible.rend() && newest.size() < 2; ++run)
        if (!(*run)->trial)
            newest.push_back((*run)->id);
    if (newest.size() == 2 && isBetter(newest[1], newest[0]))
        std::swap(newest[0], newest[1]);
    return newest;
}

void ComparisonSession::followRuns()
{
    if (!m_sync.isListed())
        return; // hundreds are about to arrive
    std::vector<int> wanted = pinned();
    if (wanted.size() < 2)
        wanted = newestTwo();
    const bool changed = wanted != m_chosen;
    std::erase_if(m_results, [&](const auto& kept) { return std::ranges::find(wanted, kept.first) == wanted.end(); });
    m_chosen = std::move(wanted);
    for (std::size_t place = 0; place < std::min<std::size_t>(2, m_chosen.size()); ++place)
        m_sync.want(m_chosen[place]); // for its lists
    emit chosenChanged();
    if (changed)
        renew();
    else if (const auto both = servings(); both && m_served != std::pair((*both)[0].model, (*both)[1].model))
        renewAgreement(); // a model was read
}

bool ComparisonSession::isBetter(int id, int other) const
{
    const auto mrr = [this](int run) {
        const auto measured = m_runs.find(run)->record->validation->mrr();
        return measured ? measured->value : -1;
    };
    return mrr(id) > mrr(other);
}

// What is pinned but cannot be compared yet stays pinned, behind.
void ComparisonSession::pin(std::vector<int> ids)
{
    const std::vector<int> usable = pinned();
    for (const int id : m_choices.compared())
        if (std::ranges::find(usable, id) == usable.end())
            ids.push_back(id);
    m_choices.setCompared(std::move(ids));
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
    pin(std::move(wanted));
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
    pin(std::move(wanted));
}

void ComparisonSession::remove(std::size_t place)
{
    if (m_chosen.size() <= 2 || place >= m_chosen.size())
        return;
    std::vector<int> wanted = m_chosen;
    wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(place));
    pin(std::move(wanted));
}

void ComparisonSession::setMetric(const std::string& metric)
{
    if (metric == m_metric)
        return;
    m_metric = metric;
    emit chosenChanged();
    renew();
}

std::vector<std::string> ComparisonSession::metrics()
{
    return sharedMetrics(comparedRuns());
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
        made.slot = run->slot;
        made.config = run->config;
        made.folder = run->folder;
        made.perUser = resultsOf(*run);
        made.data = run->record->dataset;
        made.startedAt = run->record->startedAt;
        made.environment = run->record->environment;
        if (const EpochFinished* best = run->curve.best()) {
            made.epoch = best->epoch;
            made.lastEpoch = run->curve.last()->epoch;
        }
        compared.push_back(std::move(made));
    }
    return compared;
}

void ComparisonSession::renew()
{
    ComparisonQuestion question{comparedRuns(), m_metric, m_selection.k(), nullptr};
    if (question.runs.size() < 2) {
        m_analyst.forget(this);
        m_comparing = false;
        m_comparison.reset();
        emit comparisonChanged();
        renewAgreement();
        return;
    }
    if (const auto& selection = m_neighbours.selection())
        question.neighbours =
            std::shared_ptr<const std::vector<std::int32_t>>(selection, &selection->statistics.neighbours);
    m_comparing = true;
    m_analyst.ask(
        this,
        [question = std::move(question)](const JobContext& job) mutable {
            readResults(question.runs);
            return compareRuns(std::move(question), job);
        },
        [this](Outcome<Comparison> outcome) { take(std::move(outcome)); });
    renewAgreement();
}

void ComparisonSession::take(Outcome<Comparison> outcome)
{
    m_comparing = false;
    if (const auto* failure = std::get_if<Failure>(&outcome))
        tellFailure(tr("The runs were not compared"), *failure);
    auto* made = std::get_if<Comparison>(&outcome);
    if (made) {
        m_comparison = std::make_shared<const Comparison>(std::move(*made));
        for (const ComparedRun& run : m_comparison->runs)
            if (const auto kept = m_results.find(run.id); kept != m_results.end() && !kept->second.results)
                kept->second.results = run.perUser;
    } else {
        m_comparison.reset();
    }
    emit comparisonChanged();
    if (m_comparison)
        emit said(tr("bootstrap in %1").arg(duration(m_comparison->seconds)));
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

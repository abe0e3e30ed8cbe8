#include "ui/session/comparison_session.h"

#include "ui/session/numbers.h"
#include "ui/session/workspace.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int listLength = 10; // of the two lists, more when K is

} // namespace

ComparisonSession::ComparisonSession(Workspace& workspace) : m_workspace(workspace)
{
    const RunList& runs = workspace.runs();
    for (const auto signal : {&RunList::runAdded, &RunList::runChanged, &RunList::runRemoved})
        connect(&runs, signal, this, &ComparisonSession::followRuns);
    connect(&workspace, &Workspace::datasetChanged, this, [this] {
        m_chosenByHand = false;
        m_chosen.clear();
        followRuns();
        renew();
    });
    connect(&workspace, &Workspace::kChanged, this, &ComparisonSession::renew);
    connect(&workspace, &Workspace::sliceChanged, this, &ComparisonSession::renewAgreement);
    connect(&workspace, &Workspace::valueRuleChanged, this, &ComparisonSession::renewAgreement);
    connect(&workspace, &Workspace::userChanged, this, &ComparisonSession::renewLists);
    connect(&workspace.users(), &UserSession::basisChanged, this, &ComparisonSession::renewAgreement);
    connect(&workspace.users(), &UserSession::optionsChanged, this, &ComparisonSession::renewAgreement);
    connect(&workspace.neighbours(), &NeighbourSession::selectionChanged, this, &ComparisonSession::renew);
}

std::vector<const SessionRun*> ComparisonSession::candidates() const
{
    std::vector<const SessionRun*> found;
    for (const SessionRun& run : m_workspace.runs().runs())
        if (run.isOver() && run.dataset == m_workspace.dataset() && run.record && run.record->validation
            && !run.record->validation->perUser.users.empty())
            found.push_back(&run);
    return found;
}

void ComparisonSession::followRuns()
{
    const auto possible = candidates();
    const auto isGone = [&](int id) {
        return std::ranges::none_of(possible, [id](const SessionRun* run) { return run->id == id; });
    };
    std::erase_if(m_results, [&](const auto& kept) { return isGone(kept.first); });
    std::vector<int> wanted = m_chosen;
    std::erase_if(wanted, isGone);
    if (!m_chosenByHand)
        wanted.clear();
    for (auto run = possible.rbegin(); run != possible.rend() && wanted.size() < 2; ++run)
        if (std::ranges::find(wanted, (*run)->id) == wanted.end())
            wanted.push_back((*run)->id);
    if (!m_chosenByHand && wanted.size() == 2 && isBetter(wanted[1], wanted[0]))
        std::swap(wanted[0], wanted[1]);
    const bool changed = wanted != m_chosen;
    m_chosen = std::move(wanted);
    emit chosenChanged();
    if (changed)
        renew();
}

bool ComparisonSession::isBetter(int id, int other) const
{
    const RunList& runs = m_workspace.runs();
    return runs.find(id)->record->validation->mrr().value > runs.find(other)->record->validation->mrr().value;
}

void ComparisonSession::choose(std::size_t place, int id)
{
    if (place >= m_chosen.size() || m_chosen[place] == id)
        return;
    m_chosenByHand = true;
    const auto elsewhere = std::ranges::find(m_chosen, id);
    if (elsewhere != m_chosen.end())
        std::swap(*elsewhere, m_chosen[place]);
    else
        m_chosen[place] = id;
    emit chosenChanged();
    renew();
}

bool ComparisonSession::canAdd() const
{
    return m_chosen.size() < std::min<std::size_t>(mostRuns, candidates().size());
}

void ComparisonSession::add()
{
    const auto possible = candidates();
    const auto free = std::find_if(possible.rbegin(), possible.rend(), [this](const SessionRun* run) {
        return std::ranges::find(m_chosen, run->id) == m_chosen.end();
    });
    if (!canAdd() || free == possible.rend())
        return;
    m_chosenByHand = true;
    m_chosen.push_back((*free)->id);
    emit chosenChanged();
    renew();
}

void ComparisonSession::remove(std::size_t place)
{
    if (m_chosen.size() <= 2 || place >= m_chosen.size())
        return;
    m_chosenByHand = true;
    m_chosen.erase(m_chosen.begin() + static_cast<std::ptrdiff_t>(place));
    emit chosenChanged();
    renew();
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

// Megabytes for many users: copied once a run, then shared with every question.
std::shared_ptr<const UserResults> ComparisonSession::resultsOf(const SessionRun& run)
{
    auto& kept = m_results[run.id];
    if (!kept || kept->users.size() != run.record->validation->perUser.users.size()
        || kept->values != run.record->validation->perUser.values)
        kept = std::make_shared<const UserResults>(run.record->validation->perUser);
    return kept;
}

std::vector<ComparedRun> ComparisonSession::comparedRuns()
{
    std::vector<ComparedRun> compared;
    for (const int id : m_chosen)
        if (const SessionRun* run = m_workspace.runs().find(id); run && run->record && run->record->validation)
            compared.push_back({run->id, run->name, run->slot, run->config, resultsOf(*run), run->record->dataset.hash,
                                run->record->startedAt, run->record->environment, run->model(m_workspace.valueRule())});
    return compared;
}

void ComparisonSession::renew()
{
    ComparisonQuestion question{comparedRuns(), m_metric, m_workspace.k(), nullptr};
    if (question.runs.size() < 2) {
        m_workspace.answers().forget(this);
        m_comparing = false;
        m_comparison.reset();
        emit comparisonChanged();
        renewAgreement();
        return;
    }
    if (const auto& selection = m_workspace.neighbours().selection())
        question.neighbours =
            std::shared_ptr<const std::vector<std::int32_t>>(selection, &selection->statistics.neighbours);
    m_comparing = true;
    m_workspace.answers().ask(
        this,
        [question = std::move(question)](const JobContext& job) mutable {
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
    if (made)
        m_comparison = std::make_shared<const Comparison>(std::move(*made));
    else
        m_comparison.reset();
    emit comparisonChanged();
    if (m_comparison)
        emit said(tr("bootstrap in %1").arg(duration(m_comparison->seconds)));
}

std::optional<std::array<Serving, 2>> ComparisonSession::servings() const
{
    const auto& basis = m_workspace.users().basis();
    if (!basis || basis->dataset != m_workspace.dataset() || m_chosen.size() < 2)
        return std::nullopt;
    const SessionRun* first = m_workspace.runs().find(m_chosen[0]);
    const SessionRun* second = m_workspace.runs().find(m_chosen[1]);
    const ValueRule& rule = m_workspace.valueRule();
    if (!first || !second || !first->model(rule) || !second->model(rule))
        return std::nullopt;
    return std::array{basis->serving(first->model(rule)), basis->serving(second->model(rule))};
}

RecommendOptions ComparisonSession::listOptions() const
{
    RecommendOptions options;
    options.top = std::max(listLength, m_workspace.k());
    options.from = m_workspace.users().from();
    options.filterSeen = m_workspace.users().filterSeen();
    options.reasons = 0;
    return options;
}

void ComparisonSession::renewAgreement()
{
    const auto both = servings();
    m_touring = both.has_value();
    if (!both) {
        m_workspace.answers().forget(&m_agreementAsker);
        m_agreement.reset();
        emit agreementChanged();
        renewLists();
        return;
    }
    std::vector<User> users = (*both)[0].dataset->userCount() > 0 && m_workspace.slice()
                                  ? m_workspace.slice()->users
                                  : m_workspace.runs().find(m_chosen[0])->record->validation->perUser.users;
    AgreementOptions options;
    options.lists = listOptions();
    options.lists.top = listLength;
    renewLists();
    m_workspace.answers().ask(
        &m_agreementAsker,
        [both = *both, users = std::move(users), options](const JobContext& job) {
            return compareLists(both[0], both[1], users, options, job);
        },
        [this](Outcome<ListAgreement> outcome) {
            m_touring = false;
            if (const auto* failure = std::get_if<Failure>(&outcome))
                tellFailure(tr("The lists of the two runs were not compared"), *failure);
            auto* made = std::get_if<ListAgreement>(&outcome);
            m_agreement = made ? std::make_shared<const ListAgreement>(std::move(*made)) : nullptr;
            emit agreementChanged();
        });
    emit agreementChanged();
}

void ComparisonSession::renewLists()
{
    const auto both = servings();
    const std::optional<User> user = m_workspace.user();
    if (!both || !user) {
        m_workspace.answers().forget(&m_listsAsker);
        m_lists.reset();
        emit listsChanged();
        return;
    }
    m_workspace.answers().ask(
        &m_listsAsker,
        [both = *both, user = *user, options = listOptions()](const JobContext&) {
            return twoLists(both[0], both[1], user, options);
        },
        [this](Outcome<TwoLists> outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                tellFailure(tr("The lists of a user were not compared"), *failure);
            auto* made = std::get_if<TwoLists>(&outcome);
            m_lists = made ? std::make_shared<const TwoLists>(std::move(*made)) : nullptr;
            emit listsChanged();
        });
}

void ComparisonSession::nextDisagreement()
{
    if (!m_agreement || m_agreement->users.empty())
        return;
    const auto& order = m_agreement->users;
    const std::optional<User> user = m_workspace.user();
    auto next = user ? std::ranges::find(order, *user, &UserAgreement::user) : order.end();
    next = next == order.end() || next + 1 == order.end() ? order.begin() : next + 1;
    m_workspace.setUser(next->user);
}

void ComparisonSession::tellFailure(const QString& title, const Failure& failure)
{
    m_workspace.notify({NoticeKind::Error, title, failure.message});
}

} // namespace tastescope::ui

// What two runs recommend: to one user, and how far apart the lists of all users are.
#include "ui/session/comparison_session.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_sync.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int listLength = 10; // of the two lists, more when K is

} // namespace

std::optional<std::array<Serving, 2>> ComparisonSession::servings() const
{
    const auto& basis = m_users.basis();
    if (!basis || basis->dataset != m_data.dataset() || m_chosen.size() < 2)
        return std::nullopt;
    const SessionRun* first = m_runs.find(m_chosen[0]);
    const SessionRun* second = m_runs.find(m_chosen[1]);
    const ValueRule& rule = m_selection.valueRule();
    if (!first || !second || !first->model(rule) || !second->model(rule))
        return std::nullopt;
    return std::array{basis->serving(first->model(rule)), basis->serving(second->model(rule))};
}

QString ComparisonSession::listsProblem() const
{
    for (std::size_t place = 0; place < std::min<std::size_t>(2, m_chosen.size()); ++place) {
        const SessionRun* run = m_runs.find(m_chosen[place]);
        if (!run || run->model(m_selection.valueRule()))
            continue;
        if (!run->hasModel())
            return tr("%1 kept no model, so it has no lists.").arg(run->name);
        return m_sync.isUnreadable(run->id) ? tr("The model of %1 cannot be read, so it has no lists.").arg(run->name)
                                            : tr("Reading the model of %1...").arg(run->name);
    }
    return m_selection.user() ? QString() : tr("Choose a user on the page Users.");
}

RecommendOptions ComparisonSession::listOptions() const
{
    RecommendOptions options;
    options.top = std::max(listLength, m_selection.k());
    options.from = m_users.from();
    options.filterSeen = m_users.filterSeen();
    options.reasons = 0;
    return options;
}

void ComparisonSession::renewAgreement()
{
    const auto both = servings();
    m_touring = both.has_value();
    if (!both) {
        m_served = {};
        m_analyst.forget(&m_agreementAsker);
        m_agreement.reset();
        emit agreementChanged();
        renewLists();
        return;
    }
    m_served = {(*both)[0].model, (*both)[1].model};
    std::vector<User> users =
        m_selection.slice() ? m_selection.slice()->users : m_runs.find(m_chosen[0])->record->validation->perUser.users;
    AgreementOptions options;
    options.lists = listOptions();
    options.lists.top = listLength;
    renewLists();
    m_analyst.ask(
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
    const std::optional<User> user = m_selection.user();
    if (!both || !user) {
        m_answers.forget(&m_listsAsker);
        m_lists.reset();
        emit listsChanged();
        return;
    }
    m_answers.ask(
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
    const std::optional<User> user = m_selection.user();
    auto next = user ? std::ranges::find(order, *user, &UserAgreement::user) : order.end();
    next = next == order.end() || next + 1 == order.end() ? order.begin() : next + 1;
    m_selection.setUser(next->user);
}

} // namespace tastescope::ui

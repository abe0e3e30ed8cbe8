#include "ui/session/user_session.h"

#include "ui/session/workspace.h"

#include <algorithm>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr int catalogueLines = 100; // of the whole catalogue only the best are shown

} // namespace

UserSession::UserSession(Workspace& workspace) : m_workspace(workspace)
{
    connect(&workspace, &Workspace::datasetChanged, this, [this] {
        m_neighboursOnly = false;
        m_walk.reset(m_workspace.dataset() ? m_workspace.dataset()->userCount() : 0);
        m_whyNotItem.reset();
        m_whyNot.reset();
        emit whyNotChanged();
        renewBasis();
    });
    connect(&workspace.neighbours(), &NeighbourSession::selectionChanged, this, &UserSession::renewBasis);
    connect(&workspace, &Workspace::userChanged, this, &UserSession::renewAnswer);
    connect(&workspace, &Workspace::itemChanged, this, &UserSession::renewWhy);
    connect(&workspace, &Workspace::kChanged, this, &UserSession::renewAnswer);
    connect(&workspace, &Workspace::currentRunChanged, this, [this] {
        m_neighboursOnly = false;
        emit sourceChanged();
        renewBasis(); // it holds what each user got from the run
    });
    connect(&workspace, &Workspace::valueRuleChanged, this, [this] {
        emit sourceChanged();
        renewAnswer();
    });
}

AnswerSource UserSession::source() const
{
    const SessionRun* run = m_workspace.currentRun();
    if (!run || !canAnswer(*run)) {
        const auto& runs = m_workspace.runs().runs();
        const auto newest =
            std::find_if(runs.rbegin(), runs.rend(), [this](const SessionRun& other) { return canAnswer(other); });
        run = newest == runs.rend() ? nullptr : &*newest;
    }
    return !run || m_neighboursOnly ? neighboursAsTheyAre() : answerSource(*run, m_workspace.valueRule());
}

// A run that began on other data may still be training.
bool UserSession::canAnswer(const SessionRun& run) const
{
    return run.model(m_workspace.valueRule()) && run.dataset == m_workspace.dataset();
}

std::vector<AnswerSource> UserSession::sources() const
{
    std::vector<AnswerSource> all;
    for (const SessionRun& run : m_workspace.runs().runs())
        if (canAnswer(run))
            all.push_back(answerSource(run, m_workspace.valueRule()));
    all.push_back(neighboursAsTheyAre());
    return all;
}

void UserSession::setNeighboursOnly(bool on)
{
    if (on == m_neighboursOnly)
        return;
    m_neighboursOnly = on;
    emit sourceChanged();
    renewAnswer();
}

UserResults UserSession::perUserResults() const
{
    const SessionRun* run = m_workspace.runs().find(source().run);
    return run && run->record && run->record->validation ? run->record->validation->perUser : UserResults{};
}

void UserSession::renewBasis()
{
    const auto& selection = m_workspace.neighbours().selection();
    if (!m_workspace.dataset() || !selection) {
        m_workspace.answers().forget(this);
        m_basis.reset();
        emit basisChanged();
        renewAnswer();
        return;
    }
    m_workspace.answers().ask(
        this,
        [options = UserBasisOptions{m_workspace.dataset(), m_workspace.serving().facts, selection->neighbours,
                                    selection->candidates, perUserResults()}](const JobContext& job) {
            return makeUserBasis(options, job);
        },
        [this](const Outcome<std::shared_ptr<const UserBasis>>& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                tellFailure(*failure);
            const auto* basis = std::get_if<std::shared_ptr<const UserBasis>>(&outcome);
            if (!basis)
                return;
            m_basis = *basis;
            emit basisChanged();
            chooseSomebody();
            renewAnswer();
        });
}

// A page about users is never empty for want of a click: the first of the seeded sequence with a list of his own.
void UserSession::chooseSomebody()
{
    if (m_workspace.user())
        return;
    const auto users = m_basis->overview.users.size();
    for (std::size_t tries = 0; tries < users; ++tries) {
        chooseRandom();
        if (!m_basis->candidates->isFallback(*m_workspace.user()))
            return;
    }
}

RecommendOptions UserSession::options(int top) const
{
    RecommendOptions options;
    options.top = top;
    options.from = m_from;
    options.filterSeen = m_filterSeen;
    options.reasons = 0;
    options.threads = 1;
    return options;
}

void UserSession::renewAnswer()
{
    const std::optional<User> user = m_workspace.user();
    if (!m_basis || m_basis->dataset != m_workspace.dataset() || !user) {
        m_workspace.answers().forget(&m_answerAsker);
        m_answer.reset();
        emit answerChanged();
        emit neighbourChanged();
        renewWhy();
        return;
    }
    const int top = m_from == RecommendFrom::Neighbours ? std::numeric_limits<int>::max()
                                                        : std::max(catalogueLines, m_workspace.k());
    m_workspace.answers().ask(
        &m_answerAsker,
        [basis = m_basis, model = source().model, user = *user, options = options(top)](const JobContext&) {
            return answerUser(*basis, model, user, options);
        },
        [this, by = source()](Outcome<UserAnswer> outcome) {
            m_answeredBy = by;
            takeAnswer(std::move(outcome));
        });
}

void UserSession::tellFailure(const Failure& failure)
{
    m_workspace.notify({NoticeKind::Error, tr("A question about a user could not be answered"), failure.message});
}

void UserSession::takeAnswer(Outcome<UserAnswer> outcome)
{
    if (const auto* failure = std::get_if<Failure>(&outcome))
        tellFailure(*failure);
    auto* answer = std::get_if<UserAnswer>(&outcome);
    if (!answer)
        return;
    const bool isAnother = !m_answer || m_answer->user != answer->user;
    m_answer = std::make_shared<const UserAnswer>(std::move(*answer));
    if (isAnother)
        m_neighbourRank = 0;
    m_neighbourRank = std::clamp(m_neighbourRank, 0, std::max(0, static_cast<int>(m_answer->neighbours.size()) - 1));
    emit answerChanged();
    emit neighbourChanged();
    if (isAnother || !m_workspace.item()) {
        const auto& lines = m_answer->list.lines;
        m_workspace.setItem(lines.empty() ? std::nullopt : std::optional(lines.front().item));
    }
    renewWhy();
}

void UserSession::renewWhy()
{
    const std::optional<Item> item = m_workspace.item();
    if (!m_answer || !m_basis || !item) {
        m_workspace.answers().forget(&m_whyAsker);
        m_why.reset();
        emit whyChanged();
    } else {
        ask(&m_whyAsker, *item, &UserSession::m_why, &UserSession::whyChanged);
    }
    renewWhyNot();
}

void UserSession::askWhyNot(Item item)
{
    m_whyNotItem = item;
    renewWhyNot();
}

void UserSession::renewWhyNot()
{
    if (m_answer && m_basis && m_whyNotItem)
        ask(&m_whyNotAsker, *m_whyNotItem, &UserSession::m_whyNot, &UserSession::whyNotChanged);
}

void UserSession::ask(QObject* asker, Item item, std::shared_ptr<const WhyAnswer> UserSession::*answer,
                      void (UserSession::*told)())
{
    m_workspace.answers().ask(
        asker,
        [basis = m_basis, model = m_answeredBy.model, user = m_answer->user, item, options = options(m_workspace.k())](
            const JobContext&) { return answerWhy(*basis, model, user, item, options); },
        [this, answer, told](Outcome<WhyAnswer> outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                tellFailure(*failure);
            if (auto* why = std::get_if<WhyAnswer>(&outcome)) {
                this->*answer = std::make_shared<const WhyAnswer>(std::move(*why));
                emit(this->*told)();
            }
        });
}

void UserSession::setFrom(RecommendFrom from)
{
    if (from == m_from)
        return;
    m_from = from;
    emit optionsChanged();
    renewAnswer();
}

void UserSession::setFilterSeen(bool on)
{
    if (on == m_filterSeen)
        return;
    m_filterSeen = on;
    emit optionsChanged();
    renewAnswer();
}

void UserSession::refreshSample()
{
    CandidateOptions candidates = m_workspace.neighbours().candidateOptions();
    ++candidates.refresh;
    m_workspace.neighbours().setCandidateOptions(candidates);
    emit optionsChanged();
}

std::uint64_t UserSession::sample() const
{
    return m_workspace.neighbours().candidateOptions().refresh + 1;
}

const NeighbourFacts* UserSession::neighbour() const
{
    if (!m_answer || m_answer->neighbours.empty())
        return nullptr;
    return &m_answer->neighbours[static_cast<std::size_t>(m_neighbourRank)];
}

void UserSession::setNeighbour(User user)
{
    if (!m_answer)
        return;
    const auto found = std::ranges::find(m_answer->neighbours, user, &NeighbourFacts::user);
    const auto rank = static_cast<int>(found - m_answer->neighbours.begin());
    if (found == m_answer->neighbours.end() || rank == m_neighbourRank)
        return;
    m_neighbourRank = rank;
    emit neighbourChanged();
}

void UserSession::chooseNext()
{
    if (const auto user = m_walk.next(m_workspace.user()))
        m_workspace.setUser(user);
}

void UserSession::chooseRandom()
{
    if (const auto user = m_walk.random())
        m_workspace.setUser(user);
}

} // namespace tastescope::ui

#include "ui/session/user_session.h"

#include "ui/session/answer_runner.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"

#include <algorithm>
#include <limits>

namespace tastescope::ui {

namespace {

constexpr int catalogueLines = 100; // of the whole catalogue only the best are shown

} // namespace

UserSession::UserSession(const OpenData& data, Selection& selection, NeighbourSession& neighbours, const RunBook& runs,
                         const RunChoices& choices, AnswerRunner& answers)
    : m_data(data),
      m_selection(selection),
      m_neighbours(neighbours),
      m_runs(runs),
      m_choices(choices),
      m_answers(answers)
{
    connect(&data, &OpenData::changed, this, [this] {
        m_neighboursOnly = false;
        m_walk.reset(m_data.dataset() ? m_data.dataset()->userCount() : 0);
        m_whyNotItem.reset();
        m_whyNot.reset();
        emit whyNotChanged();
        renewBasis();
    });
    connect(&neighbours, &NeighbourSession::selectionChanged, this, &UserSession::renewBasis);
    connect(&selection, &Selection::userChanged, this, &UserSession::renewAnswer);
    connect(&selection, &Selection::itemChanged, this, &UserSession::renewWhy);
    connect(&selection, &Selection::kChanged, this, &UserSession::renewAnswer);
    connect(&choices, &RunChoices::currentChanged, this, [this] {
        m_neighboursOnly = false;
        emit sourceChanged();
        renewBasis(); // it holds what each user got from the run
    });
    connect(&selection, &Selection::valueRuleChanged, this, &UserSession::renewSource);
}

template<typename Work, typename Take>
void UserSession::ask(QObject* asker, Work work, Take take)
{
    m_answers.ask(asker, std::move(work), [this, take](auto outcome) {
        if (const auto* failure = std::get_if<Failure>(&outcome))
            emit failed(tr("A question about a user could not be answered"), failure->message);
        if (auto* answer = std::get_if<0>(&outcome))
            take(std::move(*answer));
    });
}

AnswerSource UserSession::source() const
{
    const auto able = ableRuns();
    if (able.empty() || m_neighboursOnly)
        return neighboursAsTheyAre();
    const auto current = std::ranges::find(able, m_choices.current());
    return answerSource(current == able.end() ? *able.back() : **current, m_selection.valueRule());
}

// A run that began on other data may still be training.
std::vector<const SessionRun*> UserSession::ableRuns() const
{
    std::vector<const SessionRun*> able;
    for (const SessionRun& run : m_runs.runs())
        if (run.model(m_selection.valueRule()) && m_data.isOpen(run.dataset))
            able.push_back(&run);
    return able;
}

std::vector<AnswerSource> UserSession::sources() const
{
    std::vector<AnswerSource> all;
    for (const SessionRun* run : ableRuns())
        all.push_back(answerSource(*run, m_selection.valueRule()));
    all.push_back(neighboursAsTheyAre());
    return all;
}

void UserSession::setNeighboursOnly(bool on)
{
    if (on == m_neighboursOnly)
        return;
    m_neighboursOnly = on;
    renewSource();
}

void UserSession::renewSource()
{
    emit sourceChanged();
    renewAnswer();
}

UserResults UserSession::perUserResults() const
{
    const SessionRun* run = m_runs.find(source().run);
    return run && run->record && run->record->validation ? run->record->validation->perUser : UserResults{};
}

void UserSession::renewBasis()
{
    const auto& selection = m_neighbours.selection();
    if (!selection || selection->dataset != m_data.dataset()) {
        m_answers.forget(this);
        m_basis.reset();
        emit basisChanged();
        renewAnswer();
        return;
    }
    const UserBasisOptions options{selection->dataset, m_data.opened().facts, selection->neighbours,
                                   selection->candidates, perUserResults()};
    ask(
        this, [options](const JobContext& job) { return makeUserBasis(options, job); },
        [this](std::shared_ptr<const UserBasis> basis) {
            m_basis = std::move(basis);
            emit basisChanged();
            chooseSomebody();
            renewAnswer();
        });
}

// A page about users is never empty for want of a click: the first of the seeded sequence with a list of his own.
void UserSession::chooseSomebody()
{
    if (m_selection.user())
        return;
    const auto users = m_basis->overview.users.size();
    for (std::size_t tries = 0; tries < users; ++tries) {
        chooseRandom();
        if (!m_basis->candidates->isFallback(*m_selection.user()))
            return;
    }
}

RecommendOptions UserSession::options() const
{
    RecommendOptions options;
    options.top = m_from == RecommendFrom::Neighbours ? std::numeric_limits<int>::max()
                                                      : std::max(catalogueLines, m_selection.k());
    options.from = m_from;
    options.filterSeen = m_filterSeen;
    options.reasons = 0;
    options.threads = 1;
    return options;
}

void UserSession::renewAnswer()
{
    const std::optional<User> user = m_selection.user();
    if (!m_basis || m_basis->dataset != m_data.dataset() || !user) {
        m_answers.forget(&m_answerAsker);
        m_answer.reset();
        emit answerChanged();
        emit neighbourChanged();
        renewWhy();
        return;
    }
    ask(
        &m_answerAsker,
        [basis = m_basis, model = source().model, user = *user, options = options()](const JobContext&) {
            return answerUser(*basis, model, user, options);
        },
        [this, by = source()](UserAnswer answer) {
            m_answeredBy = by;
            takeAnswer(std::move(answer));
        });
}

void UserSession::takeAnswer(UserAnswer answer)
{
    const bool isAnother = !m_answer || m_answer->user != answer.user;
    m_answer = std::make_shared<const UserAnswer>(std::move(answer));
    if (isAnother)
        m_neighbourRank = 0;
    m_neighbourRank = std::clamp(m_neighbourRank, 0, std::max(0, static_cast<int>(m_answer->neighbours.size()) - 1));
    emit answerChanged();
    emit neighbourChanged();
    std::optional<Item> item = m_selection.item();
    if (isAnother || !item) {
        const auto& lines = m_answer->list.lines;
        item = lines.empty() ? std::nullopt : std::optional(lines.front().item);
    }
    if (item != m_selection.item())
        m_selection.setItem(item); // asks why
    else
        renewWhy();
}

void UserSession::renewWhy()
{
    const std::optional<Item> item = m_selection.item();
    if (!m_answer || !m_basis || !item) {
        m_answers.forget(&m_whyAsker);
        m_why.reset();
        emit whyChanged();
    } else {
        askWhy(&m_whyAsker, *item, &UserSession::m_why, &UserSession::whyChanged);
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
        askWhy(&m_whyNotAsker, *m_whyNotItem, &UserSession::m_whyNot, &UserSession::whyNotChanged);
}

void UserSession::askWhy(QObject* asker, Item item, std::shared_ptr<const WhyAnswer> UserSession::*answer,
                         void (UserSession::*told)())
{
    ask(
        asker,
        [basis = m_basis, model = m_answeredBy.model, answered = m_answer, item,
         k = m_selection.k()](const JobContext&) { return answerWhy(*basis, model, *answered, item, k); },
        [this, answer, told](WhyAnswer why) {
            this->*answer = std::make_shared<const WhyAnswer>(std::move(why));
            emit(this->*told)();
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
    CandidateOptions candidates = m_neighbours.candidateOptions();
    ++candidates.refresh;
    m_neighbours.setCandidateOptions(candidates);
    emit optionsChanged();
}

std::uint64_t UserSession::sample() const
{
    return m_neighbours.candidateOptions().refresh + 1;
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
    if (const auto user = m_walk.next(m_selection.user()))
        m_selection.setUser(user);
}

void UserSession::chooseRandom()
{
    if (const auto user = m_walk.random())
        m_selection.setUser(user);
}

} // namespace tastescope::ui

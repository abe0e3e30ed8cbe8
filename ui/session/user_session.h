#pragma once

#include "ui/session/answer_source.h"
#include "ui/session/job_runner.h"
#include "ui/session/user_answer.h"
#include "ui/session/user_walk.h"

#include <QObject>

namespace tastescope::ui {

class AnswerRunner;
class NeighbourSession;
class OpenData;
class RunBook;
class RunChoices;
class Selection;

/// The user one looks at: asks the interactive worker for recommendations, neighbours, taste and reasons whenever the
/// selected user, item, run, value rule, K or neighbours change. What was answered stays until the new answer is there.
class UserSession : public QObject
{
    Q_OBJECT

public:
    UserSession(const OpenData& data, Selection& selection, NeighbourSession& neighbours, const RunBook& runs,
                const RunChoices& choices, AnswerRunner& answers);

    /// Null before data and neighbours are there.
    const std::shared_ptr<const UserBasis>& basis() const { return m_basis; }

    /// The current run if it has a model, else the newest that has one, else the neighbours.
    AnswerSource source() const;
    void setNeighboursOnly(bool on);           ///< the neighbours answer though something is trained
    std::vector<AnswerSource> sources() const; ///< all that can answer, the neighbours last

    /// Of the selected user; null: none is selected, or nothing can answer yet.
    const std::shared_ptr<const UserAnswer>& answer() const { return m_answer; }
    AnswerSource answeredBy() const { return m_answeredBy; }

    /// Of the selected item; null: none is selected. Items that no list holds are answered, too.
    const std::shared_ptr<const WhyAnswer>& why() const { return m_why; }

    /// Why an item is not in the list: asked for any item, answered in whyNot().
    void askWhyNot(Item item);
    const std::shared_ptr<const WhyAnswer>& whyNot() const { return m_whyNot; }

    RecommendFrom from() const { return m_from; }
    void setFrom(RecommendFrom from);
    bool filterSeen() const { return m_filterSeen; }
    void setFilterSeen(bool on);

    /// Another sample of the candidates, of everybody's.
    void refreshSample();
    std::uint64_t sample() const; ///< 1: the first

    /// The neighbour that is looked at closely: the nearest unless another was chosen.
    const NeighbourFacts* neighbour() const;
    int neighbourRank() const { return m_neighbourRank; } ///< 0: the nearest
    void setNeighbour(User user);

    /// The users in the order a page lists them: what chooseNext() and chooseRandom() choose from.
    void setList(std::vector<User> users) { m_walk.setList(std::move(users)); }
    void chooseNext();
    void chooseRandom();

    void wantWhy() { emit whyWanted(); }
    void wantWhyNot() { emit whyNotWanted(); }

signals:
    void basisChanged();
    void sourceChanged();
    void answerChanged();
    void whyChanged();
    void whyNotChanged();
    void whyWanted();    ///< show the reasons: key Y
    void whyNotWanted(); ///< ask why something is missing: key Shift+Y
    void neighbourChanged();
    void optionsChanged();
    void failed(const QString& title, const QString& message);

private:
    std::vector<const SessionRun*> ableRuns() const; ///< to answer, oldest first
    void renewBasis();
    void renewSource();
    void renewAnswer();
    void renewWhy();
    void renewWhyNot();
    void askWhy(QObject* asker, Item item, std::shared_ptr<const WhyAnswer> UserSession::*answer,
                void (UserSession::*told)());
    void takeAnswer(UserAnswer answer);
    template<typename Work, typename Take>
    void ask(QObject* asker, Work work, Take take); ///< take(answer), or failed()
    void chooseSomebody();
    RecommendOptions options() const;
    UserResults perUserResults() const;

    const OpenData& m_data;
    Selection& m_selection;
    NeighbourSession& m_neighbours;
    const RunBook& m_runs;
    const RunChoices& m_choices;
    AnswerRunner& m_answers;
    QObject m_answerAsker; // one asker a question: only its latest question counts
    QObject m_whyAsker;
    QObject m_whyNotAsker;
    std::shared_ptr<const UserBasis> m_basis;
    std::shared_ptr<const UserAnswer> m_answer;
    std::shared_ptr<const WhyAnswer> m_why;
    std::optional<Item> m_whyNotItem;
    std::shared_ptr<const WhyAnswer> m_whyNot;
    AnswerSource m_answeredBy;
    bool m_neighboursOnly = false;
    RecommendFrom m_from = RecommendFrom::Neighbours;
    bool m_filterSeen = true;
    int m_neighbourRank = 0;
    UserWalk m_walk;
};

} // namespace tastescope::ui

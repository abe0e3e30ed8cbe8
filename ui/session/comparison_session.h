#pragma once

#include "ui/session/answer_runner.h"
#include "ui/session/comparison.h"
#include "ui/session/run_differences.h"

#include <QObject>

#include <map>

namespace tastescope::ui {

class NeighbourSession;
class OpenData;
class RunBook;
class RunChoices;
class RunSync;
class Selection;
class UserSession;
struct SessionRun;

/// Two to six runs of the open dataset beside one another: which settings differ, whether the difference is real, for
/// whom, and what two of them recommend to one user. Asked anew whenever runs, metric, K, slice or user change; what
/// was answered stays until the new answer is there.
class ComparisonSession : public QObject
{
    Q_OBJECT

public:
    ComparisonSession(const OpenData& data, Selection& selection, const NeighbourSession& neighbours,
                      const RunBook& runs, RunSync& sync, RunChoices& choices, const UserSession& users,
                      AnswerRunner& answers);

    /// Runs that were measured on the open dataset, of this session or an earlier one, oldest first: what can be
    /// chosen.
    std::vector<const SessionRun*> candidates() const;

    /// The runs compared, the first against the second: those pinned, see RunChoices::compared(), against the baseline.
    /// As long as these are fewer than two, the newest that are no trials of a sweep fill them up; where nothing is
    /// wished the better one is first. It is what the scope bar names. To choose is to pin, in the second place to make
    /// another the baseline if there is one.
    const std::vector<int>& chosen() const { return m_chosen; }
    bool isWished() const { return !wished().empty(); } ///< else all of them are the newest
    void choose(std::size_t place, int id);             ///< a run that stands elsewhere changes places
    bool canAdd() const;
    void add();                     ///< the newest run that is not chosen yet
    void remove(std::size_t place); ///< two stay

    const std::string& metric() const { return m_metric; }
    Protocol protocol() const { return m_protocol; }
    void setMetric(const std::string& metric, Protocol protocol = Protocol::Sampled);
    std::vector<std::string> metrics(); ///< that all chosen runs have

    /// What can be measured anew in full rankings, from the models that were kept: every metric, at the usual K and the
    /// one of the window.
    std::vector<std::string> fullMetrics() const;

    /// Null: fewer than two runs, or not answered yet.
    const std::shared_ptr<const Comparison>& comparison() const { return m_comparison; }
    const QString& problem() const { return m_problem; } ///< why there is none; empty: it is there, or asked for
    QString epochWords() const;                          ///< epochSentence() by the value rule of the window
    bool isComparing() const { return m_comparing; }

    /// Of the comparison, all its measures; null: not answered yet.
    const std::shared_ptr<const std::vector<MeasureLine>>& measures() const { return m_measures; }

    /// How far the lists of the first two runs differ; null: not known.
    const std::shared_ptr<const ListAgreement>& agreement() const { return m_agreement; }
    bool isTouring() const { return m_touring; } ///< the lists of all users are being compared

    /// Of the selected user; null: none, or a run without a model.
    const std::shared_ptr<const TwoLists>& lists() const { return m_lists; }
    QString listsProblem() const; ///< why there are none, or not yet; empty: they are there or on their way

    /// The user whose lists differ most, then the next one; from the end to the beginning.
    void nextDisagreement();

signals:
    void chosenChanged(); ///< runs, metric, or what can be chosen
    void comparisonChanged();
    void measuresChanged();
    void agreementChanged();
    void listsChanged();
    void failed(const QString& title, const QString& message);
    void said(const QString& text); ///< for the status line: "bootstrap in 0.21 s"

private:
    struct KeptResults
    {
        std::string model; ///< its hash: a run that was resumed has other results
        std::shared_ptr<const UserResults> results;
        std::map<std::string, std::shared_ptr<const UserResults>> full = {}; ///< of full rankings, by metric
    };

    void followRuns();
    int baseline() const;            ///< 0: there is none, or it cannot be compared
    std::vector<int> pinned() const; ///< of the compared runs those that can be compared
    std::vector<int> wished() const; ///< these and the baseline
    std::vector<int> completed(std::vector<int> wished) const;
    void wish(std::vector<int> runs);
    bool isBetter(int id, int other) const; ///< by validation MRR
    void renew();
    void renewMeasures();
    void renewAgreement();
    void renewLists();
    void take(Outcome<Comparison>&& outcome);
    std::shared_ptr<const UserResults> resultsOf(const SessionRun& run);
    std::vector<ComparedRun> comparedRuns();
    std::vector<int> shownSlots() const; ///< colours of the chosen runs
    std::array<SettingOfRun, 2> settings() const;
    std::size_t otherSeeds() const; ///< of the first two runs
    std::optional<std::array<Serving, 2>> servings() const;
    RecommendOptions listOptions() const;
    void tellFailure(const QString& title, const Failure& failure);

    const OpenData& m_data;
    Selection& m_selection;
    const NeighbourSession& m_neighbours;
    const RunBook& m_runs;
    RunSync& m_sync;
    RunChoices& m_choices;
    std::vector<int> m_slots; ///< that the comparison shows
    std::size_t m_seeds = 0;  ///< that the comparison was asked with
    const UserSession& m_users;
    AnswerRunner& m_answers;
    QObject m_measuresAsker;
    QObject m_agreementAsker; // one asker a question: only its latest question counts
    QObject m_listsAsker;
    std::map<int, KeptResults> m_results; ///< by run
    std::vector<int> m_chosen;
    std::string m_metric = "mrr";
    Protocol m_protocol = Protocol::Sampled;
    QString m_problem;
    bool m_choosing = false;
    bool m_comparing = false;
    bool m_touring = false;
    std::shared_ptr<const Comparison> m_comparison;
    std::shared_ptr<const std::vector<MeasureLine>> m_measures;
    std::shared_ptr<const ListAgreement> m_agreement;
    std::shared_ptr<const TwoLists> m_lists;
    std::pair<std::shared_ptr<const Model>, std::shared_ptr<const Model>> m_served; ///< whose lists were compared
    AnswerRunner m_analyst; // of its own: all users' lists take seconds, and one user's must not wait
};

} // namespace tastescope::ui

#pragma once

#include "ui/session/comparison.h"
#include "ui/session/job_runner.h"

#include <QObject>

#include <map>

namespace tastescope::ui {

class Workspace;
struct SessionRun;

/// Two to six runs of the open dataset beside one another: which settings differ, whether the difference is real, for
/// whom, and what two of them recommend to one user. Asked anew whenever runs, metric, K, slice or user change; what
/// was answered stays until the new answer is there.
class ComparisonSession : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostRuns = 6;

    explicit ComparisonSession(Workspace& workspace);

    /// Runs that were measured on the open dataset, oldest first: what can be chosen.
    std::vector<const SessionRun*> candidates() const;

    /// Of the runs compared, the first against the second. As long as nobody chose, the two newest,
    /// the better one first.
    const std::vector<int>& chosen() const { return m_chosen; }
    void choose(std::size_t place, int id); ///< a run that stands elsewhere changes places
    bool canAdd() const;
    void add();                     ///< the newest run that is not chosen yet
    void remove(std::size_t place); ///< two stay

    const std::string& metric() const { return m_metric; }
    void setMetric(const std::string& metric);
    std::vector<std::string> metrics(); ///< that all chosen runs have

    /// Null: fewer than two runs, or not answered yet.
    const std::shared_ptr<const Comparison>& comparison() const { return m_comparison; }
    bool isComparing() const { return m_comparing; }

    /// How far the lists of the first two runs differ; null: not known.
    const std::shared_ptr<const ListAgreement>& agreement() const { return m_agreement; }
    bool isTouring() const { return m_touring; } ///< the lists of all users are being compared

    /// Of the selected user; null: none, or a run without a model.
    const std::shared_ptr<const TwoLists>& lists() const { return m_lists; }

    /// The user whose lists differ most, then the next one; from the end to the beginning.
    void nextDisagreement();

signals:
    void chosenChanged(); ///< runs, metric, or what can be chosen
    void comparisonChanged();
    void agreementChanged();
    void listsChanged();
    void said(const QString& text); ///< for the status line: "bootstrap in 0.21 s"

private:
    void followRuns();
    bool isBetter(int id, int other) const; ///< by validation MRR
    void renew();
    void renewAgreement();
    void renewLists();
    void take(Outcome<Comparison> outcome);
    std::shared_ptr<const UserResults> resultsOf(const SessionRun& run);
    std::vector<ComparedRun> comparedRuns();
    std::optional<std::array<Serving, 2>> servings() const;
    RecommendOptions listOptions() const;
    void tellFailure(const QString& title, const Failure& failure);

    Workspace& m_workspace;
    QObject m_agreementAsker; // one asker a question: only its latest question counts
    QObject m_listsAsker;
    std::map<int, std::shared_ptr<const UserResults>> m_results; ///< by run
    std::vector<int> m_chosen;
    bool m_chosenByHand = false;
    std::string m_metric = "mrr";
    bool m_comparing = false;
    bool m_touring = false;
    std::shared_ptr<const Comparison> m_comparison;
    std::shared_ptr<const ListAgreement> m_agreement;
    std::shared_ptr<const TwoLists> m_lists;
};

} // namespace tastescope::ui

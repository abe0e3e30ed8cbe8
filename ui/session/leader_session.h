#pragma once

#include "ui/session/answer_runner.h"
#include "ui/session/leader_board.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace tastescope::ui {

class OpenData;
class RunBook;
class RunChoices;
class RunSearch;
class RunSync;
class Selection;
struct SessionRun;

/// The leaderboard of the open data: its finished runs that were measured as the newest of them was, ranked where they
/// differ; of a sweep its best trial. Asked anew on a thread of its own whenever runs, slice, metric, baseline or what
/// is searched for change, as long as somebody wants it; what was answered stays until the new answer is there.
class LeaderSession : public QObject
{
    Q_OBJECT

public:
    /// Of more the best are ranked: every pair takes a bootstrap.
    static constexpr std::size_t mostRuns = 12;

    LeaderSession(const OpenData& data, const Selection& selection, const RunBook& runs, const RunSync& sync,
                  const RunChoices& choices, const RunSearch& search);

    /// Whether a page shows it. Nothing is computed while none does.
    void setWanted(bool wanted);

    const std::string& metric() const { return m_metric; }
    void setMetric(const std::string& metric);

    /// Those the newest run was measured by, MRR first.
    std::vector<std::string> metrics() const;

    bool isBestOfEachModel() const { return m_bestOfEach; }
    void setBestOfEachModel(bool on);

    /// Null: there is nothing to rank, or it is not answered yet.
    const std::shared_ptr<const LeaderAnswer>& answer() const { return m_answer; }
    /// Why there is none, and what was left out; empty: it is there or on its way.
    const QString& problem() const { return m_problem; }
    bool isAsking() const { return m_asking || m_soon.isActive(); }

signals:
    void changed();
    void said(const QString& text); ///< for the status line

private:
    /// All that the answer depends on but users: where it is the same nothing is asked again.
    struct Asked
    {
        std::vector<std::pair<int, std::string>> runs; ///< id and model
        std::string metric;
        int baseline = 0;
        LeadersLeftOut leftOut = {};
        bool operator==(const Asked&) const = default;
    };

    void renewSoon();
    void forget();
    void renew();
    void ask(LeaderQuestion question);
    void take(Outcome<LeaderAnswer>&& outcome);
    LeaderQuestion question() const;
    std::vector<const SessionRun*> ownRuns() const; ///< of the open data
    LeaderCandidate candidate(const SessionRun& run) const;

    const OpenData& m_data;
    const Selection& m_selection;
    const RunBook& m_runs;
    const RunSync& m_sync;
    const RunChoices& m_choices;
    const RunSearch& m_search;
    std::string m_metric = "mrr";
    bool m_bestOfEach = false;
    bool m_wanted = false;
    bool m_asking = false;
    std::optional<Asked> m_asked;
    QString m_problem;
    std::shared_ptr<const LeaderAnswer> m_answer;
    QTimer m_soon;          ///< a history brings runs by the thousand
    AnswerRunner m_analyst; // of its own: one user's answers must not wait
};

} // namespace tastescope::ui

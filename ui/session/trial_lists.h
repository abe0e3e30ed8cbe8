#pragma once

#include "core/experiment/sweep.h"
#include "ui/session/job_runner.h"

#include <QObject>

namespace tastescope::ui {

class AnswerRunner;
class OpenData;
class Selection;
class UserSession;

/// The selected user's list by the model of one trial, and where each line stood in that of another.
struct TrialList
{
    struct Line
    {
        int rank = 0; ///< 1-based
        Item item{};
        QString title;
        std::optional<int> before; ///< its place in the other list; none: it is not in it
    };

    User user{};
    int trial = 0;
    int against = 0; ///< 0: there is no other
    std::vector<Line> lines;
};

/// Asks the interactive worker for a user's lists by trials of a sweep. Models are read when they are first asked for,
/// and the last few are kept.
class TrialLists : public QObject
{
    Q_OBJECT

public:
    TrialLists(const OpenData& data, const Selection& selection, const UserSession& users, AnswerRunner& answers,
               QObject* parent = nullptr);

    /// Null: forgets what is shown. `against` may be null.
    void ask(const SweepTrial* trial, const SweepTrial* against);

    /// Stays with this user whoever is selected; none: follows the selection.
    void pin(std::optional<User> user);
    std::optional<User> user() const; ///< whose list it is

    const std::optional<TrialList>& list() const { return m_list; }
    const QString& problem() const { return m_problem; } ///< why there is none, in words

signals:
    void changed();

private:
    struct Cache;

    void renew();

    const OpenData& m_data;
    const Selection& m_selection;
    const UserSession& m_users;
    AnswerRunner& m_answers;
    std::shared_ptr<Cache> m_cache; ///< touched by the worker only
    std::optional<User> m_pinned;
    std::optional<SweepTrial> m_trial;
    std::optional<SweepTrial> m_against;
    std::optional<TrialList> m_list;
    QString m_problem;
};

} // namespace tastescope::ui

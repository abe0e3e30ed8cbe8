#pragma once

#include "core/evaluation/evaluation.h"
#include "ui/session/worker.h"

#include <filesystem>
#include <map>
#include <set>

namespace tastescope::ui {

class RunBook;
class Selection;
struct SessionRun;

/// What runs gave to the users of the slice: the means of their kept models over these users alone, out of what each
/// user got. Without a slice there is nothing here: then the figures of the runs are those of all users.
class ScopedFigures : public QObject
{
    Q_OBJECT

public:
    ScopedFigures(const RunBook& runs, const Selection& selection);

    struct Found
    {
        Estimates figures;      ///< validation; empty: none of the users was measured
        Estimates test;         ///< likewise of the test part; empty also where the run was not measured on it
        std::int64_t users = 0; ///< of the slice that were measured
    };

    /// Null: there is no slice, or it is not known (yet): want() it.
    const Found* find(const SessionRun& run) const;

    bool isBusy() const { return m_worker.isBusy(); } ///< something that was wanted is on its way

    /// Works out what is missing of these runs, in this order.
    void want(const std::vector<int>& runs);

signals:
    void changed();

private:
    void forget();
    static std::string keyOf(const SessionRun& run); ///< empty: it has no results of users

    const RunBook& m_runs;
    const Selection& m_selection;
    std::map<std::string, Found> m_known; ///< by the hash of the model
    std::set<std::string> m_asked;
    Worker m_worker; // of its own: it reads a file a run
};

} // namespace tastescope::ui

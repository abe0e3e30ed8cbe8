#pragma once

#include "core/evaluation/paired_comparison.h"
#include "ui/session/session_run.h"
#include "ui/theme/line_style.h"

#include <QList>

#include <deque>
#include <map>
#include <memory>
#include <set>

namespace tastescope::ui {

class BaselineDifferences;
class Workspace;

/// A line of the table of runs: one run, or those that differ in nothing but the seed.
struct RunRow
{
    int id = 0;
    std::vector<int> members; ///< of a group, the first one's id is `id`; a single run: only it
    QString name;
    LineStyle style;
    QString state;
    Token stateTone = Token::Text;
    bool shown = true;
    QList<double> curve; ///< validation MRR by epoch
    std::optional<double> mrr;
    QString mrrBand;                      ///< of a group: "± 0.0012, n = 3"
    bool isBaseline = false;              ///< then there is no difference
    QString baseline;                     ///< name of the run it is held against; empty: none is
    std::optional<double> difference;     ///< of MRR to the baseline's
    std::optional<PairedComparison> pair; ///< when it was worked out and holds for what is shown
    std::optional<double> hit;            ///< at the K of the window
    std::optional<double> testMrr;
    std::optional<double> refitMrr;        ///< on test, of the model that was trained again on train + validation
    std::map<std::string, double> figures; ///< of the watched ones those that are known
    std::map<std::string, OptionValue> options;
    std::string seedGroup; ///< SessionRun::seedGroup: looked up a thousand times, it stands here
    int epochs = 0;        ///< done
    int plannedEpochs = 0; ///< 0: it does not learn in epochs
    std::int64_t users = 0;
    QString data; ///< name of its dataset
    QString note;
    QString tags;
    QString startedAt;
    double seconds = 0;
};

struct RunRowOptions
{
    bool bin = false; ///< the deleted ones

    /// Runs equal but for the seed become one row. None: where there are three seeds of some setting or more.
    std::optional<bool> groupBySeed = {};
};

using RunRows = std::vector<std::shared_ptr<const RunRow>>;

/// Makes the lines of the table, and keeps those of runs of which nothing was told since: a line takes 20 µs, and one
/// run grows while a thousand stand.
class RunRowMaker
{
public:
    RunRowMaker(const Workspace& workspace, const BaselineDifferences& differences)
        : m_workspace(workspace),
          m_differences(differences)
    {
    }

    /// Makes at most so many of the lines that are not there yet. Returns how many it made.
    int make(const RunRowOptions& options, int most);
    bool areReady(const RunRowOptions& options) const; ///< all of them are there

    /// The runs that pass the search, the newest first.
    RunRows rows(const RunRowOptions& options);

    void forget(int run) { m_kept.erase(run); } ///< something of it changed
    /// What all are shown under changed: the rule, K, the baseline, the data, the slice, the search.
    void forgetAll() { m_kept.clear(); }

private:
    struct Kept
    {
        std::shared_ptr<const RunRow> row;
        bool passes = true; ///< the search
    };
    const std::deque<SessionRun>& runsOf(const RunRowOptions& options) const;
    const Kept& keptOf(const SessionRun& run);

    const Workspace& m_workspace;
    const BaselineDifferences& m_differences;
    std::map<int, Kept> m_kept;
};

/// Names of the options that do not have the same value in all rows that have them.
std::set<std::string> differingOptions(const RunRows& rows);

/// Half the width of the 95 % interval of a mean of n values, by Student's t; 0 for fewer than two.
double halfBand(const std::vector<double>& values);

} // namespace tastescope::ui

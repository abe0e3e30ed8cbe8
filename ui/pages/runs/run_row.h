#pragma once

#include "core/evaluation/paired_comparison.h"
#include "core/history/run_filter.h"
#include "ui/session/session_run.h"
#include "ui/theme/line_style.h"

#include <QList>

#include <map>
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
    std::optional<double> difference;     ///< of MRR to the baseline's
    std::optional<PairedComparison> pair; ///< when it was worked out and holds for what is shown
    std::optional<double> hit;            ///< at the K of the window
    std::optional<double> testMrr;
    std::map<std::string, double> figures; ///< of the watched ones those that are known
    std::map<std::string, OptionValue> options;
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
    RunFilter filter = {};
    bool bin = false;         ///< the deleted ones
    bool groupBySeed = false; ///< runs equal but for the seed become one row
};

/// The runs that meet the filter, the newest first.
std::vector<RunRow> runRows(const Workspace& workspace, const BaselineDifferences& differences,
                            const RunRowOptions& options);

/// Names of the options that do not have the same value in all rows that have them.
std::set<std::string> differingOptions(const std::vector<RunRow>& rows);

/// Half the width of the 95 % interval of a mean of n values, by Student's t; 0 for fewer than two.
double halfBand(const std::vector<double>& values);

} // namespace tastescope::ui

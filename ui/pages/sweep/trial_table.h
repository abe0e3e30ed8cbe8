#pragma once

#include "ui/pages/sweep/sweep_view.h"
#include "ui/tables/row_table.h"

namespace tastescope::ui {

/// To the best one: of trials over the same users, of points over seeds and users.
struct RowDifference
{
    double difference = 0;
    double low = 0;
    double high = 0;
    bool tied = true;
    bool operator==(const RowDifference&) const = default;
};

/// A line of the table of trials: one trial, or all seeds of a point.
struct TrialRow
{
    int id = 0;               ///< of a point: the seed that stands for it in every chart
    std::vector<int> members; ///< trials
    QString name;
    std::optional<int> slot;         ///< of its colour in the charts; none: it is grey there
    std::vector<OptionValue> values; ///< of the options that vary
    TrialPhase phase = TrialPhase::Waiting;
    bool paused = false;         ///< it would run, but the person holds it
    std::optional<double> value; ///< by what the sweep is judged by; of a point the mean over its seeds
    QString range;               ///< of a point with several values: "0.4100 to 0.4310"
    bool best = false;
    std::optional<RowDifference> againstBest;
    int epochs = 0;
    int epochsAtMost = 0; ///< 0: not known, or the model has none

    bool operator==(const TrialRow&) const = default;
};

std::vector<Column<TrialRow>> trialColumns(const SweepView& view, const std::vector<std::string>& options,
                                           bool bySeed = false); ///< of pointRows()

/// Running ones first, then by value, then what has none by number.
std::vector<TrialRow> trialRows(const SweepView& view, const std::vector<std::string>& options);

/// One row a point, its seeds as a group: mean and range, and the point against the best one as settings. Running ones
/// first, then by mean, then what has none by number.
std::vector<TrialRow> pointRows(const SweepView& view, const std::vector<std::string>& options);

/// Epochs it has done and may do, colour and options: what needs no figure.
TrialRow plainRow(const SweepView& view, const SweepTrial& trial, const std::vector<std::string>& options);

void sortRows(std::vector<TrialRow>& rows);

/// What became of a trial, as its badge says it; empty: finished, and nothing to say against the best.
QString verdictText(const TrialRow& row);

} // namespace tastescope::ui

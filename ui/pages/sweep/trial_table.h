#pragma once

#include "ui/pages/sweep/sweep_view.h"
#include "ui/tables/row_table.h"

namespace tastescope::ui {

/// A line of the table of trials.
struct TrialRow
{
    int id = 0;
    QString name;
    std::optional<int> slot;         ///< of its colour in the charts; none: it is grey there
    std::vector<OptionValue> values; ///< of the options that vary
    TrialPhase phase = TrialPhase::Waiting;
    bool paused = false; ///< it would run, but the person holds it
    std::optional<double> mrr;
    bool best = false;
    std::optional<PairedComparison> againstBest;
    int epochs = 0;
    int epochsAtMost = 0; ///< 0: not known, or the model has none

    bool operator==(const TrialRow&) const = default;
};

std::vector<Column<TrialRow>> trialColumns(const Sweep& sweep, const std::vector<std::string>& options);

/// Running ones first, then by MRR, then what has none by number.
std::vector<TrialRow> trialRows(const SweepView& view, const std::vector<std::string>& options);

/// What became of a trial, as its badge says it; empty: finished, and nothing to say against the best.
QString verdictText(const TrialRow& row);

} // namespace tastescope::ui

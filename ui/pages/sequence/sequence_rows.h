#pragma once

#include "core/evaluation/next_item_ranks.h"
#include "ui/session/sequence_session.h"
#include "ui/theme/line_style.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace tastescope::ui {

class Workspace;

inline constexpr std::size_t sequenceColumns = nextItemColumns;

/// A line of the table of next-item runs.
struct SequenceRow
{
    int id = 0; ///< 0: the most frequent items, which are no run
    QString name;
    QString path; ///< of the files of an imported run
    LineStyle style;
    QString badge;
    bool isHidden = false;
    bool isBaseline = false;
    SequenceSession::State state = SequenceSession::State::NoModel;
    std::array<std::optional<double>, sequenceColumns> figures = {};
    std::array<std::optional<Estimate>, sequenceColumns> differences = {}; ///< to the baseline
    std::optional<double> loss;                                            ///< the least validation loss
    int epochs = 0;
    int plannedEpochs = 0; ///< of one that runs
    double seconds = 0;
    std::int64_t questions = 0;
};

/// Those of the runs, then the most frequent items, where they were measured.
std::vector<SequenceRow> sequenceRows(const Workspace& workspace);

/// The epoch of the least validation loss. Null: none was measured.
const EpochFinished* leastLoss(const std::vector<EpochFinished>& epochs);

/// One sentence of the finding, computed: what the run in front repeats and finds beside the baseline. Empty where a
/// figure is missing.
struct SequenceVerdict
{
    QString finding;  ///< "tf-02 repeats 71 % less than baseline."
    QString interval; ///< "MRR@10 +0.0004 [−0.0008, +0.0016]"
    bool isTied = false;
};
SequenceVerdict sequenceVerdict(const std::vector<SequenceRow>& rows, int focus, int baseline);

} // namespace tastescope::ui

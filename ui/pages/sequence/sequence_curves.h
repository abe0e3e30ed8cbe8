#pragma once

#include "ui/charts/curve/curve_data.h"
#include "ui/pages/sequence/sequence_rows.h"
#include "ui/session/session_run.h"

#include <vector>

namespace tastescope::ui {

/// What the loss is drawn over.
enum class LossScale { Epoch, Time };

/// The runs of the Sequence page as its charts draw them.
struct SequenceView
{
    std::vector<const SessionRun*> runs; ///< shown, oldest first
    const SessionRun* focus = nullptr;
    const SessionRun* baseline = nullptr;
    LossScale scale = LossScale::Epoch;
};

/// Validation losses in the style of their runs, training losses faint behind them. What lies far above the rest is cut
/// off, which lossCaption() says.
CurveData lossCurvesOf(const SequenceView& view);

/// "validation strong, training faint; 2 runs begin above the chart, at 7.41"
QString lossCaption(const SequenceView& view);

/// Whether validation is below training in every epoch of some run that is shown: its windows overlap.
bool seemsToLeak(const SequenceView& view);

/// Share of the lists whose place r an item of the window takes, by r; chance beside it. items: of the data.
CurveData repeatCurves(const SequenceView& view, const SequenceSession& session, std::int64_t items);

/// MRR@10 (or repeats@10) by the weight of the repetition penalty, one line a kind of penalty. Runs without a weight
/// stand at 0. Empty where fewer than three weights were measured.
CurveData penaltyCurve(const SequenceView& view, const SequenceSession& session, NextItemFigure figure);

/// How many different weights were measured.
int penaltyWeights(const SequenceView& view, const SequenceSession& session);

/// "Pace 60.2 k windows/s", "one epoch 14.9 s", "training 80 % of it".
QString paceWords(const SessionRun& run);

} // namespace tastescope::ui

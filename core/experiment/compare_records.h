#pragma once

#include "core/experiment/run_record.h"

#include <string>

namespace tastescope {

/// In the order in which a run makes them.
enum class RecordPart {
    Nothing, ///< all is the same
    Settings,
    Data,
    Epoch,   ///< figures of an epoch, or there is no such epoch in one of them
    End,     ///< finished, stopped or diverged; which epoch was the best
    Weights, ///< of the model that was kept
    Validation,
    Test,
};

/// What two records of one run have in common, and the first thing in which they differ.
struct RecordComparison
{
    RecordPart first = RecordPart::Nothing;
    int epoch = 0;              ///< of RecordPart::Epoch, 1-based
    std::string difference;     ///< in words: "training loss 0.6931, recorded 0.6928"; empty: there is none
    int epochs = 0;             ///< the same in both, from the first one
    bool comparedModel = false; ///< both kept one, and its weights are the same
    int comparedParts = 0;      ///< evaluations that are the same: 0, 1 or 2

    bool identical() const { return first == RecordPart::Nothing; }
    bool operator==(const RecordComparison&) const = default;
};

/// Whether a run came out the same again, bit for bit: settings (all that trainsTheSame() looks at), data, every figure
/// of every epoch, how it ended, the SHA-256 of the weights, the figures of both evaluations, and what each user got
/// where both records hold it. Names, threads, moments, speeds and memory are left out: they do not belong to the
/// result. Numbers are the same when their bits are, or when neither is a number.
///
/// What was not recorded is not compared: a run that was stopped has no evaluations.
RecordComparison compareRecords(const RunRecord& recorded, const RunRecord& again);

/// The same for one epoch. Returns the difference in words; empty: there is none.
std::string epochDifference(const EpochFinished& recorded, const EpochFinished& again);

/// "first difference at epoch 3: training loss 0.6931, recorded 0.6928"; "bit-identical: 40 epochs, ...".
std::string toText(const RecordComparison& comparison);

} // namespace tastescope

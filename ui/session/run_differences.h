#pragma once

#include "ui/session/comparison.h"

#include <QString>

#include <vector>

namespace tastescope::ui {

/// A measure of compared runs, each held against the first.
struct MeasureLine
{
    std::string metric;                      ///< "hit-10"
    std::vector<Estimate> values = {};       ///< a run each, of the users of the comparison, with 95 % intervals
    std::vector<PairedComparison> less = {}; ///< the first minus run i + 1
};

/// MRR, all Hit@K, and NDCG at the largest K, as far as all runs have them. The differences are those of the family of
/// all pairs, so that a pair has the same interval wherever it is shown.
///
/// Shapes: made.runs with perUser.
/// Throws: as compareFamily().
/// Cost:   a bootstrap a measure.
std::vector<MeasureLine> measureLines(const Comparison& made, const JobContext& job = {});

/// How many times as large the one is, by three figures: "4 times", "0.25 times". Empty: equal, not numbers, or not
/// above zero.
QString timesText(double one, double other);

/// What a run cost, a run each; of a run that does not learn in epochs the epochs are "–".
std::vector<SettingLine> costLines(const std::vector<ComparedRun>& runs);

/// What is known of a comparison beside itself; null: it is not worked out yet.
struct DifferenceSources
{
    const std::vector<MeasureLine>* measures = nullptr;
    const ListAgreement* lists = nullptr; ///< of the first two runs
    const Dataset* dataset = nullptr;     ///< which has words for its items
};

/// All of it in plain words to copy: settings, quality with intervals, what the lists are like, cost, and that it is
/// said of these models.
QString differenceSentence(const Comparison& made, const DifferenceSources& sources);

} // namespace tastescope::ui

#pragma once

#include "core/evaluation/evaluation.h"
#include "core/experiment/run.h"
#include "core/pipeline/draw_evaluation_lists.h"

#include <string>

namespace tastescope {

/// What runs are held against each other by: one metric, of one part, under one protocol.
struct Measure
{
    std::string metric = "mrr"; ///< "recall-20": any metric at any K that the protocol has
    Protocol protocol = Protocol::Sampled;
    Part part = Part::Validation;
    Mask mask = Mask::Known; ///< of a full ranking
    bool operator==(const Measure&) const = default;
};

/// "Recall@20, full ranking" and "MRR" where it is among fixed lists: what people read.
std::string measureTitle(const Measure& measure);

/// Throws: Error saying what the protocol has, when the metric is none of it.
void requireMeasurable(const Measure& measure);

/// The way the run itself was measured: protocol, mask and cutoffs of its test part, else of its validation part, else
/// those of a run that was measured nowhere. The part is `part`.
EvaluationOptions optionsOf(const RunRecord& record, Part part);

/// The lists the run itself was measured on, where the data bring none.
EvaluationListOptions listsOf(const RunConfig& config, int threads);

/// Whether the results of users that the run kept answer the measure, so that nothing needs to be ranked again.
bool isKept(const RunRecord& record, const Measure& measure);

/// Ranks with the model as the options say; fixed lists are those of the data, else drawn as `lists` says.
/// Throws: as evaluateFull(), evaluateSampled() and drawEvaluationLists(); NotEnoughMemory before anything is taken.
Evaluation evaluateModel(const Model& model, const Dataset& dataset, const EvaluationOptions& options,
                         const EvaluationListOptions& lists, const JobContext& job = {});

/// What each user gets from the model the run kept, measured anew on the run's own lists.
/// Throws: Error when the metric is none of the protocol's, the run kept no model or learned from other data.
/// Cost:   one evaluation without baselines.
UserResults measuredResults(const Run& run, const Dataset& dataset, const Measure& measure, int threads = 0,
                            const JobContext& job = {});

} // namespace tastescope

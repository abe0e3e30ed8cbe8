#include "core/experiment/held_out_part.h"

#include "core/pipeline/draw_evaluation_lists.h"

namespace tastescope {

HeldOutPart::HeldOutPart(const Dataset& data, Part which, int negativesAPositive, int threads, const JobContext& job)
    : dataset(data),
      part(which),
      negatives(negativesAPositive),
      lists(drawEvaluationLists(data, part, {.negatives = negatives, .seed = {}, .threads = threads}, job)),
      evaluator(data, lists, {.part = part, .threads = threads}, job)
{
}

std::shared_ptr<const HeldOutPart> partFor(const std::shared_ptr<const HeldOutPart>& shared, const Dataset& dataset,
                                           Part part, int negatives, int threads, const JobContext& job)
{
    if (shared && shared->negatives == negatives && &shared->dataset == &dataset)
        return shared;
    return std::make_shared<const HeldOutPart>(dataset, part, negatives, threads, job);
}

} // namespace tastescope

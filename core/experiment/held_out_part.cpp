#include "core/experiment/held_out_part.h"

#include "core/pipeline/draw_evaluation_lists.h"

namespace tastescope {

HeldOutPart::HeldOutPart(const Dataset& data, Part part, int negativesAPositive, int threads, const JobContext& job)
    : dataset(data),
      negatives(negativesAPositive),
      lists(drawEvaluationLists(data, part, {.negatives = negatives, .seed = {}, .threads = threads}, job)),
      evaluator(data, lists, {.part = part, .threads = threads}, job)
{
}

} // namespace tastescope

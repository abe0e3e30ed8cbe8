#pragma once

#include "core/base/memory_need.h"
#include "core/data/data_size.h"
#include "core/evaluation/evaluation.h"

namespace tastescope {

/// The lists of a held-out part: 16 bytes a positive and 4 a negative.
MemoryNeed listMemory(const DataSize& data, Part part, int negatives);

/// What ranking them takes for one model, with the results of most popular beside its own: 48 bytes a user, and 20 with
/// 8 a figure, twice: as they are measured and as they are written.
MemoryNeed resultMemory(const DataSize& data, Part part, std::size_t figures);

/// What evaluateFull() takes: results as above, each user's first K, a rank table, and for each thread the scores of
/// the catalogue and the rankings of 64 users.
MemoryNeed fullMemory(const DataSize& data, const EvaluationOptions& options);

/// Of one evaluation by options.protocol. negatives: where lists are drawn.
MemoryNeed evaluationMemory(const DataSize& data, const EvaluationOptions& options, int negatives);

} // namespace tastescope

#pragma once

#include "core/base/parallel.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/factors.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

namespace tastescope {

class Dataset;

/// What training changes: weights, and beside them what the optimiser remembers.
struct BprState
{
    Factors users; ///< 1 part for SGD; weights, first and second moments for Adam
    Factors items;
    std::vector<std::int32_t> userSteps; ///< Adam steps each row has had; adam only
    std::vector<std::int32_t> itemSteps;
    std::int64_t batchSteps = 0; ///< steps of all rows together; adam_batch only
};

/// The random streams of one training. Each draw is named by (seed, stream, ...), so nothing else need be remembered
/// to go on after an interruption.
enum class BprStream : std::uint64_t { Users = 1, Items, Tiling, Tile, BatchOrder, BatchNegatives, FoldIn };

constexpr std::uint64_t streamNumber(BprStream stream)
{
    return static_cast<std::uint64_t>(stream);
}

/// Xavier-uniform weights: each in +-sqrt(6 / (rows + dimension)), drawn by (seed, table, row).
/// The same bits for any number of workers. Throws: Cancelled.
/// Source: Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010.
BprState startState(const BprOptions& options, const Dataset& dataset, Workers workers = Workers(1),
                    const std::stop_token& stop = {});

/// The weights as a model.
std::shared_ptr<const BprModel> modelOf(const BprState& state, const Dataset& dataset);

} // namespace tastescope

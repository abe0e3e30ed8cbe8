#include "core/models/bpr/bpr_state.h"

#include "core/base/random.h"
#include "core/data/dataset.h"

#include <cmath>

namespace tastescope {

namespace {

Factors startFactors(std::size_t rows, const BprOptions& options, BprStream stream, Workers workers,
                     const std::stop_token& stop)
{
    Factors factors(rows, options.embeddingDim, options.optimiser == Optimiser::Sgd ? 1 : 3);
    const double bound = std::sqrt(6.0 / (static_cast<double>(rows) + options.embeddingDim));
    const auto body = [&](std::int64_t r, int) {
        Random random(options.seed, {streamNumber(stream), static_cast<std::uint64_t>(r)});
        float* const row = factors.row(static_cast<std::size_t>(r));
        for (int d = 0; d < options.embeddingDim; ++d)
            row[d] = static_cast<float>((2 * random.uniform() - 1) * bound);
    };
    parallelFor(static_cast<std::int64_t>(rows), workers, {.stop = stop}, body);
    return factors;
}

} // namespace

BprState startState(const BprOptions& options, const Dataset& dataset, Workers workers, const std::stop_token& stop)
{
    const bool stepsByRow = options.optimiser == Optimiser::Adam;
    return {.users = startFactors(dataset.userCount(), options, BprStream::Users, workers, stop),
            .items = startFactors(dataset.itemCount(), options, BprStream::Items, workers, stop),
            .userSteps = std::vector<std::int32_t>(stepsByRow ? dataset.userCount() : 0),
            .itemSteps = std::vector<std::int32_t>(stepsByRow ? dataset.itemCount() : 0)};
}

std::shared_ptr<const BprModel> modelOf(const BprState& state, const Dataset& dataset)
{
    std::vector<std::uint8_t> known(dataset.userCount());
    for (const User user : idsUpTo<User>(dataset.userCount()))
        known[index(user)] = dataset.train().row(user).empty() ? 0 : 1;
    return std::make_shared<const BprModel>(state.users.only(0), state.items.only(0), std::move(known));
}

} // namespace tastescope

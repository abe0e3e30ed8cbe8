#include "core/models/user_knn/train_user_knn.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/neighbours/find_weighted_neighbours.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace tastescope {

namespace {

/// What one like says about a thing with so many likes: 1.69 for a thing nobody knows, 1 for the average one.
std::vector<double> bm25Weights(const std::vector<std::int32_t>& counts)
{
    constexpr double k1 = 1.2;
    constexpr double b = 0.75;
    double mean = 0;
    for (const std::int32_t count : counts)
        mean += count;
    mean = std::max(mean, 1.0) / static_cast<double>(std::max<std::size_t>(counts.size(), 1));

    std::vector<double> weights;
    weights.reserve(counts.size());
    for (const std::int32_t count : counts)
        weights.push_back((k1 + 1) / (k1 * (1 - b + b * count / mean) + 1));
    return weights;
}

/// ln(users / listeners); nobody's track weighs nothing.
std::vector<double> idfWeights(const std::vector<std::int32_t>& counts, std::size_t users)
{
    std::vector<double> weights;
    weights.reserve(counts.size());
    for (const std::int32_t count : counts)
        weights.push_back(count > 0 ? std::log(static_cast<double>(users) / count) : 0.0);
    return weights;
}

/// How much it says that a user likes something: 1 for one track, less the more he likes, 0 for (nearly) everything.
std::vector<double> userWeights(const BinaryMatrix<User, Track>& library)
{
    const auto tracks = static_cast<double>(library.columnCount());
    const double most = std::log(tracks / 2);
    std::vector<double> weights;
    weights.reserve(library.rowCount());
    for (const User user : idsUpTo<User>(library.rowCount())) {
        const double own = std::log(tracks / static_cast<double>(1 + library.row(user).size()));
        weights.push_back(most > 0 ? std::clamp(own / most, 0.0, 1.0) : 1.0);
    }
    return weights;
}

CosineWeights cosineWeights(const UserKnnOptions& options, const BinaryMatrix<User, Track>& library)
{
    CosineWeights weights{std::vector<double>(library.columnCount(), 1), std::vector<double>(library.rowCount(), 1),
                          options.shrinkage};
    if (options.weighting == Weighting::TfIdf)
        weights.tracks = idfWeights(library.columnCounts(), library.rowCount());
    if (options.weighting == Weighting::Bm25) {
        weights.tracks = bm25Weights(library.columnCounts());
        weights.users = userWeights(library);
    }
    return weights;
}

std::vector<float> itemWeights(const UserKnnOptions& options, const Dataset& dataset)
{
    if (options.weighting != Weighting::Bm25)
        return std::vector<float>(dataset.itemCount(), 1);
    std::vector<float> weights;
    weights.reserve(dataset.itemCount());
    for (const double weight : bm25Weights(dataset.train().columnCounts()))
        weights.push_back(static_cast<float>(weight));
    return weights;
}

} // namespace

UserKnnModel trainUserKnn(const UserKnnOptions& options, const Dataset& dataset, int threads, const JobContext& job)
{
    const NeighbourOptions search{options.neighbours, threads};
    const bool isPlainCosine = options.weighting == Weighting::Binary && options.shrinkage == 0;
    NeighbourIndex neighbours =
        isPlainCosine
            ? findNeighbours(dataset.library(), search, job)
            : findWeightedNeighbours(dataset.library(), cosineWeights(options, dataset.library()), search, job);
    return {std::move(neighbours), dataset.train(), itemWeights(options, dataset)};
}

} // namespace tastescope

#include "core/models/user_knn/train_user_knn.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/neighbours/find_weighted_neighbours.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

CosineWeights cosineWeights(const UserKnnOptions& options, const BinaryMatrix<User, Track>& library)
{
    CosineWeights weights{std::vector<double>(library.columnCount(), 1), std::vector<double>(library.rowCount(), 1),
                          options.shrinkage};
    if (options.weighting == Weighting::TfIdf)
        weights.tracks = idfWeights(library.columnCounts(), library.rowCount());
    if (options.weighting == Weighting::Bm25) {
        weights.tracks = bm25Weights(library.columnCounts());
        weights.users = breadthWeights(rowCounts(library), library.columnCount());
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

std::vector<float> votesOf(const UserKnnOptions& options, const Dataset& dataset)
{
    if (options.votes == Votes::One)
        return {};
    if (!dataset.hasWeights())
        throw Error("Votes by weight were asked for, but " + dataset.name()
                    + " has no weights: no plays, and nothing that came to be twice. Choose votes=one.");
    std::vector<float> votes;
    votes.reserve(dataset.train().entryCount());
    for (const User user : idsUpTo<User>(dataset.userCount()))
        for (const Item item : dataset.train().row(user))
            votes.push_back(static_cast<float>(
                std::log2(1 + std::max(static_cast<double>(dataset.weights().of(user, item)), 0.0))));
    return votes;
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
    return {std::move(neighbours), dataset.train(), itemWeights(options, dataset), votesOf(options, dataset)};
}

} // namespace tastescope

#include "core/models/item_knn/train_item_knn.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/neighbours/find_weighted_neighbours.h"

namespace tastescope {

namespace {

/// Items in the place of users, who they are liked by in that of tracks.
BinaryMatrix<User, Track> likersOf(const BinaryMatrix<User, Item>& likes)
{
    const BinaryMatrix<Item, User> users = likes.transposed();
    std::vector<Track> entries;
    entries.reserve(users.entryCount());
    for (const User user : users.entries())
        entries.push_back(Track{number(user)});
    return {likes.rowCount(), {users.offsets().begin(), users.offsets().end()}, std::move(entries)};
}

std::vector<double> userWeights(Weighting weighting, const BinaryMatrix<User, Item>& likes)
{
    if (weighting == Weighting::Bm25)
        return breadthWeights(rowCounts(likes), likes.columnCount());
    if (weighting == Weighting::TfIdf)
        return idfWeights(rowCounts(likes), likes.columnCount());
    return std::vector<double>(likes.rowCount(), 1);
}

std::vector<float> weightsOfLikes(const ItemKnnOptions& options, const BinaryMatrix<User, Item>& likes)
{
    if (options.weighting != Weighting::Bm25)
        return std::vector<float>(likes.columnCount(), 1);
    std::vector<float> weights;
    weights.reserve(likes.columnCount());
    for (const double weight : bm25Weights(likes.columnCounts(), {options.bm25K1, options.bm25B}))
        weights.push_back(static_cast<float>(weight));
    return weights;
}

} // namespace

ItemKnnModel trainItemKnn(const ItemKnnOptions& options, const Dataset& dataset, int threads, const JobContext& job)
{
    for (const OptionField<ItemKnnOptions>& field : ItemKnnOptions::fields())
        checkOption(field.info, field.read(options));
    const BinaryMatrix<User, Item>& likes = dataset.train();
    if (likes.entryCount() == 0)
        throw Error("There is nothing to learn from: the training part is empty.");
    const NeighbourOptions search{options.neighbours, threads};
    const BinaryMatrix<User, Track> likers = likersOf(likes);
    const bool isPlainCosine =
        options.weighting == Weighting::Binary && options.shrinkage == 0 && options.asymmetry == 0.5;
    const NeighbourIndex neighbours = isPlainCosine
                                          ? findNeighbours(likers, search, job)
                                          : findWeightedNeighbours(likers,
                                                                   {userWeights(options.weighting, likes),
                                                                    std::vector<double>(likes.columnCount(), 1),
                                                                    options.shrinkage, options.asymmetry},
                                                                   search, job);
    return {neighbours, weightsOfLikes(options, likes), likes};
}

} // namespace tastescope

#include "core/models/ease/train_ease.h"

#include "core/base/dense.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/data/dataset.h"

#include <algorithm>
#include <string>

namespace tastescope {

namespace {

struct LearnedItems
{
    std::vector<Item> items;        ///< ascending
    std::vector<std::int32_t> rows; ///< by item; -1: not learned
};

LearnedItems chooseItems(const EaseOptions& options, const Dataset& dataset, const JobContext& job)
{
    const std::vector<std::int32_t> counts = dataset.train().columnCounts();
    std::vector<Item> liked;
    for (const Item item : idsUpTo<Item>(counts.size()))
        if (counts[index(item)] > 0)
            liked.push_back(item);
    if (liked.empty())
        throw Error("There is nothing to learn from: the training part is empty.");
    const auto most = static_cast<std::size_t>(options.mostItems);
    if (liked.size() > most) {
        job.report(Note{"EASE learns the " + std::to_string(most) + " most liked of " + std::to_string(liked.size())
                        + " " + dataset.nouns().item
                        + "s that anybody likes; all others score 0. most_items is the limit."});
        std::ranges::stable_sort(liked, std::greater(), [&](Item item) { return counts[index(item)]; });
        liked.resize(most);
        std::ranges::sort(liked);
    }
    LearnedItems chosen{std::move(liked), std::vector<std::int32_t>(counts.size(), -1)};
    for (std::size_t row = 0; row < chosen.items.size(); ++row)
        chosen.rows[index(chosen.items[row])] = static_cast<std::int32_t>(row);
    return chosen;
}

/// How many users like both, of every two items; on the diagonal l2 more.
SymmetricTiles sharedLikes(const LearnedItems& chosen, const Dataset& dataset, double l2, Workers workers,
                           const JobContext& job)
{
    job.report(StageStarted{"counting shared likes"});
    const BinaryMatrix<Item, User> users = dataset.train().transposed();
    SymmetricTiles shared(chosen.items.size());
    auto scratch = workers.copiesOf(std::vector<std::int32_t>(chosen.items.size(), 0));
    const auto count = [&](std::int64_t i, int worker) {
        const auto row = static_cast<std::size_t>(i);
        std::vector<std::int32_t>& counts = scratch[static_cast<std::size_t>(worker)];
        for (const User user : users.row(chosen.items[row])) {
            const auto likes = dataset.train().row(user);
            for (auto like = std::ranges::lower_bound(likes, chosen.items[row]); like != likes.end(); ++like)
                if (const std::int32_t column = chosen.rows[index(*like)]; column >= 0)
                    ++counts[static_cast<std::size_t>(column)];
        }
        for (std::size_t column = row; column < counts.size(); ++column) {
            shared.set(row, column, static_cast<double>(counts[column]) + (column == row ? l2 : 0));
            counts[column] = 0;
        }
    };
    parallelFor(static_cast<std::int64_t>(chosen.items.size()), workers, job, count, 1);
    return shared;
}

/// Row j, column i: -P_ji / P_ii.
std::vector<float> weightsFrom(const SymmetricTiles& inverse, Workers workers, const JobContext& job)
{
    const std::size_t size = inverse.size();
    std::vector<float> weights(size * size);
    const auto fill = [&](std::int64_t r, int) {
        const auto row = static_cast<std::size_t>(r);
        for (std::size_t column = 0; column < size; ++column)
            if (column != row)
                weights[row * size + column] =
                    static_cast<float>(-inverse.at(row, column) / inverse.at(column, column));
    };
    parallelFor(static_cast<std::int64_t>(size), workers, job, fill, 8);
    return weights;
}

} // namespace

EaseModel trainEase(const EaseOptions& options, const Dataset& dataset, int threads, const JobContext& job)
{
    for (const OptionField<EaseOptions>& field : EaseOptions::fields())
        checkOption(field.info, field.read(options));
    const Workers workers(threads);
    LearnedItems chosen = chooseItems(options, dataset, job);
    std::vector<float> weights;
    {
        SymmetricTiles matrix = sharedLikes(chosen, dataset, options.l2, workers, job);
        job.report(StageStarted{"inverting " + std::to_string(matrix.size()) + " x " + std::to_string(matrix.size())});
        matrix.invert(workers, job);
        weights = weightsFrom(matrix, workers, job);
    }
    return {std::move(chosen.rows), std::move(weights), dataset.train()};
}

} // namespace tastescope

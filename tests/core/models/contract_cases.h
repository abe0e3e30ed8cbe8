#pragma once

#include "core/data/dataset.h"
#include "core/files/safetensors.h"
#include "core/models/model_kind.h"
#include "core/training/model.h"
#include "tests/core/models/bpr/planted.h"

#include <algorithm>

// What the contract of models is tested on.
namespace tastescope::test {

inline constexpr int unlikedItems = 32;
inline constexpr User coldUser{60};

template<StrongId Row, StrongId Column>
BinaryMatrix<Row, Column> widened(const BinaryMatrix<Row, Column>& matrix, std::size_t rows, std::size_t columns)
{
    std::vector<std::pair<Row, Column>> pairs;
    for (const Row row : idsUpTo<Row>(matrix.rowCount()))
        for (const Column column : matrix.row(row))
            pairs.emplace_back(row, column);
    return BinaryMatrix<Row, Column>::fromPairs(rows, columns, pairs);
}

/// Each user's likes in an order of their own, the held-out ones last; a second from one to the next.
inline Sequences inSomeOrder(const Split& split)
{
    std::vector<std::int64_t> offsets{0};
    std::vector<Item> items;
    std::vector<std::int64_t> times;
    for (const User user : idsUpTo<User>(split.train.rowCount())) {
        const auto liked = split.train.row(user);
        std::vector<Item> mine(liked.begin(), liked.end());
        Random(3, {index(user)}).shuffle(std::span(mine));
        for (const auto* part : {&split.validation, &split.test, &split.cold})
            mine.insert(mine.end(), part->row(user).begin(), part->row(user).end());
        for (const Item item : mine) {
            items.push_back(item);
            times.push_back(static_cast<std::int64_t>(times.size()));
        }
        offsets.push_back(static_cast<std::int64_t>(items.size()));
    }
    return {split.train.columnCount(), std::move(offsets), std::move(items), std::move(times)};
}

/// The planted world of 60 users and 128 items, beside it items that nobody likes and a user of whom nothing is known.
inline Dataset plantedData()
{
    DatasetParts parts = plantedParts();
    parts.users.add("nobody");
    for (int i = 0; i < unlikedItems; ++i)
        parts.items.ids.add("unliked" + std::to_string(i));
    const std::size_t users = parts.users.size();
    const std::size_t items = parts.items.ids.size();
    Split& split = parts.split;
    for (auto* likes : {&split.train, &split.validation, &split.test, &split.cold})
        *likes = widened(*likes, users, items);
    parts.sequences = inSomeOrder(split);
    parts.library = widened(parts.library, users, parts.library.columnCount());
    parts.itemTracks = widened(parts.itemTracks, items, parts.itemTracks.columnCount());
    return Dataset(std::move(parts));
}

inline std::vector<float> scoresOf(const Model& model, const Query& query, std::span<const Item> items)
{
    std::vector<float> scores(items.size());
    model.score(query, items, scores);
    return scores;
}

inline std::vector<Item> everyItem(const Dataset& dataset)
{
    const auto items = idsUpTo<Item>(dataset.itemCount());
    return {items.begin(), items.end()};
}

/// Whether the work ended because it was stopped.
template<typename Work>
bool isCancelled(const Work& work)
{
    try {
        work();
    } catch (const Cancelled&) {
        return true;
    }
    return false;
}

inline bool sameBits(const Model& a, const Model& b)
{
    const TensorFile one = tensorsOf(a);
    const TensorFile other = tensorsOf(b);
    return one.metadata == other.metadata
           && std::ranges::equal(one.tensors, other.tensors, [](const Tensor& x, const Tensor& y) {
                  return x.name == y.name && x.shape == y.shape && x.bytes == y.bytes;
              });
}

inline ModelOptions withEpochs(ModelOptions options, int epochs)
{
    if (plannedEpochs(options) > 0)
        setOption(options, "epochs", std::int64_t{epochs});
    return options;
}

inline TrainingHooks withThreads(int threads)
{
    TrainingHooks hooks;
    hooks.threads = threads;
    return hooks;
}

} // namespace tastescope::test

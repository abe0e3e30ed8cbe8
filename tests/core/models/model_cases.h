#pragma once

#include "core/data/dataset.h"
#include "core/evaluation/sampled.h"
#include "core/files/safetensors.h"
#include "core/io/import_dataset.h"
#include "core/training/model.h"
#include "tests/support/real_data.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

// What the tests of single models share.
namespace tastescope::test {

inline float scoreOf(const Model& model, const Query& query, Item item)
{
    float score = 0;
    model.score(query, std::array{item}, std::span(&score, 1));
    return score;
}

inline std::vector<Item> allItems(const Dataset& dataset)
{
    const auto items = idsUpTo<Item>(dataset.itemCount());
    return {items.begin(), items.end()};
}

/// The file with one tensor replaced by another of the same name.
inline TensorFile withTensor(TensorFile file, Tensor replacement)
{
    std::ranges::find(file.tensors, replacement.name, &Tensor::name)[0] = std::move(replacement);
    return file;
}

inline Tensor numbersTensor(const char* name, const std::vector<std::int32_t>& values)
{
    return makeTensor(name, {static_cast<std::int64_t>(values.size())}, std::span<const std::int32_t>(values));
}

/// What a model reaches on MovieLens 1M split leave-one-out, 99 given negatives a user.
struct NcfFigures
{
    double hit = 0;
    double ndcg = 0;
};

/// MovieLens 1M as NCF split it; null without the files.
inline std::shared_ptr<const Dataset> ncfMovieLens1M()
{
    const auto folder = realData("ncf-ml-1m");
    return folder ? importDataset(std::array{*folder}, {}).dataset : nullptr;
}

inline NcfFigures ncfTestFigures(const Model& model, const Dataset& dataset)
{
    const Evaluation evaluation =
        evaluateSampled(model, dataset, *dataset.givenLists(Part::Test), {.part = Part::Test, .baselines = false});
    return {evaluation.model.find("hit-10")->value, evaluation.model.find("ndcg-10")->value};
}

} // namespace tastescope::test

#include "core/experiment/run_cost.h"

#include "core/base/memory_limit.h"
#include "core/data/dataset.h"
#include "core/evaluation/evaluation_memory.h"
#include "core/models/model_kind.h"
#include "core/pipeline/negative_pools.h"

namespace tastescope {

DataSize countedSize(const Dataset& dataset, const JobContext& job)
{
    DataSize size = sizeOf(dataset);
    size.scoredPairs = estimateScoredPairs(dataset, job);
    return size;
}

bool needsScoredPairs(const ModelOptions& options)
{
    const ModelKind& kind = modelKind(options);
    return kind.needsScoredPairs && kind.needsScoredPairs(options);
}

DataSize sizeFor(const ModelOptions& options, const Dataset& dataset, const JobContext& job)
{
    return needsScoredPairs(options) ? countedSize(dataset, job) : sizeOf(dataset);
}

namespace {

/// The data once more, and a model that learns from more of it.
MemoryNeed refitMemory(const RunConfig& config, DataSize data, const MemoryNeed& kept)
{
    const std::int64_t positives = data.train + data.validation;
    const std::int64_t all = positives + data.test + data.libraryEntries + data.itemTracks + data.listNegatives;
    data.train = positives;
    data.validation = 0;
    return MemoryNeed{
               {"the data to train on again", bytesOf(all, 4) + bytesOf(data.users + data.items, 100), "no refit"}}
           + kept + modelKind(config.model).memory(config.model, data, config.threads).training;
}

} // namespace

MemoryNeed runMemory(const RunConfig& config, const DataSize& data, bool listsAreShared)
{
    const ModelMemory model = modelKind(config.model).memory(config.model, data, config.threads);
    const auto measured = [&](Part part) {
        const MemoryNeed results = resultMemory(data, part, watchedFigures()->size());
        return listsAreShared ? results : listMemory(data, part, config.negatives) + results;
    };
    MemoryNeed later = measured(Part::Test) + model.kept;
    if (config.refit)
        later = measured(Part::Test) + refitMemory(config, data, model.kept);
    return measured(Part::Validation) + larger(model.training, later);
}

void requireMemoryOf(const RunConfig& config, const Dataset& dataset, const JobContext& job, bool listsAreShared)
{
    requireMemory("Training", runMemory(config, sizeFor(config.model, dataset, job), listsAreShared));
}

} // namespace tastescope

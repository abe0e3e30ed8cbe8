#include "core/experiment/run_cost.h"

#include "core/data/dataset.h"

#include <fstream>

namespace tastescope {

namespace {

constexpr std::int64_t negativesPerList = 50;
constexpr std::int64_t models = 2; // best and last

std::int64_t listBytes(const Dataset& dataset)
{
    const auto heldOut = static_cast<std::int64_t>(dataset.split().validation.entryCount());
    return heldOut * (1 + negativesPerList) * static_cast<std::int64_t>(sizeof(std::int32_t));
}

struct Memory
{
    const Dataset& dataset;

    std::int64_t operator()(const PopularityOptions&) const
    {
        return static_cast<std::int64_t>(dataset.itemCount() * sizeof(float)) + listBytes(dataset);
    }

    std::int64_t operator()(const UserKnnOptions& options) const
    {
        constexpr std::int64_t neighbourBytes = 8;
        return static_cast<std::int64_t>(dataset.userCount()) * options.neighbours * neighbourBytes
               + listBytes(dataset);
    }

    std::int64_t operator()(const BprOptions& options) const
    {
        const auto rows = static_cast<std::int64_t>(dataset.userCount() + dataset.itemCount());
        const std::int64_t parts = options.optimiser == Optimiser::Sgd ? 1 : 3;
        const std::int64_t vectors =
            rows * options.embeddingDim * (parts + models) * static_cast<std::int64_t>(sizeof(float));
        constexpr std::int64_t positiveBytes = 8;
        return vectors + static_cast<std::int64_t>(dataset.train().entryCount()) * positiveBytes + listBytes(dataset);
    }
};

} // namespace

std::int64_t memoryNeeded(const ModelOptions& options, const Dataset& dataset)
{
    return std::visit(Memory{dataset}, options);
}

std::int64_t memoryFree()
{
    std::ifstream file("/proc/meminfo");
    std::string name;
    std::int64_t kilobytes = 0;
    std::string unit;
    while (file >> name >> kilobytes) {
        if (name == "MemAvailable:")
            return kilobytes * 1024;
        std::getline(file, unit);
    }
    return 0;
}

std::int64_t samplesPerEpoch(const BprOptions& options, const Dataset& dataset)
{
    return static_cast<std::int64_t>(dataset.train().entryCount()) * options.negatives;
}

} // namespace tastescope

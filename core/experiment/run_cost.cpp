#include "core/experiment/run_cost.h"

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/data/dataset.h"
#include "core/models/model_kind.h"

#include <sstream>

namespace tastescope {

namespace {

constexpr std::int64_t negativesPerList = 50;

std::int64_t listBytes(const Dataset& dataset)
{
    const auto heldOut = static_cast<std::int64_t>(dataset.split().validation.entryCount());
    return heldOut * (1 + negativesPerList) * static_cast<std::int64_t>(sizeof(std::int32_t));
}

} // namespace

std::int64_t memoryNeeded(const ModelOptions& options, const Dataset& dataset)
{
    return modelKind(options).memory(options, dataset) + listBytes(dataset);
}

std::int64_t memoryFree()
{
    std::istringstream file;
    try {
        file.str(readWhole("/proc/meminfo", 64 << 10));
    } catch (const Error&) {
        return 0;
    }
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

} // namespace tastescope

#include "core/evaluation/evaluation_memory.h"

#include "core/base/parallel.h"

#include <algorithm>

namespace tastescope {

namespace {

std::int64_t positivesOf(const DataSize& data, Part part)
{
    return part == Part::Validation ? data.validation : data.test;
}

std::int64_t resultsOf(std::int64_t users, std::size_t figures)
{
    return bytesOf(users, 48 + 2 * (20 + 8 * static_cast<std::int64_t>(figures)));
}

} // namespace

MemoryNeed listMemory(const DataSize& data, Part part, int negatives)
{
    const std::int64_t positives = positivesOf(data, part);
    const std::int64_t drawn = bytesOf(positives, std::min<std::int64_t>(negatives, data.items));
    const std::int64_t listed = data.listNegatives > 0 ? data.listNegatives : drawn;
    return {{"the evaluation lists", bytesOf(positives, 16) + bytesOf(listed, 4), "fewer negatives"}};
}

MemoryNeed resultMemory(const DataSize& data, Part part, std::size_t figures)
{
    return {{"the results of the users", resultsOf(std::min(positivesOf(data, part), data.users), figures)}};
}

MemoryNeed fullMemory(const DataSize& data, const EvaluationOptions& options)
{
    const std::int64_t users = std::min(positivesOf(data, options.part), data.users);
    const auto figures = metricColumns(fullMetrics(), options.cutoffs).size();
    const std::int64_t first = std::min<std::int64_t>(std::ranges::max(options.cutoffs), data.items);
    constexpr std::int64_t rankingsOfAThread = 3 << 20; // 64 users: scores of 2,048 items, cells and candidates each
    const std::int64_t workers = Workers(options.threads).count();
    return {{"the results of the users", resultsOf(users, figures)},
            {"the first items of the users", bytesOf(users, 2 * (40 + 4 * first)), "smaller cutoffs"},
            {"the scores of the threads",
             bytesOf(data.items, 16) + workers * (bytesOf(data.items, 8) + rankingsOfAThread), "fewer threads"}};
}

MemoryNeed evaluationMemory(const DataSize& data, const EvaluationOptions& options, int negatives)
{
    if (options.protocol == Protocol::Full)
        return fullMemory(data, options);
    return listMemory(data, options.part, negatives)
           + resultMemory(data, options.part, metricColumns(sampledMetrics(), options.cutoffs).size());
}

} // namespace tastescope

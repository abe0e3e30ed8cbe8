#include "core/history/find_run.h"

#include <charconv>

namespace tastescope {

namespace {

std::optional<RunId> idIn(const std::string& words)
{
    std::int64_t id = 0;
    const auto result = std::from_chars(words.data(), words.data() + words.size(), id);
    const bool whole = result.ec == std::errc() && result.ptr == words.data() + words.size();
    return whole ? std::optional(RunId{id}) : std::nullopt;
}

std::string listedIds(const std::vector<RunId>& ids)
{
    std::string text;
    for (const RunId id : ids)
        text += (text.empty() ? "" : ", ") + std::to_string(number(id));
    return text;
}

} // namespace

bool isRunId(const RunStore& store, const std::string& words)
{
    const auto id = idIn(words);
    return id && store.find(*id);
}

RunId findRun(const RunStore& store, const std::string& words)
{
    if (const auto id = idIn(words); id && store.find(*id))
        return *id;
    std::vector<RunId> named;
    for (const StoredRun& run : store.runs(RunScope::All))
        if (run.name() == words)
            named.push_back(run.id);
    if (named.size() > 1)
        throw Error("There are " + std::to_string(named.size()) + " runs called " + words + ": " + listedIds(named)
                    + ". Say which by its id.");
    if (named.size() == 1)
        return named.front();
    if (const auto id = store.findFolder(words))
        return *id;
    throw Error("There is no run " + words + " in " + store.file().string() + ". `runs list` shows what there is.");
}

} // namespace tastescope

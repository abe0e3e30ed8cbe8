#include "core/base/memory_limit.h"

#include "core/base/input_file.h"
#include "core/base/number_text.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <limits>
#include <optional>
#include <sstream>
#include <unistd.h>

namespace tastescope {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t mostOfAFile = 256 << 10;

/// Address space that a thread maps and hardly touches: its stack, and the heap the C library gives it.
constexpr std::int64_t mappedByAThread = std::int64_t{8 + 64} << 20;

std::atomic<std::int64_t> ceilingOfTheProcess{0};

/// Empty when it cannot be read: then it limits nothing.
std::string textOf(const fs::path& file)
{
    try {
        return readWhole(file, mostOfAFile);
    } catch (const Error&) {
        return {};
    }
}

/// The first number after `name` at the beginning of a line; nothing when it says "max", "unlimited" or is not there.
std::optional<std::int64_t> numberAfter(const std::string& text, std::string_view name)
{
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        std::string_view line = std::string_view(text).substr(at, text.find('\n', at) - at);
        if (line.starts_with(name)) {
            line.remove_prefix(name.size());
            line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
            std::int64_t value = 0;
            if (std::from_chars(line.data(), line.data() + line.size(), value).ec == std::errc())
                return value;
            return std::nullopt;
        }
        if (text.find('\n', at) == std::string::npos)
            break;
    }
    return std::nullopt;
}

/// How the files of the two versions are called.
struct GroupFiles
{
    const char* limit;
    const char* usage;
    const char* droppable; ///< in memory.stat: bytes of files that are kept only as long as there is room
};
constexpr GroupFiles version1{"memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file "};
constexpr GroupFiles version2{"memory.max", "memory.current", "inactive_file "};

std::int64_t leftIn(const fs::path& group, const GroupFiles& files)
{
    const auto limit = numberAfter(textOf(group / files.limit), "");
    const auto usage = numberAfter(textOf(group / files.usage), "");
    if (!limit || !usage)
        return unlimited;
    const std::int64_t droppable = numberAfter(textOf(group / "memory.stat"), files.droppable).value_or(0);
    return *limit - std::max<std::int64_t>(0, *usage - droppable);
}

/// Of a group and all around it: each of them limits. Those that are not there, as seen from inside a container, are
/// passed over.
std::int64_t leftFrom(const fs::path& root, const std::string& path, const GroupFiles& files)
{
    std::int64_t left = unlimited;
    for (fs::path inside = fs::path(path).relative_path().lexically_normal();; inside = inside.parent_path()) {
        left = std::min(left, leftIn(inside.empty() ? root : root / inside, files));
        if (inside.empty())
            return left;
    }
}

std::int64_t leftInGroups(const MemorySources& sources)
{
    std::int64_t left = unlimited;
    std::istringstream lines(textOf(sources.groups));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t first = line.find(':');
        const std::size_t second = line.find(':', first == std::string::npos ? first : first + 1);
        if (second == std::string::npos)
            continue;
        const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
        const std::string path = line.substr(second + 1);
        if (controllers == ",,")
            left = std::min(left, leftFrom(sources.groupRoot, path, version2));
        else if (controllers.find(",memory,") != std::string::npos)
            left = std::min(left, leftFrom(sources.groupRoot / "memory", path, version1));
    }
    return left;
}

/// Bytes mapped and bytes in memory.
std::array<std::int64_t, 2> takenBy(const fs::path& process)
{
    std::int64_t mapped = 0;
    std::int64_t resident = 0;
    std::istringstream(textOf(process)) >> mapped >> resident;
    const std::int64_t page = sysconf(_SC_PAGESIZE);
    return {mapped * page, resident * page};
}

std::string refusal(std::string_view what, const MemoryNeed& need, const MemoryAllowed& allowed)
{
    std::string text = std::string(what) + " needs " + bytesText(need.bytes()) + " of memory, "
                       + bytesText(allowed.bytes) + " are " + allowed.by + ".";
    const MemoryPart largest = need.largest();
    if (need.parts().size() > 1)
        text += " Most of it, " + bytesText(largest.bytes) + ", are " + largest.what + ".";
    return text
           + (largest.turn.empty() ? " Give it more memory." : " Choose " + largest.turn + ", or give it more memory.");
}

} // namespace

MemoryAllowed memoryAllowed(const MemorySources& sources)
{
    const auto [mapped, resident] = takenBy(sources.process);
    MemoryAllowed least{unlimited, "free"};
    const auto limit = [&least](std::int64_t left, const char* by) {
        if (left < least.bytes)
            least = {std::max<std::int64_t>(0, left), by};
    };
    if (const auto kilobytes = numberAfter(textOf(sources.machine), "MemAvailable:"))
        limit(bytesOf(*kilobytes, 1024), "free on this machine");
    limit(leftInGroups(sources), "left in its control group");
    if (const auto space = numberAfter(textOf(sources.limits), "Max address space"))
        limit(*space - mapped - Workers().count() * mappedByAThread,
              "left of the address space it may use (ulimit -v)");
    if (const std::int64_t ceiling = memoryCeiling(); ceiling > 0)
        limit(ceiling - resident, "left of what --memory allows");
    return least;
}

bool fits(const MemoryNeed& need, const MemoryAllowed& allowed)
{
    constexpr std::int64_t margin = 6'000'000; // code that runs for the first time, stacks, what malloc keeps
    const std::int64_t bytes = need.bytes();
    return bytes == 0 || (bytes <= allowed.bytes && allowed.bytes - bytes >= margin + bytes / 16);
}

void setMemoryCeiling(std::int64_t bytes)
{
    ceilingOfTheProcess = bytes;
}

std::int64_t memoryCeiling()
{
    return ceilingOfTheProcess;
}

NotEnoughMemory::NotEnoughMemory(std::string_view what, const MemoryNeed& need, const MemoryAllowed& allowed)
    : Error(refusal(what, need, allowed)),
      m_needed(need.bytes()),
      m_allowed(allowed.bytes)
{
}

void requireMemory(std::string_view what, const MemoryNeed& need, const MemorySources& sources)
{
    const MemoryAllowed allowed = memoryAllowed(sources);
    if (!fits(need, allowed))
        throw NotEnoughMemory(what, need, allowed);
}

std::int64_t parseMemory(std::string_view text)
{
    const auto refuse = [&] {
        throw Error("found \"" + std::string(text) + "\", expected an amount of memory such as 600M, 2G or 1.5GiB.");
    };
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (error != std::errc() || !(value > 0))
        refuse();
    constexpr std::string_view prefixes = "kMGT";
    if (!unit.empty() && unit != "B") {
        const std::size_t prefix = prefixes.find(unit.front() == 'K' ? 'k' : unit.front());
        const std::string_view rest = unit.substr(1);
        if (prefix == std::string_view::npos || !(rest.empty() || rest == "B" || rest == "i" || rest == "iB"))
            refuse();
        for (std::size_t power = 0; power <= prefix; ++power)
            value *= rest.starts_with('i') ? 1024 : 1000;
    }
    if (!(value < 9e18))
        refuse();
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(value));
}

} // namespace tastescope

#include "core/files/event_file.h"

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/base/memory_limit.h"
#include "core/files/crc32c.h"
#include "core/files/event_message.h"

#include <algorithm>
#include <map>

namespace tastescope {

namespace {

constexpr std::uint64_t longestRecord = std::uint64_t{256} << 20;

/// Collects the series of one run, file after file.
class LogReader
{
public:
    void read(std::span<const std::byte> bytes, const std::filesystem::path& path)
    {
        m_path = path;
        m_record = 0;
        m_at = 0;
        for (EventPlugins plugins; m_at < bytes.size(); ++m_record)
            if (!readRecord(bytes, plugins))
                return;
    }

    ScalarLog take()
    {
        for (auto& [tag, points] : m_points)
            m_log.series.push_back({tag, std::move(points)});
        return std::move(m_log);
    }

private:
    static std::uint64_t number(std::span<const std::byte> bytes)
    {
        std::uint64_t value = 0;
        for (std::size_t i = bytes.size(); i-- > 0;)
            value = value << 8U | std::to_integer<std::uint64_t>(bytes[i]);
        return value;
    }

    std::string place() const { return "record " + std::to_string(m_record + 1) + " at byte " + std::to_string(m_at); }

    [[noreturn]] void fail(const std::string& problem) const
    {
        throw BadInput({m_path.string(), 0, static_cast<std::int64_t>(m_at)}, problem);
    }

    void addFault(const std::string& problem)
    {
        ++m_log.faultCount;
        if (m_log.faults.size() < ScalarLog::mostFaults)
            m_log.faults.push_back(m_path.filename().string() + ", " + place() + ": " + problem);
    }

    /// False: what follows in the file is not read. The first record must be whole, or the file is none of these.
    bool end(const std::string& problem)
    {
        if (m_record == 0)
            fail(place() + ": " + problem + "; this is no event file of TensorBoard");
        addFault(problem + "; nothing after it is read");
        return false;
    }

    bool readRecord(std::span<const std::byte> bytes, EventPlugins& plugins)
    {
        const auto rest = bytes.subspan(m_at);
        if (rest.size() < 12)
            return end("the file ends within the record's head");
        const std::uint64_t size = number(rest.first(8));
        if (number(rest.subspan(8, 4)) != maskedCrc32c(rest.first(8)))
            return end("the sum of its length is wrong");
        if (size > longestRecord)
            fail(place() + " is " + std::to_string(size) + " bytes long, at most " + std::to_string(longestRecord)
                 + " are read");
        if (size + 4 > rest.size() - 12)
            return end("the file ends within the record");
        const auto data = rest.subspan(12, size);
        if (number(rest.subspan(12 + size, 4)) != maskedCrc32c(data))
            addFault("its sum is wrong; it is left out");
        else if (const auto event = readEventMessage(data, plugins))
            add(*event);
        else
            addFault("it is no event; it is left out");
        m_at += 16 + size;
        return true;
    }

    void add(const EventMessage& event)
    {
        ++m_log.records;
        for (const EventScalar& scalar : event.scalars) {
            std::vector<ScalarPoint>& points = m_points[scalar.tag];
            for (; !points.empty() && points.back().step >= event.step; ++m_log.writtenAgain)
                points.pop_back();
            points.push_back({event.wallTime, event.step, scalar.value});
        }
    }

    ScalarLog m_log;
    std::map<std::string, std::vector<ScalarPoint>> m_points;
    std::filesystem::path m_path; ///< of the file that is read
    std::uint64_t m_record = 0;   ///< 0-based
    std::size_t m_at = 0;         ///< where it begins
};

void readFile(LogReader& reader, const std::filesystem::path& path)
{
    InputFile file(path);
    // A point needs 12 bytes of the file at the least and takes 24; a list that grows has room for twice as many.
    requireMemory("Reading " + path.string(), {{"the file", file.size()}, {"its figures", 4 * file.size()}});
    std::vector<std::byte> bytes(static_cast<std::size_t>(file.size()));
    file.readExactly(bytes);
    reader.read(bytes, path);
}

std::vector<std::filesystem::path> eventFilesIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code failure;
    for (std::filesystem::directory_iterator each(folder, failure), last; !failure && each != last;
         each.increment(failure))
        if (isEventFileName(each->path()) && each->is_regular_file(failure))
            files.push_back(each->path());
    if (failure)
        throw Error(folder.string() + " cannot be read: " + failure.message() + ".");
    std::ranges::sort(files);
    if (files.empty())
        throw BadInput({folder.string()}, "there is no event file of TensorBoard in this folder, expected a name with "
                                          "\"tfevents\" in it");
    return files;
}

} // namespace

const ScalarSeries* ScalarLog::find(std::string_view tag) const
{
    const auto found = std::ranges::find(series, tag, &ScalarSeries::tag);
    return found == series.end() ? nullptr : &*found;
}

ScalarLog readScalarLog(const std::filesystem::path& path)
{
    LogReader reader;
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        for (const std::filesystem::path& file : eventFilesIn(path))
            readFile(reader, file);
    else
        readFile(reader, path);
    return reader.take();
}

ScalarLog readScalarLog(std::span<const std::byte> bytes, const std::filesystem::path& path)
{
    LogReader reader;
    reader.read(bytes, path);
    return reader.take();
}

bool isEventFileName(const std::filesystem::path& path)
{
    const std::string name = path.filename().string();
    return name.find("tfevents") != std::string::npos && !name.ends_with(".profile-empty");
}

} // namespace tastescope

#include "core/io/formats/probe.h"

#include "core/io/text/decoder.h"
#include "core/io/text/field_values.h"
#include "core/io/text/file_kind.h"
#include "core/io/text/transcoder.h"

#include <algorithm>

namespace tastescope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t headLines = 100;
constexpr std::size_t mostFiles =
    2'000; ///< of a folder, Million Playlist has 1,000; who opens a whole disk gets an answer all the same

std::vector<std::string> headOf(std::string_view text, bool isWhole)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const std::string converted = firstInvalidUtf8(text) ? latin1ToUtf8(text) : std::string(text);
    std::vector<std::string> lines;
    const std::string_view rest = converted;
    for (std::size_t at = 0; at < rest.size() && lines.size() < headLines;) {
        const std::size_t end = rest.find_first_of("\r\n", at);
        if (end == std::string_view::npos && !isWhole && !lines.empty())
            break; // cut by the end of the head
        if (const std::string_view line = rest.substr(at, end - at); !line.empty())
            lines.emplace_back(line);
        at = end == std::string_view::npos ? rest.size() : end + 1;
    }
    return lines;
}

/// Never throws for what the file holds: the reader will say it better, with the place.
ProbedFile probeFile(const fs::path& path, bool given, const ReadProgress& progress)
{
    progress.job().throwIfStopped();
    ProbedFile file;
    file.path = path;
    file.given = given;
    file.name = unpackedName(path).string();
    try {
        ByteStream bytes(path, progress.sizes().chunk);
        file.bytes = bytes.storedSize();
        std::string head(ProbedFile::headBytes, '\0');
        std::size_t size = 0;
        bool isWhole = false;
        while (size < head.size() && !isWhole) {
            const std::size_t count = bytes.read(std::span(head).subspan(size));
            size += count;
            isWhole = count == 0;
        }
        head.resize(size);
        const Encoding encoding = guessEncoding(head);
        file.head = needsTranscoder(encoding) ? Transcoder(encoding).convert(head) : std::move(head);
        if (const auto kind = foreignKind(file.head))
            file.problem = *kind;
        else
            file.lines = headOf(file.head, isWhole);
        if (file.lines.empty() && file.problem.empty())
            file.problem = std::string(isWhole ? "the file is empty" : "the first 64 KiB are empty lines")
                           + ", expected a table of users and items.";
    } catch (const Error& error) {
        file.problem = error.what();
    }
    return file;
}

template<typename Wanted>
std::vector<fs::path> filesIn(const fs::path& folder, const Wanted& wanted)
{
    std::vector<fs::path> files;
    std::vector<fs::path> folders;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const bool hidden = entry->path().filename().string().starts_with('.');
        std::error_code ignored;
        if (!hidden && entry->is_regular_file(ignored) && wanted(entry->path()))
            files.push_back(entry->path());
        else if (!hidden && entry->is_directory(ignored))
            folders.push_back(entry->path());
    }
    if (error)
        throw Error(folder.string() + " cannot be read: " + error.message() + ".");
    // An archive unpacked by a file manager often is a folder inside a folder of the same name.
    if (files.empty() && folders.size() == 1)
        return filesIn(folders.front(), wanted);
    std::ranges::sort(files);
    files.resize(std::min(files.size(), mostFiles));
    return files;
}

/// Files that may belong to a single given file, by their endings; whole folders of pictures are left alone.
bool mayBelong(const fs::path& path, std::span<const std::string_view> extensions)
{
    const std::string ending = unpackedName(path).extension().string();
    return !ending.empty() && std::ranges::find(extensions, std::string_view(ending).substr(1)) != extensions.end();
}

bool isKind(std::string_view field, char kind)
{
    constexpr std::int64_t of1980 = 315'532'800;
    if (kind == 'w')
        return parseWhole(field).has_value();
    if (kind == 't')
        return parseWhole(field).value_or(0) >= of1980;
    if (kind == 's') {
        const auto value = parseReal(field);
        return value && *value >= 0 && *value <= 5;
    }
    return true;
}

bool lineFits(std::string_view line, std::string_view separator, std::string_view kinds)
{
    const std::vector<std::string_view> fields = cut(line, separator);
    if (fields.size() != kinds.size())
        return false;
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (!isKind(fields[i], kinds[i]))
            return false;
    return true;
}

} // namespace

std::vector<std::string_view> cut(std::string_view line, std::string_view separator)
{
    std::vector<std::string_view> fields;
    for (std::size_t at = 0;;) {
        const std::size_t end = line.find(separator, at);
        fields.push_back(line.substr(at, end - at));
        if (end == std::string_view::npos)
            return fields;
        at = end + separator.size();
    }
}

bool ProbedFile::fits(std::string_view separator, std::string_view kinds) const
{
    const auto fitting =
        std::ranges::count_if(lines, [&](const auto& line) { return lineFits(line, separator, kinds); });
    return !lines.empty() && static_cast<std::size_t>(fitting) * 5 >= lines.size() * 4;
}

bool ProbedFile::hasHeader(std::string_view separator, std::string_view words) const
{
    if (lines.empty())
        return false;
    const std::vector<std::string_view> fields = cut(lines.front(), separator);
    const std::vector<std::string_view> expected = cut(words, ",");
    return fields.size() >= expected.size() && std::equal(expected.begin(), expected.end(), fields.begin());
}

std::vector<ProbedFile> probe(std::span<const fs::path> paths, std::span<const std::string_view> extensions,
                              const ReadProgress& progress)
{
    const auto any = [](const fs::path&) { return true; };
    std::vector<ProbedFile> files;
    for (const fs::path& path : paths) {
        std::error_code error;
        if (!fs::exists(path, error))
            throw BadInput({path.string()}, "there is no such file or folder.");
        if (!fs::is_directory(path, error)) {
            files.push_back(probeFile(path, true, progress));
            continue;
        }
        for (const fs::path& file : filesIn(path, any))
            files.push_back(probeFile(file, true, progress));
        if (files.empty())
            throw BadInput({path.string()}, "the folder holds no files, expected the files of a dataset.");
    }
    if (paths.size() == 1 && files.size() == 1 && files[0].path == paths[0]) {
        const auto belongs = [&](const fs::path& other) {
            return mayBelong(other, extensions) && other.filename() != paths[0].filename();
        };
        for (const fs::path& beside : filesIn(fs::absolute(paths[0]).parent_path(), belongs))
            files.push_back(probeFile(paths[0].parent_path() / beside.filename(), false, progress));
    }
    return files;
}

} // namespace tastescope

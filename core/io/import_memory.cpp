#include "core/io/import_memory.h"

#include "core/io/text/byte_stream.h"

#include <algorithm>

namespace tastescope {

namespace {

/// The first bytes of a file, unpacked, and how many there are in all if the rest is packed as tightly.
struct Text
{
    std::string head;
    double bytes = 0;
};

Text textOf(const std::filesystem::path& path)
try {
    constexpr std::size_t chunk = 1'024; // so little that where reading stands is where the head ends
    ByteStream stream(path, chunk);
    Text text{.head = std::string(ProbedFile::headBytes, '\0')};
    std::size_t size = 0;
    while (size < text.head.size()) {
        const std::size_t count = stream.read(std::span(text.head).subspan(size));
        if (count == 0)
            break;
        size += count;
    }
    text.head.resize(size);
    const auto stored = static_cast<double>(std::max<std::int64_t>(stream.storedPosition(), 1));
    text.bytes = static_cast<double>(size) / stored * static_cast<double>(stream.storedSize());
    return text;
} catch (const Error&) {
    return {};
}

std::ptrdiff_t timesIn(std::string_view text, std::string_view word)
{
    std::ptrdiff_t times = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
        ++times;
    return times;
}

/// Rows of a user and an item in all of the file. Lines of one user and many items are cut at their spaces.
std::int64_t rowsOf(const Text& text, const DataFile& file)
{
    if (text.head.empty())
        return 0;
    const auto rows = file.use == FileUse::Playlists ? timesIn(text.head, "\"track_uri\"")
                      : file.layout.moreItems        ? std::ranges::count(text.head, ' ')
                                                     : std::ranges::count(text.head, '\n');
    return static_cast<std::int64_t>(static_cast<double>(std::max<std::ptrdiff_t>(rows, 1))
                                     / static_cast<double>(text.head.size()) * text.bytes);
}

std::int64_t bytesOfARow(const TableLayout& layout)
{
    constexpr std::int64_t read = 8 + 8;
    constexpr std::int64_t sorted = 8;
    constexpr std::int64_t folded = 8;
    constexpr std::int64_t weighed = 4 + 12 + 8; // of a pair: folded, in order, kept
    const bool hasWeights = layout.has(ColumnRole::Weight) || !layout.kinds.empty();
    return read + sorted + folded + (layout.valueColumn() ? 4 : 0) + (hasWeights ? weighed : 0)
           + (layout.has(ColumnRole::Time) ? 8 + 12 : 0);
}

} // namespace

MemoryNeed importMemory(const Recognised& recognised)
{
    MemoryPart rows{"the rows of the files", 0};
    MemoryPart texts{"titles and lists beside them", 0};
    for (const DataFile& file : recognised.files) {
        const Text text = textOf(file.path);
        if (file.use == FileUse::Ratings || file.use == FileUse::Validation || file.use == FileUse::Test
            || file.use == FileUse::Playlists)
            rows.bytes += bytesOf(rowsOf(text, file), bytesOfARow(file.layout));
        else
            texts.bytes += static_cast<std::int64_t>(text.bytes);
    }
    return {rows, texts};
}

} // namespace tastescope

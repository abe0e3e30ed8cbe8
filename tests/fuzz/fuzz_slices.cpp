// Slices of playlists: what is taken fits together, packed or not, and the beginning of a slice is never a crash.
#include "core/base/input_file.h"
#include "core/io/raw/read_playlists.h"
#include "core/io/text/decoder.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/gzipped.h"

#include <array>
#include <set>

using namespace tastescope;
using namespace tastescope::fuzz;

namespace {

void check(const PlaylistSlice& slice)
{
    require(slice.offsets.size() == slice.playlists.size() + 1, "every playlist has its songs");
    require(slice.offsets.back() == slice.entries.size(), "every song is of a playlist");
    for (const std::int32_t song : slice.entries)
        require(song >= 0 && static_cast<std::size_t>(song) < slice.songs.size(), "songs have numbers");
    std::set<std::string_view> uris;
    for (const PlaylistSlice::Song& song : slice.songs)
        require(!song.uri.empty() && uris.insert(song.uri).second, "a song is itself once");
}

/// Whether a file is told by its first bytes to be packed: packed once more it would be unpacked once alone.
bool isPacked(const std::filesystem::path& path, const std::string& text)
{
    try {
        const InputFile file(path);
        return decoderFor(std::as_bytes(std::span(text)), file) != nullptr;
    } catch (const Error&) { // an archive that is broken
        return true;
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::filesystem::path file = scratchFolder() / "slice.json";
    writeFile(file, text);
    std::vector<std::int32_t> entries;
    const std::string refusal = refusalOf([&] {
        const PlaylistSlice slice = readSlice(file);
        check(slice);
        entries = slice.entries;
    });
    refusalOf([&] { check(readSliceHead(file, text)); });
    if (isPacked(file, text))
        return 0;
    writeFile(file, gzipped(text));
    const std::string packed = refusalOf([&] { require(readSlice(file).entries == entries, "packed is the same"); });
    require(packed == refusal, "packed is refused in the same words");
    if (refusal.empty())
        refusalOf([&] {
            const PlaylistsRead read = readPlaylists(std::array{file});
            require(static_cast<std::size_t>(read.entries) == entries.size(), "joined has as many songs");
        });
    return 0;
}

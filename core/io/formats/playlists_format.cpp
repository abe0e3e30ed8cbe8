#include "core/io/formats/formats.h"
#include "core/io/raw/read_playlists.h"
#include "core/io/text/byte_stream.h"

#include <algorithm>

namespace tastescope {

namespace {

/// All slices that were given; one brings no others along, as each is whole in itself.
std::optional<Recognised> recognisePlaylists(std::span<const ProbedFile> files, const ImportOptions&, ReadProgress&)
{
    Recognised found{"JSON with playlists and their tracks", {"song", "song"}, {}};
    for (const ProbedFile& file : files)
        if (file.given && looksLikeSlice(file.head))
            found.files.push_back({file.path, FileUse::Playlists});
    if (found.files.empty())
        return std::nullopt;
    found.remarks.emplace_back("each playlist is a user, and what it holds he likes");
    return found;
}

/// Joins slices to rows: a playlist is a user, a song an item, and each place in a playlist a row.
class PlaylistRows
{
public:
    explicit PlaylistRows(ReadContext& context) : m_context(context) {}

    void add(const PlaylistSlice& slice)
    {
        m_itemOf.clear();
        for (const PlaylistSlice::Song& song : slice.songs) {
            Catalogue& items = m_data.items;
            const std::int32_t item = items.ids.add(song.uri);
            m_itemOf.push_back(Item{item});
            if (static_cast<std::size_t>(item) < items.titles.size())
                continue;
            items.titles.emplace_back(song.title);
            items.details.emplace_back(song.artist);
        }
        for (std::size_t p = 0; p < slice.playlists.size(); ++p) {
            const User user{m_data.users.add(std::to_string(slice.playlists[p].pid))};
            for (std::size_t i = slice.offsets[p]; i < slice.offsets[p + 1]; ++i) {
                m_data.ratings.users.push_back(user);
                m_data.ratings.items.push_back(m_itemOf[static_cast<std::size_t>(slice.entries[i])]);
            }
        }
        addFile(m_context.report, FileUse::Playlists,
                {slice.source, {}, "UTF-8", static_cast<std::int64_t>(slice.entries.size())});
        m_context.progress.advance(slice.source.bytes);
    }

    RawData finish() && { return std::move(m_data); }

private:
    ReadContext& m_context;
    RawData m_data;
    std::vector<Item> m_itemOf; ///< by song of the slice
};

RawData readPlaylistRows(const Recognised& recognised, ReadContext& context)
{
    context.progress.job().report(StageStarted{"reading playlists"});
    std::vector<std::filesystem::path> slices;
    for (const DataFile& file : recognised.files)
        slices.push_back(file.path);
    PlaylistRows rows(context);
    JobContext quiet = context.progress.job(); // how far it is, ReadProgress tells
    quiet.sink = {};
    forEachSlice(slices, Workers(), quiet, [&](const PlaylistSlice& slice, const auto&) { rows.add(slice); });
    return std::move(rows).finish();
}

void previewPlaylists(const Recognised& recognised, Encoding, ReadProgress& progress, ImportPreview& preview)
{
    const std::filesystem::path& path = recognised.files.front().path;
    using enum ColumnRole;
    preview.columns = {{"playlist", User}, {"song", Item}, {"title", Title}, {"artist", Detail}};
    preview.encoding = "UTF-8";
    ByteStream bytes(path, progress.sizes().chunk);
    std::string head(ProbedFile::headBytes, '\0');
    std::size_t size = 0;
    for (std::size_t count = 1; count > 0 && size < head.size(); size += count)
        count = bytes.read(std::span(head).subspan(size));
    const PlaylistSlice slice = readSliceHead(path, std::string_view(head).substr(0, size));
    for (std::size_t p = 0; p < slice.playlists.size(); ++p)
        for (std::size_t i = slice.offsets[p]; i < slice.offsets[p + 1] && preview.rows.size() < previewRows; ++i) {
            const PlaylistSlice::Song& song = slice.songs[static_cast<std::size_t>(slice.entries[i])];
            preview.rows.push_back(
                {std::to_string(slice.playlists[p].pid), escaped(song.uri), escaped(song.title), escaped(song.artist)});
            preview.lines.push_back(static_cast<std::int64_t>(i - slice.offsets[p]) + 1);
        }
}

} // namespace

Format playlistsFormat()
{
    return {.name = "mpd",
            .title = "Million Playlist slices",
            .files = "mpd.slice.0-999.json and others like it",
            .extensions = "json gz",
            .example =
                R"({"playlists": [{"pid": 0, "name": "Throwbacks", "tracks": [{"track_uri": "spotify:track:0Ua", )"
                R"("track_name": "Lose Control", "artist_name": "Missy Elliott"}]}]})",
            .recognise = recognisePlaylists,
            .read = readPlaylistRows,
            .preview = previewPlaylists};
}

} // namespace tastescope

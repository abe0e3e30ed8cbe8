#include "core/io/raw/read_playlists.h"

#include "core/data/row_builder.h"

#include <algorithm>

namespace tastescope {

namespace fs = std::filesystem;

namespace {

/// Joins slices, giving playlists and songs their numbers.
class PlaylistsJoiner
{
public:
    void add(const PlaylistSlice& slice, const fs::path& path)
    {
        takeSongs(slice);
        for (std::size_t p = 0; p < slice.playlists.size(); ++p) {
            const PlaylistSlice::Playlist& playlist = slice.playlists[p];
            const std::string id = std::to_string(playlist.pid);
            Catalogue& playlists = m_read.sources.playlists;
            if (static_cast<std::size_t>(playlists.ids.add(id)) < playlists.titles.size())
                throw BadInput(placeInFile(path, playlist.offset),
                               "the playlist " + id + " stands here for the second time; is a slice given twice?");
            playlists.titles.emplace_back(playlist.name);
            m_row.clear();
            for (std::size_t i = slice.offsets[p]; i < slice.offsets[p + 1]; ++i)
                m_row.push_back(m_songOf[static_cast<std::size_t>(slice.entries[i])]);
            std::ranges::sort(m_row);
            m_row.erase(std::unique(m_row.begin(), m_row.end()), m_row.end());
            m_songs.insert(m_songs.end(), m_row.begin(), m_row.end());
            m_offsets.push_back(static_cast<std::int64_t>(m_songs.size()));
        }
        m_read.entries += static_cast<std::int64_t>(slice.entries.size());
        m_read.files.push_back(slice.source);
    }

    PlaylistsRead finish() &&
    {
        m_read.sources.contents = {m_read.sources.songs.size(), std::move(m_offsets), std::move(m_songs)};
        return std::move(m_read);
    }

private:
    void takeSongs(const PlaylistSlice& slice)
    {
        Catalogue& songs = m_read.sources.songs;
        m_songOf.clear();
        for (const PlaylistSlice::Song& song : slice.songs) {
            const std::int32_t number = songs.ids.add(song.uri);
            m_songOf.push_back(Track{number});
            if (static_cast<std::size_t>(number) < songs.titles.size())
                continue;
            songs.titles.emplace_back(song.title);
            songs.details.emplace_back(song.artist);
        }
    }

    PlaylistsRead m_read;
    std::vector<std::int64_t> m_offsets = {0};
    std::vector<Track> m_songs;
    std::vector<Track> m_songOf; ///< by song of the slice
    std::vector<Track> m_row;
};

std::int64_t sizeOnDisk(const fs::path& path)
{
    std::error_code ignored;
    const auto size = fs::file_size(path, ignored);
    return ignored ? 0 : static_cast<std::int64_t>(size);
}

} // namespace

std::vector<fs::path> slicesIn(const fs::path& path)
{
    std::error_code error;
    if (!fs::exists(path, error))
        throw BadInput({path.string()}, "there is no such file or folder.");
    if (!fs::is_directory(path, error))
        return {path};
    std::vector<fs::path> slices;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with('.') && (name.ends_with(".json") || name.ends_with(".json.gz")))
            slices.push_back(entry->path());
    }
    if (error)
        throw Error(path.string() + " cannot be read: " + error.message() + ".");
    if (slices.empty())
        throw BadInput({path.string()}, "the folder holds no slices of playlists, expected files such as "
                                        "mpd.slice.0-999.json.");
    std::ranges::sort(slices);
    return slices;
}

void forEachSlice(std::span<const fs::path> slices, Workers workers, const JobContext& job,
                  const std::function<void(PlaylistSlice, const fs::path&)>& take)
{
    std::int64_t total = 0;
    for (const fs::path& slice : slices)
        total += sizeOnDisk(slice);
    std::int64_t done = 0;
    const auto atATime = static_cast<std::size_t>(workers.count());
    for (std::size_t begin = 0; begin < slices.size(); begin += atATime) {
        const std::span<const fs::path> some = slices.subspan(begin, std::min(atATime, slices.size() - begin));
        std::vector<PlaylistSlice> read(some.size());
        parallelFor(
            static_cast<std::int64_t>(some.size()), workers, job,
            [&](std::int64_t i, int) {
                const auto at = static_cast<std::size_t>(i);
                read[at] = readSlice(some[at], job);
            },
            1);
        for (std::size_t i = 0; i < some.size(); ++i) {
            done += read[i].source.bytes;
            take(std::move(read[i]), some[i]);
        }
        job.throwIfStopped();
        job.report(StageProgress{done, total});
    }
}

PlaylistsRead readPlaylists(std::span<const fs::path> slices, Workers workers, const JobContext& job)
{
    job.report(StageStarted{"reading playlists"});
    PlaylistsJoiner joiner;
    forEachSlice(slices, workers, job,
                 [&](const PlaylistSlice& slice, const fs::path& path) { joiner.add(slice, path); });
    return std::move(joiner).finish();
}

} // namespace tastescope

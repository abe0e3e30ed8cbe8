#pragma once

#include "core/base/parallel.h"
#include "core/data/provenance.h"
#include "core/data/raw_sources.h"
#include "core/io/raw/playlist_slice.h"

#include <filesystem>
#include <functional>
#include <span>
#include <vector>

namespace tastescope {

/// What slices of the Million Playlist data hold.
struct PlaylistsRead
{
    RawPlaylists sources;          ///< ids are pids and track_uris; details of songs are their artists
    std::vector<SourceFile> files; ///< in the order they were read
    std::int64_t entries = 0;      ///< a song as often as its playlist has it
};

/// The slices of a folder, in the order of their names; a path that is a file is itself.
/// Throws: BadInput when there is nothing at the path, or nothing in the folder that ends with .json or .json.gz.
std::vector<std::filesystem::path> slicesIn(const std::filesystem::path& path);

/// Calls take(slice, path) for each slice in the order given. They are read side by side, a few at a time.
/// Throws: as readSlice() and what take() throws.
void forEachSlice(std::span<const std::filesystem::path> slices, Workers workers, const JobContext& job,
                  const std::function<void(PlaylistSlice, const std::filesystem::path&)>& take);

/// Reads all slices. The result does not depend on the number of threads.
/// Throws: BadInput as readSlice(), and for a playlist that two slices have; Cancelled.
/// Cost:   memory: the result, and about 2.5 slices a thread.
PlaylistsRead readPlaylists(std::span<const std::filesystem::path> slices, Workers workers = Workers(),
                            const JobContext& job = {});

} // namespace tastescope

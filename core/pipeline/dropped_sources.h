#pragma once

#include "core/io/import_preview.h"
#include "core/pipeline/build_from_files.h"

#include <filesystem>
#include <optional>
#include <span>

namespace tastescope {

/// The name of what is built from both sources, where formats have theirs.
inline constexpr std::string_view buildFormat = "playlist-pipeline";

/// The sources of a build among files and folders that were given together; nothing where they are not both of plays
/// and of playlists. unique_tracks.txt and sid_mismatches.txt come along when they stand beside the plays.
/// Throws: BadInput when a path does not exist; Cancelled. Cost: the first 64 KiB of each file.
std::optional<BuildFiles> buildFilesAmong(std::span<const std::filesystem::path> paths, const JobContext& job = {});

/// What buildFromFiles() would read, with the first plays. Throws: as previewImport().
ImportPreview previewBuild(const BuildFiles& files, const JobContext& job = {});

} // namespace tastescope

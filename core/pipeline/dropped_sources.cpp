#include "core/pipeline/dropped_sources.h"

#include "core/io/formats/formats.h"
#include "core/io/import_dataset.h"

namespace tastescope {

namespace fs = std::filesystem;

namespace {

/// The file of that name beside another one, if it is there.
std::optional<fs::path> besideOf(const fs::path& file, const char* name)
{
    std::error_code ignored;
    const fs::path beside = file.parent_path() / name;
    return fs::is_regular_file(beside, ignored) ? std::optional(beside) : std::nullopt;
}

std::int64_t bytesOnDisk(const fs::path& path)
{
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    return failed ? 0 : static_cast<std::int64_t>(size);
}

} // namespace

std::optional<BuildFiles> buildFilesAmong(std::span<const fs::path> paths, const JobContext& job)
{
    ReadProgress progress(job);
    const std::vector<ProbedFile> files = probe(paths, {}, progress);
    const auto plays = tasteProfileFormat().recognise(files, {}, progress);
    const auto playlists = playlistsFormat().recognise(files, {}, progress);
    if (!plays || !playlists)
        return std::nullopt;
    BuildFiles found;
    for (const DataFile& file : plays->files) {
        if (file.use == FileUse::Ratings)
            found.listening.plays.push_back(file.path);
        else if (file.use == FileUse::Titles)
            found.listening.songs = file.path;
        else
            found.listening.mismatches = file.path;
    }
    for (const DataFile& file : playlists->files)
        found.playlists.push_back(file.path);
    if (!found.listening.songs)
        found.listening.songs = besideOf(found.listening.plays.front(), "unique_tracks.txt");
    if (!found.listening.mismatches)
        found.listening.mismatches = besideOf(found.listening.plays.front(), "sid_mismatches.txt");
    return found;
}

ImportPreview previewBuild(const BuildFiles& files, const JobContext& job)
{
    ImportPreview preview = previewImport(files.listening.plays, {}, job);
    preview.format = buildFormat;
    preview.formatTitle = "Plays and playlists";
    preview.reason = "a dataset is built from both: what listeners share with playlists says which they like";
    if (!files.listening.songs)
        preview.reason += "; without unique_tracks.txt beside the plays their songs have no titles, and none is found "
                          "in a playlist";
    preview.files.clear();
    const auto add = [&](const fs::path& path, const char* use) {
        preview.files.push_back({path, use});
        preview.bytes += bytesOnDisk(path);
    };
    preview.bytes = 0;
    for (const fs::path& path : files.listening.plays)
        add(path, "plays");
    if (files.listening.songs)
        add(*files.listening.songs, "titles");
    if (files.listening.mismatches)
        add(*files.listening.mismatches, "mismatched songs");
    for (const fs::path& slice : files.playlists)
        preview.bytes += bytesOnDisk(slice);
    const std::size_t slices = files.playlists.size();
    preview.files.push_back(
        {files.playlists.front(),
         slices == 1 ? "playlists" : "the first of " + std::to_string(slices) + " slices of playlists"});
    return preview;
}

} // namespace tastescope

#pragma once

#include "core/pipeline/dropped_sources.h"

namespace tastescope::ui {

/// Both sources of the published data, where they are given together and no other format is chosen.
/// Throws: as core's buildFilesAmong().
std::optional<BuildFiles> sourcesOfBuild(std::span<const std::filesystem::path> files, const ImportOptions& options,
                                         const JobContext& job);

/// What openAny() would read. Throws: as core's previewImport() and previewBuild().
ImportPreview previewAny(std::span<const std::filesystem::path> files, const ImportOptions& options,
                         const JobContext& job);

} // namespace tastescope::ui

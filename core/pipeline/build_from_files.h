#pragma once

#include "core/base/option_field.h"
#include "core/io/raw/read_listening.h"
#include "core/pipeline/build_dataset.h"

#include <filesystem>
#include <vector>

namespace tastescope {

/// The files of both sources.
struct BuildFiles
{
    ListeningFiles listening;
    std::vector<std::filesystem::path> playlists; ///< slices, and folders of them
};

/// The options as the command line and the window show them. The name of the data is none of them.
std::span<const OptionField<PipelineOptions>> buildFields();

/// As the data were published: songs matched by the letter, a tenth of the users, owners by their test likes too.
PipelineOptions publishedOptions();

/// Raw files to a dataset, all steps of playlist-pipeline section 2. What was read, matched and dropped stands in the
/// provenance.
///
/// Throws: BadInput with the place in a file that cannot be read; as buildDataset(); NotEnoughMemory before anything
///         is read; Cancelled.
/// Cost:   reading, and that of buildDataset(). Memory: about 25 bytes a row of plays while they are read, 4 bytes a
///         song of a playlist, and all titles.
std::shared_ptr<const Dataset> buildFromFiles(const BuildFiles& files, const PipelineOptions& options,
                                              const JobContext& job = {});

} // namespace tastescope

#include "ui/session/source_preview.h"

#include "core/io/import_dataset.h"

namespace tastescope::ui {

std::optional<BuildFiles> sourcesOfBuild(std::span<const std::filesystem::path> files, const ImportOptions& options,
                                         const JobContext& job)
{
    const bool mayBe = options.format == "auto" && !options.table.isSet();
    return mayBe ? buildFilesAmong(files, job) : std::nullopt;
}

ImportPreview previewAny(std::span<const std::filesystem::path> files, const ImportOptions& options,
                         const JobContext& job)
{
    const auto sources = sourcesOfBuild(files, options, job);
    return sources ? previewBuild(*sources, job) : previewImport(files, options, job);
}

} // namespace tastescope::ui

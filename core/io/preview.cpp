#include "core/io/import_dataset.h"

namespace tastescope {

ImportPreview previewImport(std::span<const std::filesystem::path> paths, const ImportOptions& options,
                            const JobContext& job, std::span<const Format> formats)
{
    if (paths.empty())
        throw Error("No file was chosen.");
    ReadProgress looking(job, 0, options.sizes);
    const auto [format, recognised] =
        recogniseFormat(probe(paths, extensionsOf(formats), looking), options, looking, formats);
    ImportPreview preview;
    preview.format = format.name;
    preview.formatTitle = format.title;
    preview.reason = recognised.reason;
    for (const std::string& remark : recognised.remarks)
        preview.reason += "; " + remark;
    preview.isNear = !recognised.question.empty();
    if (preview.isNear)
        preview.reason += "; its columns could as well be: " + recognised.runnerUp;
    preview.bytes = recognised.storedBytes();
    for (const DataFile& file : recognised.files)
        preview.files.push_back({file.path, std::string(toText(file.use))});
    preview.shown = recognised.files.front().path;
    format.preview(recognised, options.encoding, looking, preview);
    return preview;
}

} // namespace tastescope

#include "core/experiment/open_dataset.h"

#include "core/base/atomic_file.h"
#include "core/io/import_dataset.h"
#include "core/io/native/native_file.h"
#include "core/models/model_kind.h"
#include "core/pipeline/preset.h"

#include <array>
#include <cstdlib>
#include <filesystem>

namespace tastescope {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view presetPrefix = "preset:";

/// As the XDG base directory specification has it; empty when there is no home either.
fs::path cacheFolder()
{
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache && fs::path(cache).is_absolute())
        return fs::path(cache) / "tastescope";
    const char* home = std::getenv("HOME");
    return home && *home ? fs::path(home) / ".cache" / "tastescope" : fs::path();
}

Preset presetOf(const std::string& spec)
{
    const std::string name = spec.substr(presetPrefix.size());
    if (const auto preset = named<Preset>(name))
        return *preset;
    std::vector<std::string> known;
    for (const std::string& preset : allNames<Preset>())
        known.push_back(std::string(presetPrefix) + preset);
    throw Error("There is no preset \"" + name + "\". Known: " + listed(known) + ".");
}

std::shared_ptr<const Dataset> openPreset(Preset preset, const JobContext& job)
{
    const PresetOptions options;
    const fs::path file = cacheFolder()
                          / (std::string(toText(preset)) + "-" + std::to_string(options.seed)
                             + "-" TASTESCOPE_VERSION "-" + std::to_string(presetEdition) + ".taste");
    std::error_code error;
    if (fs::exists(file, error)) {
        try {
            return loadDataset(file, job);
        } catch (const Error& damage) {
            job.report(Note{std::string("The kept copy is made again: ") + damage.what()});
        }
    }
    auto dataset = makePreset(preset, options, job);
    try {
        makeFolder(file.parent_path());
        saveDataset(*dataset, file, job);
    } catch (const Error& failure) {
        job.report(Note{std::string("The dataset is not kept for the next time: ") + failure.what()});
    }
    return dataset;
}

std::shared_ptr<const Dataset> openWith(const std::string& spec, const ImportOptions& options, const JobContext& job)
{
    if (spec.starts_with(presetPrefix))
        return openPreset(presetOf(spec), job);
    const fs::path path = spec;
    std::error_code error;
    if (!fs::exists(path, error))
        throw BadInput({spec},
                       "this does not exist, expected a .taste file, a file or folder to import, or preset:tiny, "
                       "preset:demo, preset:full.");
    if (isNativeFile(path) || path.extension() == ".taste")
        return loadDataset(path, job);
    return importDataset(std::array{path}, options, job).dataset;
}

} // namespace

std::shared_ptr<const Dataset> openDataset(const std::string& spec, const JobContext& job)
{
    return openWith(spec, {}, job);
}

std::shared_ptr<const Dataset> openDatasetFor(const ModelOptions& model, const std::string& spec, const JobContext& job)
{
    ImportOptions options;
    options.prefersLastOut = modelKind(model).needsTimes;
    return openWith(spec, options, job);
}

} // namespace tastescope

#include "core/experiment/run_files.h"

#include "core/base/atomic_file.h"
#include "core/base/epochs.h"
#include "core/base/error.h"
#include "core/experiment/evaluation_json.h"
#include "core/training/checkpoint.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tastescope {

namespace {

/// "options.epochs is 5 here and 3 there": the first member in which two configurations differ.
std::string difference(const Json& wanted, const Json& found)
{
    for (const auto& [name, value] : wanted.items()) {
        if (name == "name" || name == "dataset" || name == "threads" || name == "refit"
            || (found.contains(name) && found[name] == value))
            continue;
        if (value.is_object() && found.contains(name) && found[name].is_object())
            return difference(value, found[name]);
        return name + " is " + value.dump() + " now and was "
               + (found.contains(name) ? found[name].dump() : std::string("not set")) + " then";
    }
    return "they differ";
}

/// The run in a folder, in words: "bpr-03 (finished)"; as far as it says.
std::string described(const RunFiles& files)
{
    try {
        const RunRecord record = readRunRecord(files.record);
        return (record.config.name.empty() ? "a run" : "the run " + record.config.name) + " ("
               + std::string(toText(record.state)) + ")";
    } catch (const Error&) {
        return "a run that did not come to its end"; // or whose record is damaged: resuming says which
    }
}

bool isLink(const std::filesystem::path& path)
{
    std::error_code error;
    return std::filesystem::is_symlink(std::filesystem::symlink_status(path, error));
}

} // namespace

void requireNoLink(const std::filesystem::path& folder)
{
    if (isLink(folder))
        throw Error(folder.string()
                    + " is a link: what is written there would land elsewhere. Remove it, or choose"
                      " another folder.");
}

RunFiles::RunFiles(const std::filesystem::path& runFolder)
    : folder(runFolder),
      config(runFolder / "config.json"),
      record(runFolder / "record.json"),
      curve(runFolder / "curve.csv"),
      model(runFolder / "model.safetensors"),
      lastModel(runFolder / "last.safetensors"),
      validation(runFolder / "per_user_validation.safetensors"),
      test(runFolder / "per_user_test.safetensors"),
      refitModel(runFolder / "refit.safetensors"),
      refitTest(runFolder / "per_user_refit_test.safetensors"),
      checkpoints(runFolder / "checkpoints")
{
}

std::vector<std::filesystem::path> RunFiles::own() const
{
    // The record goes first: whatever stops us then, the folder does not claim what it no longer holds.
    std::vector<std::filesystem::path> files{record, curve, model, lastModel, validation, test, refitModel, refitTest};
    if (!isLink(checkpoints)) // what it leads to is another's
        for (std::filesystem::path& file : checkpointFiles(checkpoints))
            files.push_back(std::move(file));
    files.push_back(config); // last: it is what makes the folder a run's
    return files;
}

void RunFiles::remove() const
{
    std::error_code error;
    for (const std::filesystem::path& file : own()) {
        const auto kind = std::filesystem::symlink_status(file, error).type();
        if (kind != std::filesystem::file_type::regular)
            continue;
        if (std::filesystem::remove(file, error); error)
            throw Error(file.string() + " of an earlier run cannot be removed: " + error.message() + ".");
    }
    if (!isLink(checkpoints))
        removeUnfinished(checkpoints);
    removeUnfinished(folder);
    for (const std::filesystem::path& emptied : {checkpoints, folder})
        std::filesystem::remove(emptied, error); // which it refuses while anything is left in it
}

bool RunFiles::holdWork() const
{
    const auto exists = [](const std::filesystem::path& path) { return std::filesystem::exists(path); };
    return exists(model) || std::ranges::any_of(checkpointFiles(checkpoints), exists);
}

void RunFiles::requireFree() const
{
    if (holdWork())
        throw Error(folder.string() + " holds " + described(*this)
                    + ". Give --resume to go on with it, --replace to put it into the bin, or choose another folder.");
    if (std::filesystem::exists(folder / sweepConfigName))
        throw Error(folder.string() + " holds a sweep. Choose another folder.");
}

void RunFiles::requireSameSettings(const RunConfig& runConfig) const
{
    if (!std::filesystem::exists(config))
        return;
    const RunConfig earlier = readRunConfig(config);
    if (!trainsTheSame(earlier, runConfig))
        throw Error(folder.string() + " holds a run with other settings ("
                    + difference(toJson(runConfig), toJson(earlier))
                    + "), so it cannot be resumed. Give the same settings, or choose another folder.");
}

void RunFiles::prepare(const RunConfig& runConfig, bool resume) const
{
    requireNoLink(checkpoints);
    makeFolder(checkpoints);
    removeUnfinished(folder);
    removeUnfinished(checkpoints);
    if (resume && std::filesystem::exists(config)) {
        requireSameSettings(runConfig);
    } else {
        remove();
        makeFolder(checkpoints);
    }
    replaceFile(config, toText(toJson(runConfig)));
}

void saveCurve(const std::vector<EpochFinished>& epochs, const std::filesystem::path& path)
{
    EpochFinished all; // an epoch that measured every figure one of them did
    const auto names = std::make_shared<const std::vector<std::string>>(figureNames(epochs));
    if (!names->empty())
        all.validation = Figures(names, std::vector<double>(names->size()));
    const Json columns = toJson(all);
    std::string text;
    for (const auto& column : columns.items())
        text += (text.empty() ? "" : ",") + column.key();
    text += "\n";
    for (const EpochFinished& epoch : epochs) {
        const Json json = toJson(epoch);
        std::string line;
        for (const auto& column : columns.items()) {
            const auto value = json.find(column.key());
            const bool isNumber = value != json.end() && !value->is_null();
            line += (line.empty() ? "" : ",") + (isNumber ? value->dump() : "nan");
        }
        text += line + "\n";
    }
    replaceFile(path, text);
}

} // namespace tastescope

#include "core/training/checkpoint.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/data/dataset.h"
#include "core/training/curve_tensor.h"
#include "core/training/learner.h"
#include "core/training/model.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tastescope {

namespace {

constexpr const char* nextName = "next.safetensors";
constexpr const char* lastName = "last.safetensors";
constexpr const char* previousName = "previous.safetensors";
constexpr const char* damagedSuffix = ".damaged";
constexpr std::string_view bestPrefix = "best/";
constexpr std::string_view learnerPrefix = "optim/";
constexpr std::array newestFirst{nextName, lastName, previousName};

/// The newest checkpoint of a folder that is not damaged.
struct Newest
{
    std::filesystem::path path = {}; ///< empty: none
    TensorFile file = {};
    std::vector<std::filesystem::path> damaged = {}; ///< the newer ones
    std::vector<std::string> damages = {};           ///< what is wrong with each
};

Newest newestOf(const std::filesystem::path& folder)
{
    Newest result;
    for (const char* name : newestFirst) {
        const std::filesystem::path path = folder / name;
        if (std::error_code ignored; !std::filesystem::exists(path, ignored))
            continue;
        try {
            result.file = readSafetensors(path);
            checkSeal(result.file, path);
            result.path = path;
            return result;
        } catch (const BadInput& damage) {
            result.damaged.push_back(path);
            result.damages.emplace_back(damage.what());
        }
    }
    return result;
}

Checkpoint toCheckpoint(Newest newest)
{
    Checkpoint checkpoint{.owner = {newest.file.entry("options"), newest.file.entry("dataset")},
                          .curve = curveFrom(newest.file),
                          .damaged = std::move(newest.damaged)};
    for (const std::string& damage : newest.damages)
        checkpoint.notes.push_back(damage + ". Going on from the checkpoint before it, of epoch "
                                   + std::to_string(checkpoint.curve.back().epoch) + ".");
    checkpoint.file = std::move(newest.file);
    return checkpoint;
}

/// Names what differs between the checkpoint's settings and ours.
[[noreturn]] void refuse(const std::filesystem::path& path, const CheckpointOwner& found, const CheckpointOwner& owner)
{
    const std::string begin = path.string() + " cannot be resumed: ";
    const std::string end = " Use the same again, or train anew without resuming.";
    if (found.dataset != owner.dataset)
        throw Error(begin + "it was trained on another dataset or split (" + found.dataset + ", this one is "
                    + owner.dataset + ")." + end);
    const Json theirs = parseJson(found.options, path.string());
    const Json ours = parseJson(owner.options, "options");
    for (const auto& [name, value] : ours.items())
        if (!theirs.contains(name) || theirs[name] != value)
            throw Error(begin + "it was trained with " + name + " = "
                        + (theirs.contains(name) ? theirs[name].dump() : "nothing") + ", now it is " + value.dump()
                        + "." + end);
    throw Error(begin + "it was trained with other options." + end);
}

const Tensor* find(const TensorFile& file, std::string_view name)
{
    const auto found = std::ranges::find(file.tensors, name, &Tensor::name);
    return found == file.tensors.end() ? nullptr : &*found;
}

/// The best epoch's tensors stand beside the last epoch's where they differ.
void packBest(TensorFile& file, const Model& best)
{
    for (Tensor& tensor : best.tensors().tensors) {
        const Tensor* last = find(file, tensor.name);
        if (last && last->shape == tensor.shape && last->bytes == tensor.bytes)
            continue;
        tensor.name.insert(0, bestPrefix);
        file.tensors.push_back(std::move(tensor));
    }
}

void moveTo(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (error)
        failWriting(to, "cannot be replaced", error.value(), 0);
}

} // namespace

CheckpointOwner checkpointOwner(const OptionSettings& options, const Dataset& dataset)
{
    Json json = Json::object();
    for (const OptionSetting& setting : options)
        std::visit([&](const auto& value) { json[setting.name] = value; }, setting.value);
    return {json.dump(), dataset.hash()};
}

TensorFile bestModelOf(const Checkpoint& checkpoint)
{
    TensorFile best{checkpoint.file.metadata, {}};
    for (const Tensor& tensor : checkpoint.file.tensors) {
        if (tensor.name.starts_with(bestPrefix)) {
            best.tensors.push_back(tensor);
            best.tensors.back().name.erase(0, bestPrefix.size());
        } else if (!tensor.name.starts_with(learnerPrefix)
                   && !find(checkpoint.file, std::string(bestPrefix) + tensor.name)) {
            best.tensors.push_back(tensor);
        }
    }
    return best;
}

std::vector<std::filesystem::path> checkpointFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const char* name : newestFirst) {
        files.push_back(folder / name);
        files.push_back(folder / (std::string(name) + damagedSuffix));
    }
    return files;
}

void clearCheckpoints(const std::filesystem::path& folder)
{
    makeFolder(folder);
    std::error_code error;
    for (const std::filesystem::path& path : checkpointFiles(folder))
        if (std::filesystem::remove(path, error); error)
            throw Error(path.string() + " cannot be removed: " + error.message() + ".");
}

void saveCheckpoint(const std::filesystem::path& folder, const CheckpointOwner& owner, const Learner& learner,
                    const Learned& learned)
{
    const EpochFinished& epoch = learned.curve.back();
    TensorFile file = tensorsOf(*learned.last);
    if (learned.bestEpoch != epoch.epoch)
        packBest(file, *learned.best);
    for (Tensor& tensor : learner.tensors())
        file.tensors.push_back(std::move(tensor));
    addCurve(file, learned.curve);
    file.metadata["options"] = owner.options;
    file.metadata["dataset"] = owner.dataset;
    file.metadata["epoch"] = std::to_string(epoch.epoch);
    seal(file);
    writeSafetensors(std::move(file), folder / nextName);

    if (std::error_code ignored; std::filesystem::exists(folder / lastName, ignored))
        moveTo(folder / lastName, folder / previousName);
    moveTo(folder / nextName, folder / lastName);
}

void setDamagedAside(const Checkpoint& checkpoint)
{
    for (const std::filesystem::path& path : checkpoint.damaged)
        moveTo(path, path.string() + damagedSuffix);
}

std::optional<Checkpoint> newestCheckpoint(const std::filesystem::path& folder)
{
    Newest newest = newestOf(folder);
    if (newest.path.empty())
        return std::nullopt;
    return toCheckpoint(std::move(newest));
}

std::optional<Checkpoint> loadCheckpoint(const std::filesystem::path& folder, const CheckpointOwner& owner)
{
    Newest newest = newestOf(folder);
    if (newest.path.empty() && newest.damaged.empty())
        return std::nullopt;
    if (newest.path.empty())
        throw Error("Every checkpoint is damaged: " + newest.damages.front() + ". Train anew without resuming.");
    const std::filesystem::path path = newest.path;
    Checkpoint checkpoint = toCheckpoint(std::move(newest));
    if (checkpoint.owner != owner)
        refuse(path, checkpoint.owner, owner);
    return checkpoint;
}

} // namespace tastescope

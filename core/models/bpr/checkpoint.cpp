#include "core/models/bpr/checkpoint.h"

#include "core/base/atomic_file.h"
#include "core/base/epochs.h"
#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/option_field.h"
#include "core/data/dataset.h"
#include "core/files/safetensors.h"
#include "core/models/model_file.h"
#include "core/training/curve_tensor.h"

#include <nlohmann/json.hpp>

#include <array>

namespace tastescope {

namespace {

constexpr const char* nextName = "next.safetensors";
constexpr const char* lastName = "last.safetensors";
constexpr const char* previousName = "previous.safetensors";
constexpr const char* damagedSuffix = ".damaged";
constexpr const char* bestPrefix = "best/";
constexpr std::array newestFirst{nextName, lastName, previousName};

std::vector<std::int64_t> shapeOf(const Factors& factors)
{
    return {static_cast<std::int64_t>(factors.rowCount()), factors.dimension()};
}

void packMoments(TensorFile& file, const std::string& table, const Factors& factors)
{
    for (int part = 1; part < factors.parts(); ++part) {
        const std::vector<float> values = factors.packed(part);
        file.tensors.push_back(makeTensor("optim/" + table + (part == 1 ? "_first" : "_second"), shapeOf(factors),
                                          std::span<const float>(values)));
    }
}

void unpackRows(const TensorFile& file, const std::string& table, Factors& factors)
{
    factors.unpack(floats(file.tensor(table), shapeOf(factors)));
    for (int part = 1; part < factors.parts(); ++part)
        factors.unpack(floats(file.tensor("optim/" + table + (part == 1 ? "_first" : "_second")), shapeOf(factors)),
                       part);
}

void packSteps(TensorFile& file, const std::string& table, const std::vector<std::int32_t>& steps)
{
    file.tensors.push_back(makeTensor("optim/" + table + "_steps", {static_cast<std::int64_t>(steps.size())},
                                      std::span<const std::int32_t>(steps)));
}

std::vector<std::int32_t> unpackSteps(const TensorFile& file, const std::string& table, std::size_t count)
{
    return int32s(file.tensor("optim/" + table + "_steps"), {static_cast<std::int64_t>(count)});
}

void write(TensorFile file, const CheckpointOwner& owner, int epoch, const std::filesystem::path& path)
{
    file.metadata["options"] = owner.options;
    file.metadata["dataset"] = owner.dataset;
    file.metadata["epoch"] = std::to_string(epoch);
    seal(file);
    writeSafetensors(std::move(file), path);
}

TensorFile readSealed(const std::filesystem::path& path)
{
    TensorFile file = readSafetensors(path);
    checkSeal(file, path);
    return file;
}

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
            result.file = readSealed(path);
            result.path = path;
            return result;
        } catch (const BadInput& damage) {
            result.damaged.push_back(path);
            result.damages.emplace_back(damage.what());
        }
    }
    return result;
}

/// Names what differs between the checkpoint's settings and ours.
[[noreturn]] void refuse(const std::filesystem::path& path, const TensorFile& file, const CheckpointOwner& owner)
{
    const std::string begin = path.string() + " cannot be resumed: ";
    const std::string end = " Use the same again, or train anew without resuming.";
    if (file.entry("dataset") != owner.dataset)
        throw Error(begin + "it was trained on another dataset or split (" + file.entry("dataset") + ", this one is "
                    + owner.dataset + ")." + end);
    const Json theirs = parseJson(file.entry("options"), path.string());
    const Json ours = parseJson(owner.options, "options");
    for (const auto& [name, value] : ours.items())
        if (!theirs.contains(name) || theirs[name] != value)
            throw Error(begin + "it was trained with " + name + " = "
                        + (theirs.contains(name) ? theirs[name].dump() : "nothing") + ", now it is " + value.dump()
                        + "." + end);
    throw Error(begin + "it was trained with other options." + end);
}

/// In the shapes that options and dataset ask for.
BprCheckpoint restore(const TensorFile& file, const BprOptions& options, const Dataset& dataset)
{
    BprCheckpoint result{.state = startState(options, dataset), .curve = curveIn(file)};
    BprState& state = result.state;
    unpackRows(file, "users", state.users);
    unpackRows(file, "items", state.items);
    state.userSteps = unpackSteps(file, "users", state.userSteps.size());
    state.itemSteps = unpackSteps(file, "items", state.itemSteps.size());
    state.batchSteps = int64s(file.tensor("optim/batch_steps"), {}).front();
    result.last = modelOf(state, dataset);
    return result;
}

/// Both models know the same users.
void packBest(TensorFile& file, const BprModel& best)
{
    for (Tensor& tensor : best.tensors().tensors) {
        if (tensor.name == "known")
            continue;
        tensor.name = bestPrefix + tensor.name;
        file.tensors.push_back(std::move(tensor));
    }
}

/// The best epoch's weights stand beside the last epoch's, unless that is the best.
std::shared_ptr<const BprModel> bestOf(const TensorFile& file, const std::vector<EpochFinished>& curve,
                                       std::shared_ptr<const BprModel> last)
{
    if (bestEpoch(curve) == &curve.back())
        return last;
    TensorFile best{{}, {file.tensor("known")}};
    for (const char* name : {"users", "items"}) {
        best.tensors.push_back(file.tensor(std::string(bestPrefix) + name));
        best.tensors.back().name = name;
    }
    return std::make_shared<const BprModel>(BprModel::fromTensors(best));
}

void moveTo(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (error)
        failWriting(to, "cannot be replaced", error.value(), 0);
}

} // namespace

CheckpointOwner checkpointOwner(const BprOptions& options, const Dataset& dataset)
{
    Json json = Json::object();
    for (const OptionField<BprOptions>& field : bprFields())
        std::visit([&](const auto& value) { json[field.info.name] = value; }, field.read(options));
    return {json.dump(), dataset.hash()};
}

std::optional<CheckpointOwner> ownerIn(const std::filesystem::path& folder)
{
    const Newest newest = newestOf(folder);
    if (newest.path.empty())
        return std::nullopt;
    return CheckpointOwner{newest.file.entry("options"), newest.file.entry("dataset")};
}

void clearCheckpoints(const std::filesystem::path& folder)
{
    makeFolder(folder);
    std::error_code error;
    for (const char* name : newestFirst)
        for (const std::filesystem::path& path : {folder / name, folder / (std::string(name) + damagedSuffix)})
            if (std::filesystem::remove(path, error); error)
                throw Error(path.string() + " cannot be removed: " + error.message() + ".");
}

void saveCheckpoint(const std::filesystem::path& folder, const CheckpointOwner& owner, const BprCheckpoint& checkpoint)
{
    const EpochFinished& epoch = checkpoint.curve.back();
    const BprState& state = checkpoint.state;
    TensorFile file = tensorsOf(*checkpoint.last);
    if (bestEpoch(checkpoint.curve) != &epoch)
        packBest(file, *checkpoint.best);
    packMoments(file, "users", state.users);
    packMoments(file, "items", state.items);
    packSteps(file, "users", state.userSteps);
    packSteps(file, "items", state.itemSteps);
    file.tensors.push_back(makeTensor("optim/batch_steps", {}, std::span(&state.batchSteps, 1)));
    addCurve(file, checkpoint.curve);
    write(std::move(file), owner, epoch.epoch, folder / nextName);

    if (std::error_code ignored; std::filesystem::exists(folder / lastName, ignored))
        moveTo(folder / lastName, folder / previousName);
    moveTo(folder / nextName, folder / lastName);
}

void setDamagedAside(const BprCheckpoint& checkpoint)
{
    for (const std::filesystem::path& path : checkpoint.damaged)
        moveTo(path, path.string() + damagedSuffix);
}

std::optional<BprCheckpoint> loadCheckpoint(const std::filesystem::path& folder, const BprOptions& options,
                                            const Dataset& dataset)
{
    const Newest newest = newestOf(folder);
    if (newest.path.empty() && newest.damaged.empty())
        return std::nullopt;
    if (newest.path.empty())
        throw Error("Every checkpoint is damaged: " + newest.damages.front() + ". Train anew without resuming.");
    const CheckpointOwner owner = checkpointOwner(options, dataset);
    if (owner != CheckpointOwner{newest.file.entry("options"), newest.file.entry("dataset")})
        refuse(newest.path, newest.file, owner);
    BprCheckpoint checkpoint = restore(newest.file, options, dataset);
    checkpoint.best = bestOf(newest.file, checkpoint.curve, checkpoint.last);
    checkpoint.damaged = newest.damaged;
    for (const std::string& damage : newest.damages)
        checkpoint.notes.push_back(damage + ". Going on from the checkpoint before it, of epoch "
                                   + std::to_string(checkpoint.curve.back().epoch) + ".");
    return checkpoint;
}

std::optional<TrainedBpr> trainedSoFar(const std::filesystem::path& folder)
{
    const Newest newest = newestOf(folder);
    if (newest.path.empty())
        return std::nullopt;
    TrainedBpr result{.last = std::make_shared<const BprModel>(BprModel::fromTensors(newest.file)),
                      .curve = curveIn(newest.file)};
    result.best = bestOf(newest.file, result.curve, result.last);
    result.bestEpoch = bestEpochNumber(result.curve);
    return result;
}

} // namespace tastescope

#include "core/models/model_file.h"

#include "core/base/epochs.h"
#include "core/base/error.h"
#include "core/base/memory_limit.h"
#include "core/files/safetensors.h"
#include "core/models/model_kind.h"
#include "core/training/checkpoint.h"

#include <algorithm>
#include <string>

namespace tastescope {

std::shared_ptr<const Model> modelFrom(const TensorFile& file)
{
    if (file.entry("format") != modelFormat)
        throw Error("The format is \"" + file.entry("format") + "\", expected \"" + modelFormat + "\".");
    const std::string& name = file.entry("model");
    const auto kind = std::ranges::find(modelKinds(), name, &ModelKind::name);
    if (kind == modelKinds().end())
        throw Error("It holds a model of the kind \"" + name + "\", which this version does not know.");
    return kind->load(file);
}

void saveModel(const Model& model, const std::filesystem::path& path)
{
    TensorFile file = tensorsOf(model);
    seal(file);
    writeSafetensors(std::move(file), path);
}

std::shared_ptr<const Model> loadModel(const std::filesystem::path& path)
{
    std::error_code unknown; // then reading it says why
    if (const auto size = std::filesystem::file_size(path, unknown); !unknown) {
        const auto bytes = static_cast<std::int64_t>(size);
        requireMemory("Loading " + path.string(),
                      {{"the tensors of the file", bytes}, {"the model", bytes}, {"the tensor it reads", bytes}});
    }
    const TensorFile file = readSafetensors(path);
    checkSeal(file, path);
    try {
        return modelFrom(file);
    } catch (const Error& error) {
        throw BadInput({path.string()}, error.what());
    }
}

std::optional<Learned> learnedSoFar(const std::filesystem::path& checkpoints)
{
    std::optional<Checkpoint> checkpoint = newestCheckpoint(checkpoints);
    if (!checkpoint)
        return std::nullopt;
    const std::shared_ptr<const Model> last = modelFrom(checkpoint->file);
    const bool isBest = bestEpoch(checkpoint->curve) == &checkpoint->curve.back();
    Learned learned{.best = isBest ? last : modelFrom(bestModelOf(*checkpoint)),
                    .last = last,
                    .bestEpoch = bestEpochNumber(checkpoint->curve)};
    learned.curve = std::move(checkpoint->curve);
    return learned;
}

} // namespace tastescope

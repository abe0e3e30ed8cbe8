#include "core/models/model_file.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/popularity/popularity_model.h"
#include "core/models/user_knn/user_knn_model.h"
#include "core/training/checkpoint.h"
#include "core/training/curve_tensor.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace tastescope {

namespace {

struct FileKind
{
    std::string_view name; ///< metadata entry "model"
    std::shared_ptr<const Model> (*load)(const TensorFile&);
};

template<typename Kind>
constexpr FileKind kindOf(std::string_view name)
{
    return {name, [](const TensorFile& file) -> std::shared_ptr<const Model> {
                return std::make_shared<const Kind>(Kind::fromTensors(file));
            }};
}

constexpr std::array fileKinds{
    kindOf<BprModel>("bpr"),
    kindOf<PopularityModel>("popularity"),
    kindOf<UserKnnModel>("user-knn"),
};

} // namespace

std::shared_ptr<const Model> modelFrom(const TensorFile& file)
{
    if (file.entry("format") != modelFormat)
        throw Error("The format is \"" + file.entry("format") + "\", expected \"" + modelFormat + "\".");
    const std::string& name = file.entry("model");
    const auto kind = std::ranges::find(fileKinds, name, &FileKind::name);
    if (kind == fileKinds.end())
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
    const bool isBest = checkpoint->curve.back().isBest;
    Learned learned{.best = isBest ? last : modelFrom(bestModelOf(*checkpoint)),
                    .last = last,
                    .bestEpoch = bestEpochOf(checkpoint->curve)};
    learned.curve = std::move(checkpoint->curve);
    return learned;
}

} // namespace tastescope

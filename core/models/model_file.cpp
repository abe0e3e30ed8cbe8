#include "core/models/model_file.h"

#include "core/base/error.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/popularity/popularity_model.h"
#include "core/models/safetensors.h"
#include "core/models/user_knn/user_knn_model.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace tastescope {

namespace {

constexpr const char* modelFormat = "tastescope-model-1";

struct ModelKind
{
    std::string_view name; ///< metadata entry "model"
    bool (*isKind)(const Model&);
    TensorFile (*toTensors)(const Model&);
    std::unique_ptr<Model> (*fromTensors)(const TensorFile&);
};

/// A model class says what it is made of by tensors() and is made again by the static fromTensors().
template<typename Kind>
constexpr ModelKind kindOf(std::string_view name)
{
    return {name, [](const Model& model) { return dynamic_cast<const Kind*>(&model) != nullptr; },
            [](const Model& model) { return dynamic_cast<const Kind&>(model).tensors(); },
            [](const TensorFile& file) -> std::unique_ptr<Model> {
                return std::make_unique<Kind>(Kind::fromTensors(file));
            }};
}

constexpr std::array modelKinds{
    kindOf<BprModel>("bpr"),
    kindOf<PopularityModel>("popularity"),
    kindOf<UserKnnModel>("user-knn"),
};

} // namespace

void saveModel(const Model& model, const std::filesystem::path& path)
{
    const auto kind = std::ranges::find_if(modelKinds, [&](const ModelKind& row) { return row.isKind(model); });
    if (kind == modelKinds.end())
        throw Error("Models of this kind have no file of their own.");
    TensorFile file = kind->toTensors(model);
    file.metadata["format"] = modelFormat;
    file.metadata["model"] = kind->name;
    seal(file);
    writeSafetensors(std::move(file), path);
}

std::unique_ptr<Model> loadModel(const std::filesystem::path& path)
{
    const TensorFile file = readSafetensors(path);
    checkSeal(file, path);
    try {
        if (file.entry("format") != modelFormat)
            throw Error("It has the format \"" + file.entry("format") + "\", expected \"" + modelFormat + "\".");
        const std::string& name = file.entry("model");
        for (const ModelKind& kind : modelKinds)
            if (kind.name == name)
                return kind.fromTensors(file);
        throw Error("It holds a model of the kind \"" + name + "\", which this version does not know.");
    } catch (const BadInput&) {
        throw;
    } catch (const Error& error) {
        throw BadInput({path.string()}, error.what());
    }
}

} // namespace tastescope

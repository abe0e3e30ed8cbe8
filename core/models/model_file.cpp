#include "core/models/model_file.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/popularity/popularity_model.h"
#include "core/models/user_knn/user_knn_model.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace tastescope {

namespace {

constexpr const char* modelFormat = "tastescope-model-1";

struct FileKind
{
    std::string_view name; ///< metadata entry "model"
    bool (*isKind)(const Model&);
    TensorFile (*toTensors)(const Model&);
    std::unique_ptr<Model> (*fromTensors)(const TensorFile&);
};

/// A model class says what it is made of by tensors() and is made again by the static fromTensors().
template<typename Kind>
constexpr FileKind kindOf(std::string_view name)
{
    return {name, [](const Model& model) { return dynamic_cast<const Kind*>(&model) != nullptr; },
            [](const Model& model) { return dynamic_cast<const Kind&>(model).tensors(); },
            [](const TensorFile& file) -> std::unique_ptr<Model> {
                return std::make_unique<Kind>(Kind::fromTensors(file));
            }};
}

constexpr std::array fileKinds{
    kindOf<BprModel>("bpr"),
    kindOf<PopularityModel>("popularity"),
    kindOf<UserKnnModel>("user-knn"),
};

} // namespace

TensorFile tensorsOf(const Model& model)
{
    const auto kind = std::ranges::find_if(fileKinds, [&](const FileKind& row) { return row.isKind(model); });
    if (kind == fileKinds.end())
        throw Error("Models of this kind have no file of their own.");
    TensorFile file = kind->toTensors(model);
    file.metadata["format"] = modelFormat;
    file.metadata["model"] = kind->name;
    return file;
}

std::unique_ptr<Model> modelFrom(const TensorFile& file)
{
    if (file.entry("format") != modelFormat)
        throw Error("The format is \"" + file.entry("format") + "\", expected \"" + modelFormat + "\".");
    const std::string& name = file.entry("model");
    const auto kind = std::ranges::find(fileKinds, name, &FileKind::name);
    if (kind == fileKinds.end())
        throw Error("It holds a model of the kind \"" + name + "\", which this version does not know.");
    return kind->fromTensors(file);
}

void saveModel(const Model& model, const std::filesystem::path& path)
{
    TensorFile file = tensorsOf(model);
    seal(file);
    writeSafetensors(std::move(file), path);
}

std::unique_ptr<Model> loadModel(const std::filesystem::path& path)
{
    const TensorFile file = readSafetensors(path);
    checkSeal(file, path);
    try {
        return modelFrom(file);
    } catch (const Error& error) {
        throw BadInput({path.string()}, error.what());
    }
}

} // namespace tastescope

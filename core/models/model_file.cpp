#include "core/models/model_file.h"

#include "core/base/error.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/safetensors.h"

#include <array>

namespace tastescope {

namespace {

struct ModelKind
{
    std::string_view name; ///< metadata entry "model"
    std::unique_ptr<Model> (*fromTensors)(const TensorFile&);
};

template<typename Kind>
std::unique_ptr<Model> make(const TensorFile& file)
{
    return std::make_unique<Kind>(Kind::fromTensors(file));
}

// A model is saved by its own tensors() and loaded by its own static fromTensors(): one row each.
constexpr std::array modelKinds{
    ModelKind{"bpr", make<BprModel>},
};

} // namespace

void saveModel(const Model& model, const std::filesystem::path& path)
{
    TensorFile file = model.tensors();
    seal(file);
    writeSafetensors(std::move(file), path);
}

std::unique_ptr<Model> loadModel(const std::filesystem::path& path)
{
    const TensorFile file = readSafetensors(path);
    checkSeal(file, path);
    try {
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

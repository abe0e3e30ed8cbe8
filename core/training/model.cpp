#include "core/training/model.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"

namespace tastescope {

TensorFile Model::tensors() const
{
    throw Error("Models of this kind have no file of their own.");
}

TensorFile tensorsOf(const Model& model)
{
    TensorFile file = model.tensors();
    file.metadata["format"] = modelFormat;
    return file;
}

} // namespace tastescope

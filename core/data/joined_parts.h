#pragma once

#include "core/data/dataset.h"

#include <memory>

namespace tastescope {

/// The same data with its validation positives in train and an empty validation part: what a model learns from once its
/// settings are found. Test part, lists of it and who owns what stay.
///
/// Cost: a copy of the dataset.
std::shared_ptr<const Dataset> withValidationInTrain(const Dataset& dataset);

} // namespace tastescope

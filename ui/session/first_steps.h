#pragma once

#include "core/models/model_kind.h"

#include <QString>

#include <string_view>

namespace tastescope::ui {

class Workspace;

// The two models that suggestions speak of; every other place reads modelKinds().
inline constexpr std::string_view neighbourModel = "user-knn"; ///< shows the neighbours at work, within seconds
inline constexpr std::string_view learningModel = "bpr";       ///< learns in epochs; what the next run begins with

/// "BPR". Throws: Error when there is no such model.
QString modelTitle(std::string_view name);

/// Queues a run of neighbourModel with its usual settings; it becomes the current one. Does nothing without a dataset.
void trainNeighbourModel(Workspace& workspace);

/// Opens the sample and, once its neighbours are there, trains neighbourModel: seconds after the first launch there is
/// something to see.
void exploreSample(Workspace& workspace);

} // namespace tastescope::ui

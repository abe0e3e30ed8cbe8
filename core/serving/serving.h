#pragma once

#include "core/data/dataset.h"
#include "core/neighbours/candidates.h"
#include "core/neighbours/neighbour_index.h"
#include "core/serving/catalogue_facts.h"
#include "core/training/model.h"

#include <memory>

namespace tastescope {

/// Everything an answer is made of, all of one dataset. Cheap to copy and safe to hand to another thread; a newer model
/// or selection simply takes the place of the old one.
struct Serving
{
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const CatalogueFacts> facts;
    std::shared_ptr<const NeighbourIndex> neighbours; ///< as selected: those who bring items
    std::shared_ptr<const CandidateLists> candidates;
    std::shared_ptr<const Model> model;
};

/// Counts the facts. Throws: Error when a part is missing or not of this dataset.
Serving makeServing(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const NeighbourIndex> neighbours,
                    std::shared_ptr<const CandidateLists> candidates, std::shared_ptr<const Model> model);

/// User-KNN made of the neighbours as they are, every vote its similarity: serves before anything is trained.
std::shared_ptr<const Model> votesOf(const NeighbourIndex& neighbours, const Dataset& dataset);

} // namespace tastescope

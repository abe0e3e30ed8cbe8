#pragma once

#include "core/models/popularity/popularity_model.h"
#include "core/models/user_knn/train_user_knn.h"
#include "core/neighbours/find_neighbours.h"
#include "core/neighbours/select_neighbours.h"
#include "core/serving/serving.h"
#include "tests/core/pipeline/small_world.h"
#include "tests/support/hand_made.h"

/// Everything an answer needs, made the usual way from a small dataset.
namespace smallserving {

using namespace tastescope;

inline Serving serve(Dataset made, std::shared_ptr<const Model> model = nullptr, const SelectionOptions& selection = {},
                     const CandidateOptions& candidates = {})
{
    const auto dataset = std::make_shared<const Dataset>(std::move(made));
    const auto neighbours = std::make_shared<const NeighbourIndex>(
        selectNeighbours(findNeighbours(dataset->library(), {}), *dataset, selection));
    const auto lists = std::make_shared<const CandidateLists>(buildCandidates(*neighbours, *dataset, candidates));
    if (!model)
        model = std::make_shared<const UserKnnModel>(trainUserKnn({}, *dataset));
    return makeServing(dataset, neighbours, lists, model);
}

/// Libraries: 0 {0,1,2,3}, 1 {0,1,2,3}, 2 {3,4}, 3 {5}, 4 {0}. Owned: 1 has {0, 1}, 2 has {2, 3}, 3 has {4}, 0 has {5}.
/// Liked: 0 {1}, 1 {0, 2}, 2 {0}, 3 {}, 4 is cold. User 0 holds out 2 for validation and 3 for test.
///
/// cos(0,1) = 4/4 = 1, cos(0,2) = 1 / sqrt(4 * 2) = 0.3536, cos(1,2) the same, cos(0,4) = 1 / 2.
/// User 0's candidates are {0, 2, 3} (1 is liked, 4 is out of reach), user 3 has no neighbours.
inline Dataset fiveUsers()
{
    return handmade::dataset({.users = 5,
                              .items = 6,
                              .tracks = 6,
                              .library = {{0, 1, 2, 3}, {0, 1, 2, 3}, {3, 4}, {5}, {0}},
                              .train = {{1}, {0, 2}, {0}},
                              .validation = {{2}},
                              .test = {{3}},
                              .cold = {{}, {}, {}, {}, {0}},
                              .owned = {{5}, {0, 1}, {2, 3}, {4}}});
}

} // namespace smallserving

#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"

#include <memory>
#include <string>
#include <vector>

namespace tastescope {

/// What a derived dataset leaves out.
struct Exclusion
{
    std::string reason; ///< in words, for the provenance: "Cold users, kept out of training"
    std::vector<User> users;
    std::vector<Item> items;
};

/// The dataset without some users and items, and without every pair they are in. Those that stay are numbered anew in
/// their old order; their libraries, positives and lists are as they were, and nothing is drawn again.
///
/// Items an excluded user owned stay, owned by nobody. An evaluation list that came with the data goes with its user
/// or its positive; excluded items leave the negatives of the others. Tracks stay, but for items that are tracks.
/// The name gains ", reduced". Provenance gains the option "excluded", one more each time, and the counts "users
/// excluded" and "items excluded". Throws: Error when nobody or nothing would be left; Cancelled. Cost: O(entries).
std::shared_ptr<const Dataset> exclude(const Dataset& dataset, const Exclusion& exclusion, const JobContext& job = {});

} // namespace tastescope

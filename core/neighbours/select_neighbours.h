#pragma once

#include "core/base/enum_names.h"
#include "core/base/job.h"
#include "core/base/option_table.h"
#include "core/data/dataset.h"
#include "core/neighbours/neighbour_index.h"

#include <cstdint>

namespace tastescope {

enum class SelectionRule {
    ClosestFirst, ///< walks the candidates by similarity
    AsPublished   ///< walks them in a seeded random order, as the original did: a random half of the nearest 100
};

constexpr auto enumNames(SelectionRule)
{
    return namedBy<SelectionRule>({{SelectionRule::ClosestFirst, "closest"}, {SelectionRule::AsPublished, "shuffled"}});
}

struct SelectionOptions
{
    int maximum = 50;      ///< neighbours kept, >= 1
    int minimumItems = 20; ///< different items in reach before the walk may stop, >= 0
    SelectionRule rule = SelectionRule::ClosestFirst;
    std::uint64_t seed = 42;     ///< of AsPublished
    float minimumSimilarity = 0; ///< candidates below it are passed over; 0: none
    int threads = 0;             ///< 0: all cores; never changes the result
    bool operator==(const SelectionOptions&) const = default;
};

/// Rows of the selection: "max", "min_items", "pick", "seed", "min_similarity", "threads".
OptionTable<SelectionOptions> selectionFields();

/// The neighbours that serve a user, out of the candidates that were found: the walk keeps those who bring at least one
/// item and stops once `maximum` are kept and `minimumItems` different items are in reach. Both must hold, so a user
/// whose neighbours bring little keeps more than `maximum`; where candidates run out, fewer are kept.
///
/// Shapes:  candidates has one row a user of the dataset; so has the result, most similar first whatever the rule.
/// Throws:  Error when an option is out of range; Cancelled when job.stop is set.
/// Cost:    O(candidates) where items have owners, else also the items looked at until minimumItems are in reach.
NeighbourIndex selectNeighbours(const NeighbourIndex& candidates, const Dataset& dataset,
                                const SelectionOptions& options, const JobContext& job = {});

} // namespace tastescope

#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <vector>

namespace tastescope {

/// What is known of a user in order of time: parallel.
struct Events
{
    std::vector<Item> items;
    std::vector<std::int64_t> times; ///< seconds since 1970-01-01 UTC
};

/// What a user is known to have taken to when his positives of `part` are asked for: before the validation part his
/// training events, before the test part those of train and validation. Of data without times nothing.
/// Cost: O(events of the user * log of his positives).
Events eventsBefore(const Dataset& dataset, User user, Part part);

/// The training events of everybody: eventsBefore() the validation part. Cost: as eventsBefore() of every user.
Sequences trainingEvents(const Dataset& dataset);

/// Throws: Error naming the model (its title) when the data has no times, or nothing is in the training part.
void requireTimes(const Dataset& dataset, std::string_view model);

} // namespace tastescope

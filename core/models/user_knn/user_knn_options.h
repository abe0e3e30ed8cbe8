#pragma once

#include "core/base/option_field.h"
#include "core/models/weighting.h"

#include <span>

namespace tastescope {

/// How much the like of a neighbour counts.
enum class Votes {
    One,   ///< each the same
    Weight ///< log2(1 + w) of the weight w that the data give it: plays, or how often it came to be
};

constexpr auto enumNames(Votes)
{
    return namedBy<Votes>({{Votes::One, "one"}, {Votes::Weight, "weight"}});
}

/// Settings of user-KNN: score(u, i) = sum of similarities of u's nearest users who have i.
struct UserKnnOptions
{
    int neighbours = 100;
    double shrinkage = 0; ///< added to the denominator of the cosine; 0: none
    Weighting weighting = Weighting::Binary;
    Votes votes = Votes::One;

    static constexpr std::string_view model = "user-knn";
    static std::span<const OptionField<UserKnnOptions>> fields();

    bool operator==(const UserKnnOptions&) const = default;
};

} // namespace tastescope

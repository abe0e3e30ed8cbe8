#pragma once

#include "core/base/option_field.h"
#include "core/models/weighting.h"

#include <span>

namespace tastescope {

/// Settings of user-KNN: score(u, i) = sum of similarities of u's nearest users who have i.
struct UserKnnOptions
{
    int neighbours = 100;
    double shrinkage = 0; ///< added to the denominator of the cosine; 0: none
    Weighting weighting = Weighting::Binary;

    static constexpr std::string_view model = "user-knn";
    static std::span<const OptionField<UserKnnOptions>> fields();

    bool operator==(const UserKnnOptions&) const = default;
};

} // namespace tastescope

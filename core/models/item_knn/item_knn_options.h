#pragma once

#include "core/base/option_field.h"
#include "core/models/weighting.h"

#include <span>

namespace tastescope {

/// Settings of item-KNN. Ranges stand in the field table.
struct ItemKnnOptions
{
    int neighbours = 100;
    double shrinkage = 10; ///< added to the denominator of the cosine; 0: none
    Weighting weighting = Weighting::Bm25;

    static constexpr std::string_view model = "item-knn";
    static std::span<const OptionField<ItemKnnOptions>> fields();

    bool operator==(const ItemKnnOptions&) const = default;
};

} // namespace tastescope

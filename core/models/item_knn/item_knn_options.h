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
    double bm25K1 = 1.2; ///< of Weighting::Bm25, as is bm25B: see struct Bm25
    double bm25B = 0.25;
    double asymmetry = 0.3; ///< how much of the denominator is of the item that is scored: see CosineWeights

    static constexpr std::string_view model = "item-knn";
    static std::span<const OptionField<ItemKnnOptions>> fields();

    bool operator==(const ItemKnnOptions&) const = default;
};

} // namespace tastescope

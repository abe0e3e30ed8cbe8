#pragma once

#include "core/base/enum_names.h"
#include "core/base/ids.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

enum class Part { Validation, Test };

constexpr auto enumNames(Part)
{
    return namedBy<Part>({{Part::Validation, "validation"}, {Part::Test, "test"}});
}

/// The held-out part that is not this one.
constexpr Part otherPart(Part part)
{
    return part == Part::Validation ? Part::Test : Part::Validation;
}

struct HeldOut
{
    User user{};
    Item item{};
    bool operator==(const HeldOut&) const = default;
};

/// The fixed lists that sampled evaluation ranks: each held-out positive among its negatives. Every model is measured
/// on the same lists. Ordered by user.
struct EvaluationLists
{
    std::vector<HeldOut> positives;
    std::vector<std::int64_t> offsets = {0}; ///< positives + 1: where the negatives of positive p begin
    std::vector<Item> negatives;

    std::span<const Item> negativesOf(std::size_t positive) const
    {
        const auto begin = static_cast<std::size_t>(offsets[positive]);
        return std::span(negatives).subspan(begin, static_cast<std::size_t>(offsets[positive + 1]) - begin);
    }

    bool operator==(const EvaluationLists&) const = default;
};

} // namespace tastescope

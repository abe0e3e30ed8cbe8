#pragma once

#include "core/base/option_field.h"

#include <span>

namespace tastescope {

/// Settings of EASE. Ranges stand in the field table.
struct EaseOptions
{
    double l2 = 1000;       ///< added to the diagonal of the items' shared likes
    int mostItems = 10'000; ///< the most liked so many are learned

    static constexpr std::string_view model = "ease";
    static std::span<const OptionField<EaseOptions>> fields();

    bool operator==(const EaseOptions&) const = default;
};

} // namespace tastescope

#pragma once

#include "core/base/option_field.h"

#include <span>

namespace tastescope {

/// Most popular has nothing to set.
struct PopularityOptions
{
    static constexpr std::string_view model = "popularity";
    static std::span<const OptionField<PopularityOptions>> fields() { return {}; }

    bool operator==(const PopularityOptions&) const = default;
};

} // namespace tastescope

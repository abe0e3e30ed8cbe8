#pragma once

#include "core/base/option_field.h"

#include <span>

namespace tastescope {

/// Most popular has nothing to set.
struct PopularityOptions
{
    bool operator==(const PopularityOptions&) const = default;
};

std::span<const OptionField<PopularityOptions>> popularityFields();

} // namespace tastescope

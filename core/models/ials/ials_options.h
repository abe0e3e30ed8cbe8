#pragma once

#include "core/base/option_field.h"

#include <cstdint>
#include <span>

namespace tastescope {

/// Settings of iALS. Ranges stand in the field table.
struct IalsOptions
{
    int embeddingDim = 64;
    double l2 = 0.01;
    double alpha = 5; ///< how much more a like weighs than what is not liked
    int epochs = 12;
    std::uint64_t seed = 42;

    static constexpr std::string_view model = "ials";
    static std::span<const OptionField<IalsOptions>> fields();

    bool operator==(const IalsOptions&) const = default;
};

} // namespace tastescope

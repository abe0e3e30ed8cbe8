#pragma once

#include "core/base/option_field.h"

#include <span>

namespace tastescope {

/// Settings of the transitions model. Ranges stand in the field table.
struct TransitionsOptions
{
    int window = 20; ///< of a user's last events, those that count
    int gaps = 5;    ///< how far apart two events may stand to be counted

    static constexpr std::string_view model = "transitions";
    static std::span<const OptionField<TransitionsOptions>> fields();

    bool operator==(const TransitionsOptions&) const = default;
};

} // namespace tastescope

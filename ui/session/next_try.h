#pragma once

#include "core/base/option_field.h"
#include "ui/session/comparison.h"

#include <optional>
#include <span>

namespace tastescope::ui {

/// A value that a comparison asks for: the better of two runs lies at the edge of what was tried.
struct NextTry
{
    int run = 0;        ///< the better one, whose other settings stay
    std::string option; ///< "learning_rate"
    OptionValue value;  ///< twice or half the better one's
    QString text;       ///< "0.1"
};

/// Nothing unless two runs differ in one number alone, the one is certainly better, no run of the same other settings
/// (whatever its seed) has a value beyond it, and the model takes the next one.
///
/// tried: settings of all runs there are of these data, the two among them or not.
/// Cost:   a comparison of settings a run.
std::optional<NextTry> nextTry(const Comparison& made, std::span<const ModelOptions> tried);

} // namespace tastescope::ui

#include "core/models/transitions/transitions_options.h"

#include <array>

namespace tastescope {

std::span<const OptionField<TransitionsOptions>> TransitionsOptions::fields()
{
    static const std::array fields{
        numberField(&TransitionsOptions::window, {.name = "window",
                                                  .title = "Window length",
                                                  .group = "Order of time",
                                                  .help = "Last items of a user that his scores are made of; the "
                                                          "last counts 1, the one before 1/2, and so on.",
                                                  .minimum = 1,
                                                  .maximum = 1'000,
                                                  .logarithmic = true}),
        numberField(&TransitionsOptions::gaps, {.name = "gaps",
                                                .title = "Gaps",
                                                .group = "Order of time",
                                                .help = "How many places later an item still counts as following: the "
                                                        "next counts 1, the one after 1/2, and so on; 1: the next "
                                                        "alone.",
                                                .minimum = 1,
                                                .maximum = 100}),
    };
    return fields;
}

} // namespace tastescope

#include "core/models/ease/ease_options.h"

#include <array>

namespace tastescope {

std::span<const OptionField<EaseOptions>> EaseOptions::fields()
{
    static const std::array fields{
        numberField(&EaseOptions::l2,
                    {.name = "l2",
                     .title = "L2",
                     .group = "Training",
                     .help = "Holds the weights between items small: about a thousand for films liked by "
                             "thousands, less where items have few likes.",
                     .minimum = 1e-3,
                     .maximum = 1e7,
                     .logarithmic = true,
                     .alias = "decay"}),
        numberField(&EaseOptions::mostItems,
                    {.name = "most_items",
                     .title = "Items at most",
                     .group = "Training",
                     .help =
                         "Only so many items are learned, the most liked; all others score 0. Memory grows with its "
                         "square, time with its cube.",
                     .minimum = 1,
                     .maximum = 100'000,
                     .logarithmic = true}),
    };
    return fields;
}

} // namespace tastescope

#include "core/models/ials/ials_options.h"

#include "core/base/option_table.h"

#include <array>

namespace tastescope {

std::span<const OptionField<IalsOptions>> IalsOptions::fields()
{
    static const std::array fields{
        numberField(&IalsOptions::embeddingDim, {.name = "embedding_dim",
                                                 .title = "Dimension",
                                                 .group = "Model",
                                                 .help = "Length of the vector learned for every user and every item.",
                                                 .minimum = 1,
                                                 .maximum = 1024,
                                                 .logarithmic = true,
                                                 .alias = "dim"}),
        numberField(&IalsOptions::alpha,
                    {.name = "alpha",
                     .title = "Alpha",
                     .group = "Training",
                     .help = "What a like weighs beside an item that is not liked, less 1: more of it makes the likes "
                             "count more, less of it all that was left out.",
                     .minimum = 1e-3,
                     .maximum = 1e4,
                     .logarithmic = true}),
        numberField(&IalsOptions::l2,
                    {.name = "l2",
                     .title = "L2",
                     .group = "Training",
                     .help = "Pull of every vector towards zero, times what its row weighs: likes times alpha and all "
                             "things on the other side.",
                     .minimum = 1e-9,
                     .maximum = 10,
                     .logarithmic = true,
                     .alias = "decay"}),
        numberField(&IalsOptions::epochs, {.name = "epochs",
                                           .title = "Epochs",
                                           .group = "Training",
                                           .help = "Times that all items, then all users are solved for.",
                                           .minimum = 1,
                                           .maximum = 100'000,
                                           .logarithmic = true}),
        seedField(&IalsOptions::seed, "Training", "Decides the start: the same seed gives the same model."),
    };
    return fields;
}

} // namespace tastescope

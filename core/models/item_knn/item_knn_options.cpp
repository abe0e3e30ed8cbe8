#include "core/models/item_knn/item_knn_options.h"

#include <array>

namespace tastescope {

std::span<const OptionField<ItemKnnOptions>> ItemKnnOptions::fields()
{
    static const std::array fields{
        numberField(&ItemKnnOptions::neighbours, {.name = "neighbours",
                                                  .title = "Neighbours",
                                                  .group = "Neighbours",
                                                  .help = "Most similar items that may add to the score of an item.",
                                                  .minimum = 1,
                                                  .maximum = 10'000,
                                                  .logarithmic = true,
                                                  .alias = "k"}),
        choiceField(&ItemKnnOptions::weighting,
                    {.name = "weighting",
                     .title = "Weighting",
                     .group = "Similarity",
                     .help =
                         "binary: the plain cosine, every shared user counts the same; tfidf: users who like little "
                         "count more; bm25: the same, and likes of rare items add more."}),
        numberField(&ItemKnnOptions::shrinkage,
                    {.name = "shrinkage",
                     .title = "Shrinkage",
                     .group = "Similarity",
                     .help = "Added to the denominator of the cosine: lowers similarities that rest on few users; 0: "
                             "none.",
                     .minimum = 0,
                     .maximum = 10'000}),
    };
    return fields;
}

} // namespace tastescope

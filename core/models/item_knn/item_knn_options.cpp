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
        numberField(&ItemKnnOptions::asymmetry,
                    {.name = "asymmetry",
                     .title = "Asymmetry",
                     .group = "Similarity",
                     .help = "How much of the cosine's denominator is of the item that is scored, the rest is of the "
                             "liked one; 0.5: the cosine; less: popular items come sooner.",
                     .minimum = 0,
                     .maximum = 1}),
        numberField(&ItemKnnOptions::bm25K1,
                    {.name = "bm25_k1",
                     .title = "BM25 k1",
                     .group = "Similarity",
                     .help = "How much more a like of a rare item may count than one of the average item, which counts "
                             "1: up to (k1 + 1) / (k1 (1 - b) + 1); bm25 only.",
                     .minimum = 0,
                     .maximum = 1'000}),
        numberField(&ItemKnnOptions::bm25B,
                    {.name = "bm25_b",
                     .title = "BM25 b",
                     .group = "Similarity",
                     .help = "How much what a like counts depends on the popularity of its item; 0: every like counts "
                             "the same; bm25 only.",
                     .minimum = 0,
                     .maximum = 1}),
    };
    return fields;
}

} // namespace tastescope

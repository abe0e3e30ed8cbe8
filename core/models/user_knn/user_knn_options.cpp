#include "core/models/user_knn/user_knn_options.h"

#include <array>

namespace tastescope {

std::span<const OptionField<UserKnnOptions>> UserKnnOptions::fields()
{
    static const std::array fields{
        numberField(&UserKnnOptions::neighbours, {.name = "neighbours",
                                                  .title = "Neighbours",
                                                  .group = "Neighbours",
                                                  .help = "Most similar users whose likes add up to a score.",
                                                  .minimum = 1,
                                                  .maximum = 10'000,
                                                  .logarithmic = true,
                                                  .alias = "k"}),
        choiceField(&UserKnnOptions::weighting,
                    {.name = "weighting",
                     .title = "Weighting",
                     .group = "Similarity",
                     .help = "binary: every shared track counts the same; tfidf: rare tracks count more; bm25: rare "
                             "tracks, and likes of users who like little, count more."}),
        choiceField(&UserKnnOptions::votes,
                    {.name = "votes",
                     .title = "Votes",
                     .group = "Neighbours",
                     .help = "one: every like of a neighbour counts the same; weight: log2(1 + w) of the plays, or of "
                             "another weight w of the data."}),
        numberField(&UserKnnOptions::shrinkage,
                    {.name = "shrinkage",
                     .title = "Shrinkage",
                     .group = "Similarity",
                     .help =
                         "Added to the denominator of the cosine: lowers similarities that rest on small libraries; "
                         "0: none.",
                     .minimum = 0,
                     .maximum = 10'000}),
    };
    return fields;
}

} // namespace tastescope

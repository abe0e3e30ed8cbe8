#pragma once

#include "core/base/parallel.h"
#include "core/data/vocabulary.h"
#include "core/models/transformer/transformer_kernels.h"
#include "core/models/transformer/window_ranks.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// Means over windows, at one length of the list.
struct PublishedFigures
{
    int length = 0;
    double mrr = 0;
    double hit = 0; ///< published as "MAP"
    double ndcg = 0;
    double duplicates = 0; ///< share of the list's places taken by items of the window, before those are dropped
};

struct PublishedMeasure
{
    std::int64_t windows = 0;
    double crossEntropy = 0; ///< mean, nats
    std::vector<PublishedFigures> figures;
};

/// Every window there is, as published: the start word and a user's events, then the end word; windows of `context`,
/// stride 1, the first target being the event at context - 1 (the end word at the latest). users: number of each row.
/// Shapes: a row of words a user.
WindowBatch publishedWindows(std::span<const std::vector<std::int32_t>> words, const TransformerShape& shape);

/// The windows of all events of the data, in the order of the vocabulary's users. Shapes: vocabulary of shape's net.
WindowBatch windowsOf(const Dataset& dataset, const Vocabulary& vocabulary, const TransformerShape& shape);

/// What every window gets of a net, as its publication ranked: see measureAsPublished(). Throws: Cancelled.
WindowResults rankAsPublished(const TransformerNet& net, const WindowBatch& windows, int longest, Workers workers,
                              const JobContext& job = {});

/// Measures a net as its publication did: words by logit, of equal ones the smaller number first; those of the window
/// are dropped; the target's place in what is left counts up to each length. Start and end words stay in, dropout is
/// off. These windows leak where a net was trained on others of the same user: published, not right.
///
/// The same figures for any number of threads. Throws: Cancelled.
/// Cost: forward, and words x (context + 1) comparisons.
PublishedMeasure measureAsPublished(const TransformerNet& net, const WindowBatch& windows, std::span<const int> lengths,
                                    Workers workers, const JobContext& job = {});

} // namespace tastescope

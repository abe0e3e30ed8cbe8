#pragma once

#include "core/models/transformer/window_ranks.h"

#include <vector>

namespace tastescope {

/// How windows are counted: what `transitions` is for users, here for the windows a published net was trained on.
struct WindowCountOptions
{
    int window = 1; ///< last words that scores are made of; 0: none, the most frequent target first
    int gaps = 1;   ///< how many places before its target a word still counts
};

/// Counts of which word the targets of some windows were after which words, asked as rankWindows() asks:
///
///     n(a, t) = sum of 1 / g over the windows with target t that have a at g places before it, g = 1 .. gaps
///     score(t) = sum over d = 1 .. window of n(w_d, t) / sum(n(w_d, .)) / d, w_1 the last word
///
/// and for window 0 the number of windows with target t. Start and end are words like others.
class WindowCounts final : public WindowScorer
{
public:
    /// `counted`: numbers of windows. Shapes: as rankWindows().
    WindowCounts(const WindowCountOptions& options, const TransformerShape& shape, const WindowBatch& windows,
                 std::span<const std::int32_t> counted, Workers workers);

    const float* score(const SampleBlock& block, int worker) override;
    std::size_t lanes() const override { return 16; }

private:
    struct Follower
    {
        std::int32_t word = 0;
        float share = 0;
    };

    void countTargets(const WindowBatch& windows, std::span<const std::int32_t> counted);
    void countPairs(const WindowBatch& windows, std::span<const std::int32_t> counted);

    WindowCountOptions m_options;
    TransformerShape m_shape;
    std::vector<float> m_targets;       ///< by word, of window 0
    std::vector<std::size_t> m_offsets; ///< by word, where its followers begin
    std::vector<Follower> m_followers;
    std::vector<std::vector<float>> m_scores; ///< one a worker: words x lanes
};

} // namespace tastescope

#pragma once

#include "core/base/parallel.h"
#include "core/models/transformer/transformer_kernels.h"
#include "core/models/transformer/windows.h"

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// The longest list there is of windows: a bit a place.
inline constexpr int longestWindowList = 64;

/// What every window got, kept for paired tests and for intervals. Shapes: one value a window.
struct WindowResults
{
    int longest = 0;                  ///< length of the lists
    std::vector<std::int16_t> places; ///< 0-based, of the target after the window's words were dropped; -1: not in it
    std::vector<std::uint64_t> repeated; ///< bit r: before that, place r is taken by a word of the window
    std::vector<float> losses;           ///< cross entropies, nats; empty: there are none

    std::size_t size() const { return places.size(); }
};

/// Scores every word for windows. Called from several threads at once, each with its own worker.
class WindowScorer
{
public:
    virtual ~WindowScorer() = default;

    /// Of the block's windows, as many as lanes at most: words x lanes, valid until the worker's next call.
    virtual const float* score(const SampleBlock& block, int worker) = 0;

    /// Of the block last scored: the cross entropy of each target. False: this scorer knows no probabilities.
    virtual bool losses(const SampleBlock& block, int worker, std::span<float> losses)
    {
        static_cast<void>(block), static_cast<void>(worker), static_cast<void>(losses);
        return false;
    }

    /// Windows that are scored together, a multiple of 16.
    virtual std::size_t lanes() const = 0;
};

/// Share of the first `length` places that words of the window take, before they are dropped.
inline double windowDuplicates(const WindowResults& results, std::size_t window, int length)
{
    const std::uint64_t asked = length < 64 ? (std::uint64_t{1} << length) - 1 : ~std::uint64_t{0};
    return static_cast<double>(std::popcount(results.repeated[window] & asked)) / length;
}

/// Ranks all words for every window: by score, of equal ones the smaller number first.
/// Shapes: windows of shape.context words below shape.words(). longest: 1 to longestWindowList.
/// The same results for any number of threads. Throws: Cancelled.
/// Cost: the scorer's, and words x (context + 1) comparisons a window.
WindowResults rankWindows(WindowScorer& scorer, const TransformerShape& shape, const WindowBatch& windows, int longest,
                          Workers workers, const JobContext& job = {});

} // namespace tastescope

#pragma once

#include "core/base/enum_names.h"
#include "core/evaluation/window_counts.h"
#include "core/evaluation/window_figures.h"
#include "core/models/transformer/transformer_weights.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tastescope {

/// Which windows of all users' events are measured; the counts beside the model are of the others.
enum class WindowSplit {
    All,          ///< all of them, and the counts are of all
    WindowsTenth, ///< a random tenth, as published: it leaks, since the windows beside each are among the others
    LastFilm      ///< of each user the window before his last item; those before it are the others
};

constexpr auto enumNames(WindowSplit)
{
    return namedBy<WindowSplit>({{WindowSplit::All, "all"},
                                 {WindowSplit::WindowsTenth, "windows-tenth"},
                                 {WindowSplit::LastFilm, "last-film"}});
}

struct WindowQuestion
{
    WindowSplit split = WindowSplit::All;
    std::vector<int> lengths = {3, 5, 10}; ///< each 1 to longestWindowList
    std::uint64_t seed = 42;               ///< of the tenth
    int threads = 0;                       ///< 0: all cores; never changes the result
};

/// What a model gets on windows, and what stands beside it.
struct WindowEvaluation
{
    WindowFigures model;
    std::optional<WindowFigures> withoutUser; ///< the same net asked without its user, where it knows users
    WindowFigures popularity;                 ///< the most frequent next words first
    WindowFigures lastToNext;                 ///< what followed the last word
    WindowFigures gaps;                       ///< what followed any word of the window, up to its length apart
    WindowResults each;                       ///< of the model, by window
};

/// Measures a net on windows as its publication did; see rankWindows().
/// Throws: BadInput when the net is of other data; Error when the data has no times or no window; Cancelled.
/// Cost: five passes over the windows, of which the net's own takes the most.
WindowEvaluation evaluateWindows(const TransformerWeights& net, const Dataset& dataset, const WindowQuestion& question,
                                 const JobContext& job = {});

/// The same of counts of the windows that are not measured, with a context of five.
WindowEvaluation evaluateWindows(const WindowCountOptions& counts, const Dataset& dataset,
                                 const WindowQuestion& question, const JobContext& job = {});

} // namespace tastescope

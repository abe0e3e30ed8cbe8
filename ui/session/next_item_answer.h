#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/models/transformer/transformer_model.h"

#include <memory>
#include <optional>
#include <vector>

namespace tastescope::ui {

/// A line of the list of what comes next.
struct NextItemLine
{
    int rank = 0; ///< 1-based, as it is shown
    Item item{};
    double chance = 0;
    int otherRank = 0; ///< under the run it is held against, 1-based; 0: there is none
    int repeatOf = 0;  ///< its number among the shown items of the window, the oldest 1; 0: it is no repeat
    bool cameNext = false;
    double popularity = 0; ///< share of the items that fewer took to
};

/// Where what came next stands under one model.
struct NextItemStanding
{
    int run = 0; ///< 0: no run
    int rank = 0;
    std::optional<double> chance = {};
};

/// What a transformer says of one window of one user.
struct NextItemAnswer
{
    User user{};
    int window = 0;  ///< 1-based; the last one ends the history
    int windows = 0; ///< all there are
    int events = 0;  ///< of the user
    int layers = 0;
    int heads = 0;
    std::vector<std::optional<Item>> shown; ///< the last of the window, oldest first; none: the start
    std::optional<Item> next;               ///< what came next; none: nobody knows
    std::vector<float> attention;           ///< layers x heads x shown: shares of the last position
    std::vector<double> leftOut;            ///< by shown: change of the chance of `next`, or of the best item
    double chance = 0;                      ///< of `next`, or of the best item
    int rank = 0;                           ///< of `next` in the raw list; 0: there is none
    int rankWithoutRepeats = 0;             ///< once the window's items are dropped
    double windowChance = 0;                ///< of all items of the window together
    std::vector<NextItemLine> lines;
    int repeats = 0; ///< of the first ten
    std::vector<NextItemStanding> standings;
    std::optional<NextItemStanding> withoutUser;
    NextItemStanding popular;
};

/// A model of the open data that is asked, and the run it is of.
struct AskedModel
{
    int run = 0;
    std::shared_ptr<const TransformerModel> model;
};

struct NextItemQuestion
{
    std::shared_ptr<const Dataset> dataset;
    User user{};
    int window = 0; ///< 1-based, clamped; 0: the last whose next item is known
    AskedModel asked;
    std::optional<AskedModel> against;
    std::vector<AskedModel> others; ///< whose standing is asked as well, the asked one among them
    bool dropRepeats = false;
    int longest = 10; ///< lines
};

/// Shown of a window: its last so many items.
inline constexpr int shownOfWindow = 5;

/// How many windows a user has: one after each event but the first, see NextItemAnswer::windows.
int windowsOf(const Dataset& dataset, User user);

/// Throws: Cancelled. Cost: a window through each net, and shownOfWindow + 2 more through the one that is asked.
NextItemAnswer answerNextItem(const NextItemQuestion& question, const JobContext& job = {});

/// In how many of the user's windows whose next item is known it is among the first ten, and the share of repeats in
/// these lists. Cost: all his windows through the net.
struct WindowsOfUser
{
    int known = 0;
    int found = 0;
    double repeats = 0;
};
WindowsOfUser countWindows(const TransformerModel& model, const Dataset& dataset, User user,
                           const JobContext& job = {});

} // namespace tastescope::ui

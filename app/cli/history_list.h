#pragma once

#include "app/cli/net_words.h"
#include "core/base/json_text.h"
#include "core/data/dataset.h"

#include <string>
#include <vector>

namespace tastescope::cli {

/// What comes after some items in order of time, whoever took to them.
struct HistoryList
{
    struct Line
    {
        Item item{};
        float score = 0;
        bool isRepeat = false; ///< the history holds it
    };

    std::vector<Item> history; ///< the oldest first
    std::vector<Line> lines;   ///< the best first
};

/// history: "id,id,id". top: lines at most.
/// Throws: Error when an id is none of the data or the model does not go by order.
HistoryList listAfter(const Model& model, const Dataset& dataset, const std::string& history, int top,
                      bool dropRepeats);

/// history[...], items[{item, title, score, repeat}]
Json historyJson(const HistoryList& list, const Dataset& dataset);

std::string historyText(const HistoryList& list, const Dataset& dataset);

} // namespace tastescope::cli

#pragma once

#include "app/cli/history_words.h"

#include <stop_token>
#include <string>

namespace tastescope::cli {

/// The word of --model that means every model.
inline constexpr const char* allModels = "all";

struct TrainAllWords
{
    Common common;
    std::string dataset;
    OptionSettings run; ///< of runFields()
    bool replace = false;
    std::string out;      ///< each model gets a folder of its name inside
    double budget = 0;    ///< seconds; 0: no end
    HistoryWords history; ///< every run enters it
};

/// "90s", "10min", "2h" in seconds. Throws: Error saying what was found and what is expected.
double parseBudget(const std::string& text);

/// Trains every model with its default settings, one after the other, those that learn at once first. Once the budget
/// is used up the one that is being trained is stopped, its best epoch kept, and the others do not begin. A model that
/// fails, or that there is no memory for, is told and the next one begins.
///
/// Throws: Error when none was trained; Cancelled when the person stops.
void trainAll(const TrainAllWords& words, const std::stop_token& stop);

} // namespace tastescope::cli

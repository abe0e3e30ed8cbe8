#pragma once

#include "core/history/stored_run.h"

#include <variant>

namespace tastescope {

/// What one may ask a run for in a filter.
struct FilterField
{
    std::string name; ///< in full: "learning_rate"
    bool isNumber = false;
    std::vector<std::string> values = {}; ///< the only texts it can have; empty: any
};

/// The field a person means by "lr", "Hit@10", "tags" ...; nothing: there is no such field.
std::optional<FilterField> filterField(std::string_view written);

/// Texts of the field, several for tags; none: the run has no such thing.
std::vector<std::string> textsOf(const StoredRun& run, const std::string& field);
std::optional<double> numberOf(const StoredRun& run, const std::string& field, const EpochChoice& choice);

} // namespace tastescope

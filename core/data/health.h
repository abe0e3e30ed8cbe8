#pragma once

#include "core/base/enum_names.h"
#include "core/data/dataset.h"

#include <string>
#include <vector>

namespace tastescope {

enum class Severity {
    Ok,          ///< as it should be
    Information, ///< worth knowing, nothing to do
    Warning      ///< may make results worse or mislead
};

constexpr auto enumNames(Severity)
{
    return namedBy<Severity>(
        {{Severity::Ok, "ok"}, {Severity::Information, "information"}, {Severity::Warning, "warning"}});
}

/// One line of the health list.
struct HealthRow
{
    std::string id; ///< for scripts and tests: "items-only-held-out"
    Severity severity = Severity::Ok;
    std::string title;       ///< "Playlists that appear only in validation or test"
    std::string explanation; ///< one short sentence; may be empty
    std::int64_t count = 0;
    std::vector<User> users; ///< whom the row is about, for "show"; at most one of the two lists is filled
    std::vector<Item> items;
    bool excludable = false; ///< a person may want to leave them out, see exclude()
};

/// What deserves a look in a dataset and its split, always in the same order. A pure function of the dataset.
///
/// What readers and the pipeline mended or dropped comes from the provenance. Cost: O(entries).
std::vector<HealthRow> checkHealth(const Dataset& dataset);

/// A row about users; `found` is its severity when there are any, else it is Ok and explains nothing.
HealthRow healthRowOf(std::string id, Severity found, std::string title, std::string explanation,
                      std::vector<User> users);

} // namespace tastescope

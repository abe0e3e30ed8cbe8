#pragma once

#include "core/base/ids.h"

#include <QString>

#include <vector>

namespace tastescope::ui {

/// A named set of users, to which pages narrow what they show: the users of a histogram bar, of a health finding.
struct Slice
{
    QString name;            ///< "fewer than 20 neighbours"
    std::vector<User> users; ///< ascending
    bool operator==(const Slice&) const = default;
};

} // namespace tastescope::ui

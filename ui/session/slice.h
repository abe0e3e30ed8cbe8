#pragma once

#include "core/base/ids.h"

#include <QString>

#include <optional>
#include <vector>

namespace tastescope::ui {

/// A number that every user has, by which the charts cut slices.
enum class UserNumber {
    Positives,   ///< of all parts
    Neighbours,  ///< selected
    Near,        ///< searched ones above the threshold
    TimesChosen, ///< by others
    InReach      ///< items the neighbours bring
};

/// Users with a number in [low, high): a brush.
struct SliceRange
{
    UserNumber of = UserNumber::Positives;
    double low = 0;
    double high = 0;
    bool operator==(const SliceRange&) const = default;
};

/// A named set of users, to which everything that is shown is narrowed: the users of a histogram bar, of a health
/// finding.
struct Slice
{
    QString name;                         ///< "fewer than 20 neighbours"
    std::vector<User> users;              ///< ascending
    std::optional<SliceRange> range = {}; ///< what makes them those: it is asked again when the numbers change
    bool operator==(const Slice&) const = default;
};

} // namespace tastescope::ui

#pragma once

#include "core/base/enum_names.h"

#include <string>
#include <string_view>

namespace tastescope {

enum class MatchRule {
    Normalised, ///< case, accents, punctuation and "feat." parts do not matter
    AsPublished ///< equal after trimming and lower-casing
};

constexpr auto enumNames(MatchRule)
{
    return namedBy<MatchRule>({{MatchRule::Normalised, "normalised"}, {MatchRule::AsPublished, "as published"}});
}

/// What two sources must have in common to mean the same song: title and artist in the form the rule compares.
///
/// Normalised: letters and digits only, lower case, without accents (Latin; of other scripts Greek and Cyrillic are
/// lower-cased), and without "(feat. X)", "[ft. X]" or a trailing "feat. X". A text of punctuation alone keeps it.
/// AsPublished: outer white space removed, A-Z lower-cased.
std::string songKey(std::string_view title, std::string_view artist, MatchRule rule);

} // namespace tastescope

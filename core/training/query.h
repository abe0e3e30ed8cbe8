#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

namespace tastescope {

/// Somebody of whom nothing but this is known: a user of the data whose library was edited, or a new one.
struct Profile
{
    std::span<const Track> library = {}; ///< ascending
    std::span<const Item> likes = {};    ///< ascending
};

/// What somebody took to, in order of time.
struct Sequence
{
    std::span<const Item> items = {};
    std::span<const std::int64_t> times = {}; ///< one an item; seconds since 1970-01-01 UTC
    std::optional<User> user = {};            ///< whose it is, where he is one of the data
};

/// What a model is asked about: a user of the data it learned from, a profile, or a sequence to go on with. A value
/// that points to what it is made of, which must outlive it.
using Query = std::variant<User, Profile, Sequence>;

/// The alternatives of Query, in the same order.
enum class QueryForm { User, Profile, Sequence };

inline QueryForm formOf(const Query& query)
{
    return static_cast<QueryForm>(query.index());
}

/// The user of the data that is asked about.
/// Throws: Error saying that `model`, its title, answers for users of the data only, when it is a query of another
/// form.
User requireUser(const Query& query, std::string_view model);

} // namespace tastescope

#pragma once

#include "core/data/matrix_edit.h"
#include "core/io/raw_data.h"

#include <cstdint>
#include <vector>

namespace tastescope {

/// What is used of the raw users or items, and its new numbers, in the old order.
template<StrongId Id>
struct Renumbered
{
    explicit Renumbered(const std::vector<bool>& used) : ids(idsOfTheKept<Id>(used)), numbers(numberTheKept(used)) {}

    std::vector<Id> ids;
    std::vector<std::int32_t> numbers; ///< by old number, -1: not used
};

struct Numbers
{
    Renumbered<User> users;
    Renumbered<Item> items;
};

/// Users and items that a row or a given list names. Cost: O(rows).
Numbers renumber(const RawData& data);

/// Folded ratings (in the order of users, then items) as a matrix in the new numbers. Shape: users x items.
BinaryMatrix<User, Item> toMatrix(const Ratings& ratings, const Numbers& numbers);

} // namespace tastescope

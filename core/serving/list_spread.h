#pragma once

#include "core/base/ids.h"
#include "core/evaluation/estimate.h"

#include <span>
#include <vector>

namespace tastescope {

/// What the lists of one model are together: how alike they are, and how much of the catalogue they reach.
struct ListSpread
{
    double sameness = 0;  ///< of a list the share another user's has too, the mean over all pairs of users
    double catalogue = 0; ///< of all items the share that stands in a list at least
    std::vector<double> samenessOfUser; ///< a list each: the same of its pairs with all others
};

/// Over all pairs, not a sample of them: with c_i lists that hold item i, n lists of k places,
///
///     sameness of list u = sum_{i in u} (c_i - 1) / (k (n - 1)),   sameness = their mean
///
/// Shapes: items of a list differ from each other and are below `items`.
/// Units:  [0, 1]; 0 of fewer than two lists. A list shorter than k counts its missing places as shared with nobody.
/// Throws: Error when `places` is below 1.
/// Cost:   O(n k + items).
ListSpread spreadOf(std::span<const std::vector<Item>> lists, std::size_t items, int places);

/// Sameness of one model's lists minus that of another's for the same users, with its 95 % interval: a mean over pairs
/// is a U-statistic, whose variance for many users is 4 s^2 / n, s that of the users' own differences.
///
/// Shapes: lists of the same users in the same order; at least two, else all is 0.
/// Throws: Error when the numbers of users differ.
/// Source: Hoeffding: A class of statistics with asymptotically normal distribution, Ann. Math. Statist. 19, 1948.
Estimate samenessLess(const ListSpread& one, const ListSpread& other);

} // namespace tastescope

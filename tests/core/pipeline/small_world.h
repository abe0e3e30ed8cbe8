#pragma once

#include "core/base/random.h"
#include "core/data/dataset.h"

#include <string>
#include <vector>

/// A random dataset small enough for brute force: libraries and items with tracks, positives drawn at random (not from
/// the formulas), items owned by chance.
namespace smallworld {

using namespace tastescope;

inline IdTable names(const std::string& prefix, std::size_t count)
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back(prefix + std::to_string(i));
    return IdTable(std::move(result));
}

template<typename Row, typename Column>
BinaryMatrix<Row, Column> randomMatrix(std::size_t rows, std::size_t columns, double density, std::uint64_t seed)
{
    std::vector<std::pair<Row, Column>> pairs;
    Random random(seed, {rows, columns});
    for (const Row row : idsUpTo<Row>(rows))
        for (const Column column : idsUpTo<Column>(columns))
            if (random.uniform() < density)
                pairs.emplace_back(row, column);
    return BinaryMatrix<Row, Column>::fromPairs(rows, columns, std::move(pairs));
}

inline DatasetParts randomParts(std::size_t users, std::size_t items, std::size_t tracks, std::uint64_t seed)
{
    DatasetParts parts;
    parts.name = "small world";
    parts.provenance.seed = seed;
    parts.users = names("u", users);
    parts.tracks.ids = names("t", tracks);
    parts.items.ids = names("p", items);
    parts.library = randomMatrix<User, Track>(users, tracks, 0.2, seed);
    parts.itemTracks = randomMatrix<Item, Track>(items, tracks, 0.1, seed + 1);
    std::vector<std::pair<User, Item>> cut[4];
    std::vector<std::pair<User, Item>> owned;
    Random random(seed, {7});
    for (const User user : idsUpTo<User>(users))
        for (const Item item : idsUpTo<Item>(items))
            if (random.uniform() < 0.15)
                cut[number(user) % 10 == 9 ? 3 : random.below(3)].emplace_back(user, item);
    for (const Item item : idsUpTo<Item>(items))
        if (random.uniform() < 0.8)
            owned.emplace_back(User{static_cast<std::int32_t>(random.below(users))}, item);
    const auto matrix = [&](auto pairs) { return BinaryMatrix<User, Item>::fromPairs(users, items, std::move(pairs)); };
    parts.split = {matrix(cut[0]), matrix(cut[1]), matrix(cut[2]), matrix(cut[3])};
    parts.owned = matrix(owned);
    for (std::size_t user = 0; user < users; ++user)
        parts.exploration.push_back(static_cast<float>(Random(seed, {8, user}).beta(1.3, 3.3)));
    return parts;
}

} // namespace smallworld

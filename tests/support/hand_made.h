#pragma once

#include "core/data/dataset.h"

#include <string>
#include <utility>
#include <vector>

/// Datasets written down row by row, for tests whose arithmetic is done by hand.
namespace handmade {

using namespace tastescope;

using Rows = std::vector<std::vector<int>>;

/// Row r of the matrix holds the columns rows[r]; rows that are not given are empty.
template<typename Row, typename Column>
BinaryMatrix<Row, Column> matrix(const Rows& rows, std::size_t rowCount, std::size_t columnCount)
{
    std::vector<std::pair<Row, Column>> pairs;
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (const int column : rows[row])
            pairs.emplace_back(Row{static_cast<std::int32_t>(row)}, Column{column});
    return BinaryMatrix<Row, Column>::fromPairs(rowCount, columnCount, std::move(pairs));
}

inline IdTable names(const std::string& prefix, std::size_t count)
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back(prefix + std::to_string(i));
    return IdTable(std::move(result));
}

struct World
{
    std::size_t users = 0;
    std::size_t items = 0;
    std::size_t tracks = 0; ///< 0: items are tracks
    Rows library = {};
    Rows train = {};
    Rows validation = {};
    Rows test = {};
    Rows cold = {};
    Rows owned = {}; ///< empty: nobody owns anything
};

inline DatasetParts parts(const World& world)
{
    DatasetParts result;
    result.name = "hand made";
    result.nouns = {"playlist", "track"};
    result.users = names("u", world.users);
    result.items.ids = names("p", world.items);
    result.itemsAreTracks = world.tracks == 0;
    result.tracks.ids = names("t", world.tracks);
    if (!result.itemsAreTracks)
        result.library = matrix<User, Track>(world.library, world.users, world.tracks);
    const auto part = [&](const Rows& rows) { return matrix<User, Item>(rows, world.users, world.items); };
    result.split = {part(world.train), part(world.validation), part(world.test), part(world.cold)};
    if (!world.owned.empty())
        result.owned = part(world.owned);
    return result;
}

inline Dataset dataset(const World& world)
{
    return Dataset(parts(world));
}

} // namespace handmade

#pragma once

#include "core/base/random.h"
#include "core/data/dataset.h"

#include <string>
#include <utility>
#include <vector>

/// Two groups of users who like only items of their own group: user u and item i are of group u % 2 and i % 2. Each
/// likes a quarter of his group's items, one of them held out for validation. Items have tracks of their group, so
/// that pools of hard and easy negatives exist.
inline tastescope::DatasetParts plantedParts(int users = 60, int items = 128)
{
    using namespace tastescope;
    const int tracks = 40;
    DatasetParts parts;
    parts.name = "planted";
    for (int u = 0; u < users; ++u)
        parts.users.add("u" + std::to_string(u));
    for (int i = 0; i < items; ++i)
        parts.items.ids.add("i" + std::to_string(i));
    for (int t = 0; t < tracks; ++t)
        parts.tracks.ids.add("t" + std::to_string(t));
    std::vector<std::pair<User, Item>> train;
    std::vector<std::pair<User, Item>> validation;
    std::vector<std::pair<User, Track>> library;
    std::vector<std::pair<Item, Track>> itemTracks;
    for (int u = 0; u < users; ++u) {
        Random random(1, {1, static_cast<std::uint64_t>(u)});
        std::vector<int> own;
        for (int i = u % 2; i < items; i += 2)
            own.push_back(i);
        random.shuffle(std::span(own));
        for (int k = 0; k < items / 8; ++k)
            (k == 0 ? validation : train).emplace_back(User{u}, Item{own[static_cast<std::size_t>(k)]});
        for (int t = 0; t < tracks; ++t)
            if (random.uniform() < (t % 2 == u % 2 ? 0.5 : 0.2))
                library.emplace_back(User{u}, Track{t});
    }
    for (int i = 0; i < items; ++i) {
        Random random(1, {2, static_cast<std::uint64_t>(i)});
        for (int t = 0; t < tracks; ++t)
            if (random.uniform() < (t % 2 == i % 2 ? 0.4 : 0.1))
                itemTracks.emplace_back(Item{i}, Track{t});
    }
    const auto userCount = static_cast<std::size_t>(users);
    const auto itemCount = static_cast<std::size_t>(items);
    using Likes = BinaryMatrix<User, Item>;
    parts.split = {Likes::fromPairs(userCount, itemCount, train), Likes::fromPairs(userCount, itemCount, validation),
                   Likes::fromPairs(userCount, itemCount, {}), Likes::fromPairs(userCount, itemCount, {})};
    parts.library = BinaryMatrix<User, Track>::fromPairs(userCount, tracks, library);
    parts.itemTracks = BinaryMatrix<Item, Track>::fromPairs(itemCount, tracks, itemTracks);
    return parts;
}

#include "core/io/renumber.h"

namespace tastescope {

Numbers renumber(const RawData& data)
{
    std::vector<bool> users(data.users.size(), false);
    std::vector<bool> items(data.items.size(), false);
    const auto mark = [&](const Ratings& ratings) {
        for (std::size_t row = 0; row < ratings.size(); ++row) {
            users[index(ratings.users[row])] = true;
            items[index(ratings.items[row])] = true;
        }
    };
    mark(data.ratings);
    for (const auto* part : {&data.validation, &data.test})
        if (*part)
            mark(**part);
    if (data.testLists)
        for (const Item item : data.testLists->negatives)
            items[index(item)] = true;
    return {Renumbered<User>(users), Renumbered<Item>(items)};
}

BinaryMatrix<User, Item> toMatrix(const Ratings& ratings, const Numbers& numbers)
{
    std::vector<std::int64_t> offsets(numbers.users.ids.size() + 1, 0);
    std::vector<Item> items;
    items.reserve(ratings.size());
    for (std::size_t row = 0; row < ratings.size(); ++row) {
        ++offsets[static_cast<std::size_t>(numbers.users.numbers[index(ratings.users[row])]) + 1];
        items.push_back(Item{numbers.items.numbers[index(ratings.items[row])]});
    }
    for (std::size_t u = 0; u + 1 < offsets.size(); ++u)
        offsets[u + 1] += offsets[u];
    return {numbers.items.ids.size(), std::move(offsets), std::move(items)};
}

} // namespace tastescope

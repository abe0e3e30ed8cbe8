#include "core/data/vocabulary.h"

#include "core/data/dataset.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <tuple>

namespace tastescope {

namespace {

/// What an id is sorted by.
struct SortKey
{
    explicit SortKey(const std::string& id) : text(&id)
    {
        const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), value);
        isNumber = error == std::errc() && end == id.data() + id.size();
    }

    bool operator<(const SortKey& other) const
    {
        return std::tuple(!isNumber, isNumber ? value : 0, std::string_view(*text))
               < std::tuple(!other.isNumber, other.isNumber ? other.value : 0, std::string_view(*other.text));
    }

    std::int64_t value = 0;
    bool isNumber = false;
    const std::string* text;
};

} // namespace

std::vector<std::int32_t> ascendingPlaces(std::span<const std::string> ids)
{
    const std::vector<SortKey> keys(ids.begin(), ids.end());
    std::vector<std::int32_t> order(ids.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, [&](std::int32_t a, std::int32_t b) {
        return keys[static_cast<std::size_t>(a)] < keys[static_cast<std::size_t>(b)];
    });
    std::vector<std::int32_t> places(ids.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        places[static_cast<std::size_t>(order[place])] = static_cast<std::int32_t>(place);
    return places;
}

Vocabulary catalogueVocabulary(const Dataset& dataset)
{
    std::vector<std::string> names = dataset.items().ids.names();
    const std::vector<std::string>& unseen = dataset.parts().unseenItems.names();
    names.insert(names.end(), unseen.begin(), unseen.end());
    Vocabulary vocabulary{ascendingPlaces(names), ascendingPlaces(dataset.users().names()),
                          static_cast<std::int32_t>(names.size())};
    vocabulary.items.resize(dataset.itemCount());
    return vocabulary;
}

Vocabulary itemVocabulary(const Dataset& dataset)
{
    return {ascendingPlaces(dataset.items().ids.names()), ascendingPlaces(dataset.users().names()),
            static_cast<std::int32_t>(dataset.itemCount())};
}

Vocabulary ownVocabulary(const Dataset& dataset)
{
    Vocabulary vocabulary{std::vector<std::int32_t>(dataset.itemCount()),
                          std::vector<std::int32_t>(dataset.userCount()),
                          static_cast<std::int32_t>(dataset.itemCount())};
    std::iota(vocabulary.items.begin(), vocabulary.items.end(), 0);
    std::iota(vocabulary.users.begin(), vocabulary.users.end(), 0);
    return vocabulary;
}

} // namespace tastescope

#include "core/pipeline/matching.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace tastescope {

SongMatch matchSongs(const Catalogue& first, const Catalogue& second, MatchRule rule)
{
    const auto keyOf = [rule](const Catalogue& songs, std::size_t song) {
        return songKey(songs.title(song), songs.detail(song), rule);
    };
    std::vector<std::string> secondKeys;
    secondKeys.reserve(second.size());
    for (std::size_t song = 0; song < second.size(); ++song)
        secondKeys.push_back(keyOf(second, song));
    const std::unordered_set<std::string_view> inSecond(secondKeys.begin(), secondKeys.end());

    SongMatch match;
    std::unordered_map<std::string, std::int32_t> trackOf;
    for (std::size_t song = 0; song < first.size(); ++song) {
        std::string key = keyOf(first, song);
        if (!inSecond.contains(key)) {
            match.ofFirst.push_back(-1);
            continue;
        }
        const auto [known, isNew] = trackOf.try_emplace(std::move(key), static_cast<std::int32_t>(trackOf.size()));
        match.ofFirst.push_back(known->second);
        if (isNew) {
            match.tracks.ids.add(first.ids.name(song));
            match.tracks.titles.push_back(first.title(song));
            match.tracks.details.emplace_back(first.detail(song));
        }
    }
    for (const std::string& key : secondKeys) {
        const auto known = trackOf.find(key);
        match.ofSecond.push_back(known == trackOf.end() ? -1 : known->second);
    }
    const auto isMatched = [](std::int32_t track) { return track >= 0; };
    match.matchedFirst = std::ranges::count_if(match.ofFirst, isMatched);
    match.matchedSecond = std::ranges::count_if(match.ofSecond, isMatched);
    return match;
}

} // namespace tastescope

#include "core/pipeline/matching.h"

#include "core/data/local_ids.h"

#include <algorithm>

namespace tastescope {

namespace {

std::vector<std::string> keysOf(const Catalogue& songs, MatchRule rule, Workers workers, const JobContext& job)
{
    std::vector<std::string> keys(songs.size());
    parallelFor(
        static_cast<std::int64_t>(keys.size()), workers, job,
        [&](std::int64_t i, int) {
            const auto song = static_cast<std::size_t>(i);
            keys[song] = songKey(songs.title(song), songs.detail(song), rule);
        },
        1'024);
    return keys;
}

} // namespace

SongMatch matchSongs(const Catalogue& first, const Catalogue& second, MatchRule rule, Workers workers,
                     const JobContext& job)
{
    const std::vector<std::string> firstKeys = keysOf(first, rule, workers, job);
    const std::vector<std::string> secondKeys = keysOf(second, rule, workers, job);
    LocalIds keys; // the first source's, then those of the second that it lacks
    std::vector<std::int32_t> keyOfFirst;
    keyOfFirst.reserve(firstKeys.size());
    for (const std::string& key : firstKeys)
        keyOfFirst.push_back(keys.add(key));
    const std::size_t ofFirst = keys.names().size();
    std::vector<bool> inSecond(ofFirst, false);
    std::vector<std::int32_t> keyOfSecond;
    keyOfSecond.reserve(secondKeys.size());
    for (const std::string& key : secondKeys) {
        const auto number = static_cast<std::size_t>(keyOfSecond.emplace_back(keys.add(key)));
        if (number < ofFirst)
            inSecond[number] = true;
    }
    job.throwIfStopped();

    SongMatch match;
    std::vector<std::int32_t> trackOf(keys.names().size(), -1);
    for (std::size_t song = 0; song < first.size(); ++song) {
        const auto key = static_cast<std::size_t>(keyOfFirst[song]);
        if (!inSecond[key]) {
            match.ofFirst.push_back(-1);
            continue;
        }
        const bool isNew = trackOf[key] < 0;
        if (isNew)
            trackOf[key] = static_cast<std::int32_t>(match.tracks.size());
        match.ofFirst.push_back(trackOf[key]);
        if (isNew) {
            match.tracks.ids.add(first.ids.name(song));
            match.tracks.titles.push_back(first.title(song));
            match.tracks.details.emplace_back(first.detail(song));
        }
    }
    for (const std::int32_t key : keyOfSecond)
        match.ofSecond.push_back(trackOf[static_cast<std::size_t>(key)]);
    const auto isMatched = [](std::int32_t track) { return track >= 0; };
    match.matchedFirst = std::ranges::count_if(match.ofFirst, isMatched);
    match.matchedSecond = std::ranges::count_if(match.ofSecond, isMatched);
    return match;
}

} // namespace tastescope

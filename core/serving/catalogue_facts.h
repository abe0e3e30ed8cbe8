#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <vector>

namespace tastescope {

/// What answers need to know of every track and item, counted once.
class CatalogueFacts
{
public:
    /// Cost: O(library + training positives + items log items).
    explicit CatalogueFacts(const Dataset& dataset);

    std::int32_t listeners(Track track) const { return m_listeners[index(track)]; } ///< users with it in their library
    std::int32_t likes(Item item) const { return m_likes[index(item)]; }            ///< users who like it in training

    /// Share of the other items with fewer likes, those with as many counted half. In [0, 1]; 0.5 for a single item.
    double popularity(Item item) const { return m_popularity[index(item)]; }

    /// The tenth of the tracks by listeners that a track falls in: 0 the least, 9 the most listened to. Tracks with
    /// equally many listeners fall in the same tenth.
    int tenth(Track track) const { return m_tenths[index(track)]; }

    std::size_t itemCount() const { return m_likes.size(); }
    std::size_t trackCount() const { return m_listeners.size(); }

private:
    std::vector<std::int32_t> m_listeners;
    std::vector<std::int32_t> m_likes;
    std::vector<double> m_popularity;
    std::vector<std::int8_t> m_tenths;
};

} // namespace tastescope

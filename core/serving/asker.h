#pragma once

#include "core/serving/recommend.h"

#include <optional>
#include <span>
#include <vector>

namespace tastescope {

/// What answers need of whoever is asked about: of a user of the data what the data say, else what the query says.
class Asker
{
public:
    /// serving and what the query points to must outlive it. Throws: Error when there is no such user.
    Asker(const Serving& serving, const Query& query);

    const Query& query() const { return m_query; }
    std::optional<User> user() const { return m_user; }                    ///< of the data
    std::span<const Item> likes() const { return m_likes; }                ///< ascending
    std::span<const Neighbour> neighbours() const { return m_neighbours; } ///< selected; none but for users of the data
    bool owns(Item item) const { return m_user && m_serving.dataset->owner(item) == *m_user; }
    bool hasSeen(Item item) const; ///< likes or owns

    /// As isServedFallback().
    bool isServedFallback(RecommendFrom from) const;

    /// A user of the data to whom neither his neighbours nor the mainstream user's bring anything.
    bool hasNoCandidates() const;

    /// Throws: Error when he is no user of the data: what neighbours bring is known of those only.
    std::span<const Item> candidates() const;

private:
    const Serving& m_serving;
    Query m_query;
    std::optional<User> m_user;
    std::vector<Item> m_ofSequence; ///< its items, ascending
    std::span<const Item> m_likes;
    std::span<const Neighbour> m_neighbours;
};

} // namespace tastescope

#include "core/serving/asker.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace tastescope {

Asker::Asker(const Serving& serving, const Query& query) : m_serving(serving), m_query(query)
{
    const Dataset& dataset = *serving.dataset;
    if (const User* user = std::get_if<User>(&query)) {
        if (number(*user) < 0 || index(*user) >= dataset.userCount())
            throw Error("There is no user number " + std::to_string(number(*user)) + " in " + dataset.name() + ".");
        m_user = *user;
        m_likes = dataset.train().row(*user);
        m_neighbours = serving.neighbours->of(*user);
    } else if (const Profile* profile = std::get_if<Profile>(&query)) {
        m_likes = profile->likes;
    } else {
        const std::span<const Item> items = std::get<Sequence>(query).items;
        m_ofSequence.assign(items.begin(), items.end());
        std::ranges::sort(m_ofSequence);
        m_likes = m_ofSequence;
    }
}

bool Asker::hasSeen(Item item) const
{
    return std::ranges::binary_search(m_likes, item) || owns(item);
}

bool Asker::isServedFallback(RecommendFrom from) const
{
    return !m_serving.model->knows(m_query)
           || (from == RecommendFrom::Neighbours && m_user && m_serving.candidates->isFallback(*m_user));
}

bool Asker::hasNoCandidates() const
{
    return m_user && m_serving.candidates->isFallback(*m_user) && m_serving.candidates->of(*m_user).empty();
}

std::span<const Item> Asker::candidates() const
{
    if (!m_user)
        throw Error("What neighbours bring is known of users of the data only. Recommend from the whole catalogue.");
    return m_serving.candidates->of(*m_user);
}

} // namespace tastescope

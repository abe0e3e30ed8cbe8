#include "core/models/user_knn/user_knn_model.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tastescope {

UserKnnModel::UserKnnModel(NeighbourIndex neighbours, BinaryMatrix<User, Item> likes, std::vector<float> itemWeights,
                           std::vector<float> votes)
    : m_neighbours(std::move(neighbours)),
      m_likes(std::move(likes)),
      m_itemWeights(std::move(itemWeights)),
      m_votes(std::move(votes))
{
    if (m_neighbours.userCount() != m_likes.rowCount() || m_itemWeights.size() != m_likes.columnCount()
        || (!m_votes.empty() && m_votes.size() != m_likes.entryCount()))
        throw Error("The neighbours, likes, item weights and votes of a user-KNN model do not fit each other.");
}

bool UserKnnModel::knows(const Query& query) const
{
    const User* user = std::get_if<User>(&query);
    return user && !m_neighbours.of(*user).empty();
}

std::optional<Ledger> UserKnnModel::ledger(const Query& query, Item item) const
{
    const User user = requireUser(query, "User-KNN");
    Ledger ledger{exactScore(user, item), static_cast<double>(itemWeight(item))};
    for (const Neighbour& neighbour : m_neighbours.of(user))
        if (const auto counted = vote(neighbour.user, item)) {
            ledger.voters.push_back(neighbour);
            if (!m_votes.empty())
                ledger.votes.push_back(*counted);
        }
    return ledger;
}

std::optional<double> UserKnnModel::vote(User user, Item item) const
{
    const auto items = m_likes.row(user);
    const auto place = std::ranges::lower_bound(items, item);
    if (place == items.end() || *place != item)
        return std::nullopt;
    return m_votes.empty()
               ? 1
               : static_cast<double>(m_votes[m_likes.rowBegin(user) + static_cast<std::size_t>(place - items.begin())]);
}

void UserKnnModel::score(const Query& query, std::span<const Item> items, std::span<float> scores) const
{
    const User user = requireUser(query, "User-KNN");
    std::size_t likes = 0;
    std::size_t steps = 0; // of a binary search in each neighbour's likes
    for (const Neighbour& neighbour : m_neighbours.of(user)) {
        const std::size_t size = m_likes.row(neighbour.user).size();
        likes += size;
        steps += static_cast<std::size_t>(std::bit_width(size));
    }
    if (items.size() * steps < likes + itemCount() / 4)
        scoreByLookup(user, items, scores);
    else
        scoreByAddition(user, items, scores);
}

void UserKnnModel::scoreByLookup(User user, std::span<const Item> items, std::span<float> scores) const
{
    for (std::size_t i = 0; i < items.size(); ++i)
        scores[i] = static_cast<float>(exactScore(user, items[i]));
}

void UserKnnModel::scoreByAddition(User user, std::span<const Item> items, std::span<float> scores) const
{
    std::vector<double> sums(itemCount(), 0);
    for (const Neighbour& neighbour : m_neighbours.of(user))
        addVotes(neighbour, sums);
    for (std::size_t i = 0; i < items.size(); ++i)
        scores[i] = static_cast<float>(sums[index(items[i])] * static_cast<double>(itemWeight(items[i])));
}

void UserKnnModel::addVotes(const Neighbour& neighbour, std::vector<double>& sums) const
{
    const auto items = m_likes.row(neighbour.user);
    const auto similarity = static_cast<double>(neighbour.similarity);
    if (m_votes.empty()) {
        for (const Item item : items)
            sums[index(item)] += similarity;
        return;
    }
    const auto votes = std::span(m_votes).subspan(m_likes.rowBegin(neighbour.user), items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        sums[index(items[i])] += similarity * static_cast<double>(votes[i]);
}

double UserKnnModel::exactScore(User user, Item item) const
{
    double sum = 0;
    for (const Neighbour& neighbour : m_neighbours.of(user))
        if (const auto counted = vote(neighbour.user, item))
            sum += static_cast<double>(neighbour.similarity) * *counted;
    return sum * static_cast<double>(itemWeight(item));
}

} // namespace tastescope

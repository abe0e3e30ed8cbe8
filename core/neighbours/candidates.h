#pragma once

#include "core/base/job.h"
#include "core/base/option_table.h"
#include "core/data/dataset.h"
#include "core/neighbours/neighbour_index.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tastescope {

struct CandidateOptions
{
    int count = 75; ///< candidates a user at most, >= 1
    std::uint64_t seed = 42;
    std::uint64_t refresh = 0; ///< another number gives another sample
    int threads = 0;           ///< 0: all cores; never changes the result
    bool operator==(const CandidateOptions&) const = default;
};

/// Rows of the sample: "candidates", "seed", "refresh", "threads".
OptionTable<CandidateOptions> candidateFields();

/// What may be recommended to every user. Immutable.
class CandidateLists
{
public:
    struct Row
    {
        std::vector<Item> items;  ///< ascending
        std::int64_t inReach = 0; ///< before sampling
        bool isFallback = false;
    };

    CandidateLists() : m_offsets(1, 0) {}
    CandidateLists(const std::vector<Row>& rows, std::optional<User> mainstreamUser, int count);

    std::size_t userCount() const { return m_inReach.size(); }

    std::span<const Item> of(User user) const
    {
        const auto begin = static_cast<std::size_t>(m_offsets[index(user)]);
        return std::span(m_items).subspan(begin, static_cast<std::size_t>(m_offsets[index(user) + 1]) - begin);
    }

    /// Items the neighbours bring, without the user's own and what he already likes: what was sampled from.
    std::int64_t inReach(User user) const { return m_inReach[index(user)]; }

    /// Cold, without neighbours, or with neighbours who bring nothing new: the list is the mainstream user's.
    bool isFallback(User user) const { return m_isFallback[index(user)]; }

    /// The user whose candidates are the most popular in total; none when nobody has candidates.
    std::optional<User> mainstreamUser() const { return m_mainstreamUser; }

    /// Users with fewer candidates than were asked for, ascending.
    const std::vector<User>& shortUsers() const { return m_shortUsers; }

    bool operator==(const CandidateLists&) const = default;

private:
    std::vector<std::int64_t> m_offsets;
    std::vector<Item> m_items;
    std::vector<std::int64_t> m_inReach;
    std::vector<bool> m_isFallback;
    std::vector<User> m_shortUsers;
    std::optional<User> m_mainstreamUser;
};

/// The items the selected neighbours bring, without the user's own and what he already likes (train), sampled to
/// options.count by (seed, user, refresh). Held-out items stay in: they are what one hopes to hit.
///
/// Cold or neighbourless users get the list of the mainstream user (the largest sum of train counts over his
/// candidates; ties: lower number), again without what is theirs or liked, and are marked.
///
/// Shapes:  selected has one row a user of the dataset.
/// Throws:  Error when an option is out of range; Cancelled when job.stop is set.
/// Cost:    O(items brought), each user's sorted once.
CandidateLists buildCandidates(const NeighbourIndex& selected, const Dataset& dataset, const CandidateOptions& options,
                               const JobContext& job = {});

} // namespace tastescope

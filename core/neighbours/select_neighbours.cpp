#include "core/neighbours/select_neighbours.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/neighbours/item_marks.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace tastescope {

namespace {

constexpr std::uint64_t walkStream = 0x57414c4b; // "WALK"

/// One worker's walk along a user's candidates.
class Walk
{
public:
    Walk(const Dataset& dataset, const SelectionOptions& options)
        : m_brought(dataset.brought()),
          m_options(options),
          m_reach(dataset.itemCount())
    {
    }

    std::span<const Neighbour> select(User user, std::span<const Neighbour> candidates)
    {
        order(user, candidates.size());
        m_reach.clear();
        m_positions.clear();
        int itemsInReach = 0;
        for (const std::size_t position : m_order) {
            if (hasEnough(itemsInReach))
                break;
            const Neighbour& candidate = candidates[position];
            const auto brought = m_brought.row(candidate.user);
            if (brought.empty() || candidate.similarity < m_options.minimumSimilarity)
                continue;
            m_positions.push_back(position);
            for (auto item = brought.begin(); item != brought.end() && itemsInReach < m_options.minimumItems; ++item)
                itemsInReach += m_reach.add(*item) ? 1 : 0;
        }

        std::ranges::sort(m_positions);
        m_kept.clear();
        for (const std::size_t position : m_positions)
            m_kept.push_back(candidates[position]);
        return m_kept;
    }

private:
    void order(User user, std::size_t count)
    {
        m_order.resize(count);
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        if (m_options.rule == SelectionRule::AsPublished)
            Random(m_options.seed, {walkStream, index(user)}).shuffle(std::span(m_order));
    }

    bool hasEnough(int itemsInReach) const
    {
        return m_positions.size() >= static_cast<std::size_t>(m_options.maximum)
               && itemsInReach >= m_options.minimumItems;
    }

    const BinaryMatrix<User, Item>& m_brought;
    const SelectionOptions& m_options;
    ItemMarks m_reach;
    std::vector<std::size_t> m_order;     ///< positions in the candidates, as walked
    std::vector<std::size_t> m_positions; ///< of those kept
    std::vector<Neighbour> m_kept;
};

} // namespace

OptionTable<SelectionOptions> selectionFields()
{
    using O = SelectionOptions;
    static const std::array fields{
        numberField(&O::maximum, {.name = "max",
                                  .title = "Kept at most",
                                  .group = "Neighbours",
                                  .help = "Neighbours kept once enough items are in reach.",
                                  .minimum = 1,
                                  .maximum = 1'000'000}),
        numberField(&O::minimumItems, {.name = "min_items",
                                       .title = "Items at least",
                                       .group = "Neighbours",
                                       .help = "Items that must be in reach before the walk may stop.",
                                       .minimum = 0,
                                       .maximum = 1'000'000}),
        choiceField(&O::rule, {.name = "pick",
                               .title = "Rule",
                               .group = "Neighbours",
                               .help = "closest: walks the nearest users by similarity; shuffled: in a seeded random "
                                       "order, as published, so that a random half of the nearest are kept."}),
        seedField(&O::seed, "Neighbours", "Of the random order: the same seed keeps the same neighbours."),
        numberField(&O::minimumSimilarity, {.name = "min_similarity",
                                            .title = "Least similarity",
                                            .group = "Neighbours",
                                            .help = "Users less similar are passed over; 0: none.",
                                            .minimum = 0,
                                            .maximum = 1}),
        threadsField(&O::threads),
    };
    return fields;
}

NeighbourIndex selectNeighbours(const NeighbourIndex& candidates, const Dataset& dataset,
                                const SelectionOptions& options, const JobContext& job)
{
    checkFields(selectionFields(), options);
    if (candidates.userCount() != dataset.userCount())
        throw Error("The neighbours are of " + std::to_string(candidates.userCount()) + " users, the dataset has "
                    + std::to_string(dataset.userCount()) + ": search them again.");

    std::size_t longest = 0;
    for (const User user : idsUpTo<User>(candidates.userCount()))
        longest = std::max(longest, candidates.of(user).size());
    NeighbourSlots building(candidates.userCount(), longest);
    const Workers workers(options.threads);
    auto walks = workers.copiesOf(Walk(dataset, options));
    parallelFor(static_cast<std::int64_t>(candidates.userCount()), workers, job, [&](std::int64_t i, int worker) {
        const User user{static_cast<std::int32_t>(i)};
        building.fill(user, walks[static_cast<std::size_t>(worker)].select(user, candidates.of(user)));
    });
    return std::move(building).finish();
}

} // namespace tastescope

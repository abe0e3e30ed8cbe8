#include "core/neighbours/candidates.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/neighbours/item_marks.h"

#include <algorithm>
#include <array>
#include <string>

namespace tastescope {

namespace {

constexpr std::uint64_t sampleStream = 0x43414e44; // "CAND"

/// One worker's collecting of candidates.
class Collector
{
public:
    Collector(const Dataset& dataset, const CandidateOptions& options)
        : m_dataset(dataset),
          m_options(options),
          m_marks(dataset.itemCount())
    {
    }

    CandidateLists::Row collect(User user, std::span<const Neighbour> neighbours)
    {
        m_inReach.clear();
        if (!m_dataset.isCold(user)) {
            exclude(user);
            for (const Neighbour& neighbour : neighbours)
                for (const Item item : m_dataset.brought().row(neighbour.user))
                    if (m_marks.add(item))
                        m_inReach.push_back(item);
        }
        CandidateLists::Row row;
        row.inReach = static_cast<std::int64_t>(m_inReach.size());
        row.isFallback = m_inReach.empty();
        sample(user, m_inReach);
        row.items = m_inReach; // a copy has room for the sample alone
        return row;
    }

    std::vector<Item> mainstream(User user, std::span<const Item> items)
    {
        exclude(user);
        std::vector<Item> kept;
        for (const Item item : items)
            if (m_marks.add(item))
                kept.push_back(item);
        return kept;
    }

private:
    void exclude(User user)
    {
        m_marks.clear();
        m_marks.addAll(m_dataset.train().row(user));
        if (m_dataset.hasOwners())
            m_marks.addAll(m_dataset.owned().row(user));
    }

    /// The first `count` of a shuffle, in ascending order.
    void sample(User user, std::vector<Item>& items) const
    {
        std::ranges::sort(items);
        const auto count = static_cast<std::size_t>(m_options.count);
        if (items.size() <= count)
            return;
        Random random(m_options.seed, {sampleStream, index(user), m_options.refresh});
        for (std::size_t i = 0; i < count; ++i)
            std::swap(items[i], items[i + random.below(items.size() - i)]);
        items.resize(count);
        std::ranges::sort(items);
    }

    const Dataset& m_dataset;
    const CandidateOptions& m_options;
    ItemMarks m_marks;
    std::vector<Item> m_inReach; ///< of the user
};

std::optional<User> findMainstreamUser(const std::vector<CandidateLists::Row>& rows, const Dataset& dataset)
{
    const std::vector<std::int32_t> popularity = dataset.train().columnCounts();
    std::optional<User> mainstream;
    std::int64_t most = -1;
    for (const User user : idsUpTo<User>(rows.size())) {
        std::int64_t total = 0;
        for (const Item item : rows[index(user)].items)
            total += popularity[index(item)];
        if (!rows[index(user)].items.empty() && total > most) {
            mainstream = user;
            most = total;
        }
    }
    return mainstream;
}

} // namespace

OptionTable<CandidateOptions> candidateFields()
{
    using O = CandidateOptions;
    static const std::array fields{
        numberField(&O::count, {.name = "candidates",
                                .title = "Candidates",
                                .group = "Candidates",
                                .help = "Items sampled for each user, at most.",
                                .minimum = 1,
                                .maximum = 1'000'000}),
        seedField(&O::seed, "Candidates", "Of the sample: the same seed draws the same items."),
        numberField(&O::refresh, {.name = "refresh",
                                  .title = "Refresh",
                                  .group = "Candidates",
                                  .help = "Another number gives another sample.",
                                  .minimum = 0,
                                  .maximum = largestSeed}),
        threadsField(&O::threads),
    };
    return fields;
}

CandidateLists::CandidateLists(const std::vector<Row>& rows, std::optional<User> mainstreamUser, int count)
    : m_offsets(1, 0),
      m_mainstreamUser(mainstreamUser)
{
    std::size_t items = 0;
    for (const Row& row : rows)
        items += row.items.size();
    m_items.reserve(items);
    for (const User user : idsUpTo<User>(rows.size())) {
        const Row& row = rows[index(user)];
        m_items.insert(m_items.end(), row.items.begin(), row.items.end());
        m_offsets.push_back(static_cast<std::int64_t>(m_items.size()));
        m_inReach.push_back(row.inReach);
        m_isFallback.push_back(row.isFallback);
        if (row.items.size() < static_cast<std::size_t>(count))
            m_shortUsers.push_back(user);
    }
}

CandidateLists buildCandidates(const NeighbourIndex& selected, const Dataset& dataset, const CandidateOptions& options,
                               const JobContext& job)
{
    checkFields(candidateFields(), options);
    if (selected.userCount() != dataset.userCount())
        throw Error("The neighbours are of " + std::to_string(selected.userCount()) + " users, the dataset has "
                    + std::to_string(dataset.userCount()) + ": search them again.");

    std::vector<CandidateLists::Row> rows(dataset.userCount());
    const Workers workers(options.threads);
    auto collectors = workers.copiesOf(Collector(dataset, options));
    parallelFor(static_cast<std::int64_t>(rows.size()), workers, job, [&](std::int64_t i, int worker) {
        const User user{static_cast<std::int32_t>(i)};
        rows[index(user)] = collectors[static_cast<std::size_t>(worker)].collect(user, selected.of(user));
    });

    const std::optional<User> mainstream = findMainstreamUser(rows, dataset);
    if (mainstream)
        for (const User user : idsUpTo<User>(rows.size()))
            if (rows[index(user)].isFallback)
                rows[index(user)].items = collectors.front().mainstream(user, rows[index(*mainstream)].items);
    return {rows, mainstream, options.count};
}

} // namespace tastescope

#include "core/io/fold_ratings.h"

#include "core/base/error.h"

#include <algorithm>
#include <limits>
#include <span>

namespace tastescope {

namespace {

/// More rows than this number of a row can tell would take 200 GB.
using RowNumber = std::uint32_t;

/// Row numbers by user.
struct RowsByUser
{
    std::vector<std::size_t> offsets;
    std::vector<RowNumber> rows;
};

/// Where each of `count` keys begins when rows are in the order of their keys, and where the last one ends.
template<typename Key>
std::vector<std::size_t> beginsOf(const std::vector<Key>& keys, std::size_t count)
{
    std::vector<std::size_t> begins(count + 1, 0);
    for (const Key key : keys)
        ++begins[index(key) + 1];
    for (std::size_t k = 0; k < count; ++k)
        begins[k + 1] += begins[k];
    return begins;
}

/// The rows of each user, in the order of items, then of the file: counted by item first, then by user.
RowsByUser rowsByUser(const Ratings& ratings, std::size_t users, std::size_t items)
{
    if (ratings.size() > std::numeric_limits<RowNumber>::max())
        throw Error("There are more rows than can be told apart: " + std::to_string(ratings.size()) + ".");
    std::vector<RowNumber> byItem(ratings.size());
    std::vector<std::size_t> next = beginsOf(ratings.items, items);
    for (std::size_t row = 0; row < ratings.size(); ++row)
        byItem[next[index(ratings.items[row])]++] = static_cast<RowNumber>(row);
    RowsByUser sorted{beginsOf(ratings.users, users), std::vector<RowNumber>(ratings.size())};
    next = sorted.offsets;
    for (const RowNumber row : byItem)
        sorted.rows[next[index(ratings.users[row])]++] = row;
    return sorted;
}

/// One event of the user whose rows are being folded.
struct Event
{
    std::int64_t time = 0;
    std::size_t row = 0;
    auto operator<=>(const Event&) const = default;
};

class Fold
{
public:
    Fold(const Ratings& rows, const ImportOptions& options, ImportReport& report)
        : m_rows(rows),
          m_options(options),
          m_report(report),
          m_duplicates(chosen(rows, options.duplicates)),
          m_counts(rows.values.empty() && m_duplicates == Duplicates::Sum),
          m_timed(rows.times.size() == rows.size()),
          m_keepsTimes(m_timed && options.split == SplitChoice::LeaveLastOut)
    {
    }

    /// Adds what stands of `same`: rows of one user and item in file order.
    void add(std::span<const RowNumber> same)
    {
        const std::size_t row = m_duplicates == Duplicates::First ? same.front() : same.back();
        double value = m_rows.values.empty() ? 0 : static_cast<double>(m_rows.values[row]);
        std::int64_t time = m_rows.times.empty() ? 0 : m_rows.times[row];
        if (same.size() > 1)
            combine(same, value, time);
        // Both as floats: 4.1 in the file is then 4.1 of the option.
        if (m_options.minRating && !(static_cast<float>(value) >= static_cast<float>(*m_options.minRating))) {
            ++m_report.lowRated;
            return;
        }
        m_pairs.users.push_back(m_rows.users[row]);
        m_pairs.items.push_back(m_rows.items[row]);
        if (m_counts || m_rows.areWeights)
            m_pairs.values.push_back(static_cast<float>(m_counts ? static_cast<double>(same.size()) : value));
        if (m_keepsTimes)
            m_order.push_back({time, latestRow(same, row, time)});
        if (m_timed)
            for (const RowNumber each : same)
                m_mine.push_back({m_rows.times[each], each});
    }

    void endUser()
    {
        orderPairs();
        std::ranges::sort(m_mine);
        for (const Event& event : m_mine) {
            m_items.push_back(m_rows.items[event.row]);
            m_times.push_back(event.time);
        }
        m_mine.clear();
        m_offsets.push_back(static_cast<std::int64_t>(m_items.size()));
    }

    FoldedRatings finish(std::size_t items) &&
    {
        m_pairs.areWeights = m_rows.areWeights;
        if (m_counts && std::ranges::all_of(m_pairs.values, [](float count) { return count == 1; }))
            m_pairs.values.clear();
        if (!m_timed)
            return {std::move(m_pairs), {}};
        return {std::move(m_pairs), {items, std::move(m_offsets), std::move(m_items), std::move(m_times)}};
    }

private:
    static Duplicates chosen(const Ratings& rows, Duplicates asked)
    {
        if (asked != Duplicates::Auto)
            return asked;
        return rows.areWeights || rows.values.empty() ? Duplicates::Sum : Duplicates::Last;
    }

    /// The row that stands for the pair: where rows are joined, the last one of the time they got.
    std::size_t latestRow(std::span<const RowNumber> same, std::size_t row, std::int64_t time) const
    {
        if (m_rows.times[row] == time)
            return row;
        return *std::ranges::find(same.rbegin(), same.rend(), time, [this](auto each) { return m_rows.times[each]; });
    }

    /// The times of the user's pairs become their places in the order of time; at the same time the later row is later.
    void orderPairs()
    {
        std::vector<Event> sorted = m_order;
        std::ranges::sort(sorted);
        for (const Event& event : m_order)
            m_pairs.times.push_back(std::ranges::lower_bound(sorted, event) - sorted.begin());
        m_order.clear();
    }

    void combine(std::span<const RowNumber> same, double& value, std::int64_t& time)
    {
        const bool joins = m_duplicates == Duplicates::Max || m_duplicates == Duplicates::Sum;
        m_report.duplicates += static_cast<std::int64_t>(same.size()) - 1;
        double highest = value;
        double sum = 0;
        for (const RowNumber row : same) {
            if (!m_rows.values.empty()) {
                const double each = m_rows.values[row];
                m_report.conflicts += m_rows.values[row] == m_rows.values[same.front()] ? 0 : 1;
                highest = std::max(highest, each);
                sum += each;
            }
            if (joins && !m_rows.times.empty())
                time = std::max(time, m_rows.times[row]);
        }
        if (joins)
            value = m_duplicates == Duplicates::Max ? highest : sum;
    }

    const Ratings& m_rows;
    const ImportOptions& m_options;
    ImportReport& m_report;
    Duplicates m_duplicates;
    bool m_counts; ///< the rows of a pair are its weight
    bool m_timed;
    bool m_keepsTimes;
    Ratings m_pairs;
    std::vector<Event> m_order; ///< of the user's pairs so far; for a split by time alone
    std::vector<Event> m_mine;  ///< of the user so far
    std::vector<std::int64_t> m_offsets = {0};
    std::vector<Item> m_items;
    std::vector<std::int64_t> m_times;
};

} // namespace

FoldedRatings foldRatings(const Ratings& rows, std::size_t users, std::size_t items, const ImportOptions& options,
                          ImportReport& report, const JobContext& job)
{
    if (options.minRating && rows.values.empty())
        throw Error("A minimum rating was asked for, but the data has no ratings and no weights.");
    const RowsByUser sorted = rowsByUser(rows, users, items);
    Fold fold(rows, options, report);
    for (std::size_t u = 0; u < users; ++u) {
        if (u % 1024 == 0)
            job.throwIfStopped();
        const auto mine = std::span(sorted.rows).subspan(sorted.offsets[u], sorted.offsets[u + 1] - sorted.offsets[u]);
        for (std::size_t begin = 0, end = 0; begin < mine.size(); begin = end) {
            while (end < mine.size() && rows.items[mine[end]] == rows.items[mine[begin]])
                ++end;
            fold.add(mine.subspan(begin, end - begin));
        }
        fold.endUser();
    }
    return std::move(fold).finish(items);
}

} // namespace tastescope

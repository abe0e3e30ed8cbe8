#include "core/evaluation/metrics.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <tuple>

namespace tastescope {

namespace {

std::int64_t relevantIn(Ranking ranking)
{
    std::int64_t relevant = 0;
    for (const TieBlock& block : ranking)
        relevant += block.relevant;
    return relevant;
}

/// How many of the block's places, which begin after `above` others, are within the first k.
std::int64_t placesWithin(const TieBlock& block, std::int64_t above, int k)
{
    return std::clamp<std::int64_t>(k - above, 0, block.items);
}

/// E[1/rank of the first relevant item] of n items after `above` others, r >= 1 of them relevant.
double firstReciprocalRank(const RankTables& tables, std::int64_t above, std::int64_t n, std::int64_t r)
{
    const auto items = static_cast<double>(n);
    if (r == 1)
        return (tables.harmonic(above + n) - tables.harmonic(above)) / items;
    const auto relevant = static_cast<double>(r);
    if (above == 0) // sum over j of C(n-j, r-1) / j = C(n, r-1) (H(n) - H(r-1)), divided by C(n, r)
        return relevant / (items - relevant + 1) * (tables.harmonic(n) - tables.harmonic(r - 1));
    double sum = 0;
    double first = relevant / items; // P(the first relevant is the j-th of the block)
    double later = 1 - first;        // P(it comes later)
    for (std::int64_t j = 1; j <= n - r + 1; ++j) {
        sum += first / static_cast<double>(above + j);
        if (later < 1e-17)
            break;
        first *= static_cast<double>(n - j - r + 1) / static_cast<double>(n - j);
        later -= first;
    }
    return sum;
}

/// P(none of r relevant items among m places of n) = C(n-r, m) / C(n, m).
double missProbability(std::int64_t n, std::int64_t r, std::int64_t m)
{
    double probability = 1;
    for (std::int64_t i = 0; i < m; ++i)
        probability *= static_cast<double>(std::max<std::int64_t>(0, n - r - i)) / static_cast<double>(n - i);
    return probability;
}

constexpr std::array uncut{0};
constexpr std::array firstOnes{1, 5, 10};
constexpr std::array firstTen{10};

constexpr std::array table{
    Metric{.name = "mrr",
           .title = "MRR",
           .formula = "1 / rank of the first held-out item",
           .over = "1: one figure a list; the whole list counts, however long",
           .ties = "the mean of 1 / rank over the places the first held-out item can have",
           .value = reciprocalRank,
           .cut = false,
           .watchedAt = uncut},
    Metric{.name = "hit",
           .title = "Hit",
           .formula = "1 if a held-out item is among the first {K}, else 0",
           .over = "1: one figure a list",
           .ties = "the share of the orders in which a held-out item is among the first {K}",
           .value = hit,
           .watchedAt = firstOnes},
    Metric{.name = "recall",
           .title = "Recall",
           .formula = "held-out items among the first {K} / all held-out items",
           .over = "all held-out items of the list, also where they are more than {K}",
           .ties = "a held-out item counts by the share of the places it can have that are among the first {K}",
           .value = recall,
           .sampled = false}, // of one item: Hit
    Metric{.name = "ndcg",
           .title = "NDCG",
           .formula = "sum of 1 / log2(rank + 1) of held-out items among the first {K} / the same in the best order",
           .over = "the gain of min({K}, held-out items) items in the first places; logarithms cancel their base",
           .ties = "a held-out item counts by the mean gain of the places it can have",
           .value = ndcg,
           .watchedAt = firstTen},
    Metric{.name = "map",
           .title = "MAP",
           .formula = "sum of the precision at each held-out item among the first {K} / all held-out items",
           .over = "all held-out items of the list (as trec_eval), not min({K}, held-out items)",
           .ties = "the mean over every order of the tied",
           .value = averagePrecision,
           .sampled = false}, // of one item: MRR, cut
};

std::string nameOf(const Metric& metric, int k)
{
    return std::string(metric.name) + (metric.cut ? "-" + std::to_string(k) : "");
}

/// By metric, then by cutoff, then by name.
auto placeOf(const std::string& name)
{
    const auto column = metricColumn(name);
    const auto row = column ? std::ranges::find(table, column->metric.name, &Metric::name) : table.end();
    return std::tuple(row - table.begin(), column ? column->k : 0, name);
}

} // namespace

RankTables::RankTables(std::size_t longest) : m_harmonic(longest + 1, 0.0), m_discount(longest + 1, 0.0)
{
    for (std::size_t r = 1; r <= longest; ++r) {
        m_harmonic[r] = m_harmonic[r - 1] + 1 / static_cast<double>(r);
        m_discount[r] = m_discount[r - 1] + 1 / std::log2(static_cast<double>(r) + 1);
    }
}

double reciprocalRank(const RankTables& tables, Ranking ranking, int)
{
    std::int64_t above = 0;
    for (const TieBlock& block : ranking) {
        if (block.relevant > 0)
            return firstReciprocalRank(tables, above, block.items, block.relevant);
        above += block.items;
    }
    return 0;
}

double hit(const RankTables&, Ranking ranking, int k)
{
    std::int64_t above = 0;
    double miss = 1;
    for (const TieBlock& block : ranking) {
        miss *= missProbability(block.items, block.relevant, placesWithin(block, above, k));
        above += block.items;
    }
    return 1 - miss;
}

double recall(const RankTables&, Ranking ranking, int k)
{
    std::int64_t above = 0;
    double found = 0;
    for (const TieBlock& block : ranking) {
        if (block.relevant > 0)
            found += static_cast<double>(block.relevant) * static_cast<double>(placesWithin(block, above, k))
                     / static_cast<double>(block.items);
        above += block.items;
    }
    return found / static_cast<double>(relevantIn(ranking));
}

double ndcg(const RankTables& tables, Ranking ranking, int k)
{
    std::int64_t above = 0;
    double gain = 0;
    for (const TieBlock& block : ranking) {
        const std::int64_t within = placesWithin(block, above, k);
        if (within > 0 && block.relevant > 0)
            gain += static_cast<double>(block.relevant) / static_cast<double>(block.items)
                    * (tables.discount(above + within) - tables.discount(above));
        above += block.items;
    }
    return gain / tables.discount(std::min<std::int64_t>(k, relevantIn(ranking)));
}

double averagePrecision(const RankTables&, Ranking ranking, int k)
{
    std::int64_t above = 0;
    double foundAbove = 0;
    double sum = 0;
    for (const TieBlock& block : ranking) {
        const auto relevant = static_cast<double>(block.relevant);
        const auto items = static_cast<double>(block.items);
        const double companions = block.items > 1 ? (relevant - 1) / (items - 1) : 0;
        const std::int64_t within = relevant > 0 ? placesWithin(block, above, k) : 0;
        for (std::int64_t p = 1; p <= within; ++p) {
            // E[relevant at p, times the relevant items up to p]
            const double found = relevant / items * (foundAbove + 1 + static_cast<double>(p - 1) * companions);
            sum += found / static_cast<double>(above + p);
        }
        above += block.items;
        foundAbove += relevant;
    }
    return sum / foundAbove;
}

std::span<const Metric> fullMetrics()
{
    return table;
}

std::span<const Metric> sampledMetrics()
{
    static const std::vector<Metric> metrics = [] {
        std::vector<Metric> some;
        std::ranges::copy_if(table, std::back_inserter(some), &Metric::sampled);
        return some;
    }();
    return metrics;
}

std::vector<MetricColumn> metricColumns(std::span<const Metric> metrics, std::span<const int> cutoffs)
{
    if (cutoffs.empty())
        throw Error("No cutoff K was given. Expected whole numbers of at least 1, for instance 1,5,10.");
    for (std::size_t i = 0; i < cutoffs.size(); ++i)
        if (cutoffs[i] < 1 || std::ranges::count(cutoffs, cutoffs[i]) > 1)
            throw Error("Cutoff K: found " + std::to_string(cutoffs[i]) + ", expected whole numbers of at least 1, "
                        + "none twice.");
    std::vector<MetricColumn> columns;
    for (const Metric& metric : metrics)
        for (const int k : metric.cut ? cutoffs : std::span<const int>(uncut))
            columns.push_back({metric, k, nameOf(metric, k)});
    return columns;
}

FigureNames namesOf(std::span<const MetricColumn> columns)
{
    std::vector<std::string> names;
    for (const MetricColumn& column : columns)
        names.push_back(column.name);
    return std::make_shared<const std::vector<std::string>>(std::move(names));
}

std::optional<MetricColumn> metricColumn(std::string_view name)
{
    const std::size_t dash = std::min(name.find('-'), name.size());
    const auto metric = std::ranges::find(table, name.substr(0, dash), &Metric::name);
    if (metric == table.end() || metric->cut != (dash < name.size()))
        return std::nullopt;
    int k = 0;
    if (metric->cut) {
        const auto [end, error] = std::from_chars(name.data() + dash + 1, name.data() + name.size(), k);
        if (error != std::errc() || end != name.data() + name.size() || k < 1)
            return std::nullopt;
    }
    return MetricColumn{*metric, k, std::string(name)};
}

std::string metricTitle(std::string_view name)
{
    const auto column = metricColumn(name);
    if (!column)
        return {};
    return std::string(column->metric.title) + (column->metric.cut ? "@" + std::to_string(column->k) : "");
}

void sortByMetric(std::vector<std::string>& names)
{
    std::ranges::sort(names, {}, placeOf);
}

const FigureNames& watchedFigures()
{
    static const FigureNames names = [] {
        std::vector<MetricColumn> columns;
        for (const Metric& metric : table)
            for (const int k : metric.watchedAt)
                columns.push_back({metric, k, nameOf(metric, k)});
        return namesOf(columns);
    }();
    return names;
}

std::vector<int> watchedCutoffs()
{
    std::set<int> cutoffs;
    for (const Metric& metric : table)
        if (metric.cut)
            cutoffs.insert(metric.watchedAt.begin(), metric.watchedAt.end());
    return {cutoffs.begin(), cutoffs.end()};
}

} // namespace tastescope

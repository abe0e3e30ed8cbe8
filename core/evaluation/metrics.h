#pragma once

#include "core/base/figures.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// Items of one list that share a score, best block first: how many, and how many of them are relevant. A ranking
/// is a row of such blocks; what stands after the last relevant item may be left out.
struct TieBlock
{
    std::int64_t items = 0;
    std::int64_t relevant = 0;
};

using Ranking = std::span<const TieBlock>;

/// Prefix sums that the metrics share, made once for lists of up to `longest` items; a cutoff may lie beyond them.
class RankTables
{
public:
    explicit RankTables(std::size_t longest);

    double harmonic(std::int64_t n) const { return m_harmonic[static_cast<std::size_t>(n)]; } ///< sum 1/r, r = 1..n
    double discount(std::int64_t n) const { return m_discount[static_cast<std::size_t>(n)]; } ///< sum 1/log2(r + 1)

private:
    std::vector<double> m_harmonic;
    std::vector<double> m_discount;
};

// The metrics. Each is the expected value over all random orders of tied items, so a model with constant scores gets
// exactly what chance gets. Units: [0, 1]. R = number of relevant items, all of them in the ranking.
// Source: definitions as in trec_eval 10 (binary gains); the sums over ties by linearity of expectation.

/// 1/r of the first relevant item, uncut over the whole list.
double reciprocalRank(const RankTables& tables, Ranking ranking, int unused);

/// Probability that a relevant item is among the first k.
double hit(const RankTables& tables, Ranking ranking, int k);

/// Relevant items among the first k, divided by R.
double recall(const RankTables& tables, Ranking ranking, int k);

/// DCG@k = sum over relevant items at rank r <= k of 1/log2(r + 1), divided by the DCG of the best order.
double ndcg(const RankTables& tables, Ranking ranking, int k);

/// AP@k = (1/R) sum over relevant items at rank i <= k of precision@i. The denominator is R (trec_eval, ranx), not
/// min(R, k) as in RecBole. Its mean over users is MAP@k.
double averagePrecision(const RankTables& tables, Ranking ranking, int k);

/// One row of the table of metrics. A row that is added is measured, shown live, kept, filtered and exported: nobody
/// else lists metrics.
struct Metric
{
    std::string_view name;    ///< in JSON: "hit" becomes "hit-10"
    std::string_view title;   ///< in words: "Hit@10"
    std::string_view formula; ///< of one list, in words; {K} stands for the cutoff
    std::string_view over;    ///< what it is divided by, likewise
    std::string_view ties;    ///< what becomes of items with the same score, likewise
    double (*value)(const RankTables&, Ranking, int k) = nullptr;
    bool cut = true;                     ///< counts the first k only
    bool sampled = true;                 ///< says something of its own where a list has one relevant item
    std::span<const int> watchedAt = {}; ///< the k at which it is measured after each epoch of training; 0: not cut
};

// The definitions in words: the table's own, these, and README.md of this folder, which a test holds against them.

constexpr std::string_view tieRule =
    "Every figure is its mean over all orders of items with the same score, so constant "
    "scores get what chance gets; not-a-number ranks last, behind its like.";
constexpr std::string_view sampledRule =
    "Fixed lists: each held-out item is ranked in a list of its own, among its fixed "
    "negatives; mean over a user's lists, then over users.";
constexpr std::string_view fullRule =
    "Full ranking: the whole catalogue is one list a user, all his held-out items are relevant; mean over users with "
    "something held out.";
constexpr std::string_view sampledMaskRule =
    "Nothing is masked in fixed lists: no list that is drawn has a negative the "
    "user likes in any part, and given ones lose theirs.";
constexpr std::string_view knownMaskRule = "Masked: what the user likes in the other parts (for test: train and "
                                           "validation) is in no list and no wrong answer.";
constexpr std::string_view trainMaskRule =
    "Masked: training likes alone; those of the other held-out part count as wrong answers.";

std::span<const Metric> fullMetrics();    ///< all of them: MRR, Hit, Recall, NDCG, MAP
std::span<const Metric> sampledMetrics(); ///< those for one relevant item a list: MRR, Hit, NDCG

/// A metric at a cutoff.
struct MetricColumn
{
    Metric metric;
    int k = 0;        ///< 0: not cut
    std::string name; ///< "hit-10"
};

/// Each metric at each cutoff, metric by metric. Throws: Error for cutoffs below 1, twice, or none.
std::vector<MetricColumn> metricColumns(std::span<const Metric> metrics, std::span<const int> cutoffs);

FigureNames namesOf(std::span<const MetricColumn> columns);

/// The column called "hit-10", whatever the cutoff; nothing: that is no metric.
std::optional<MetricColumn> metricColumn(std::string_view name);

/// "Hit@10" for "hit-10"; empty for what is no metric.
std::string metricTitle(std::string_view name);

/// Puts the names of figures into the order of the table, those of one metric by cutoff; what is no metric comes last.
void sortByMetric(std::vector<std::string>& names);

/// What training measures after each epoch, in the order of the table.
const FigureNames& watchedFigures();

/// Every cutoff of those, ascending.
std::vector<int> watchedCutoffs();

} // namespace tastescope

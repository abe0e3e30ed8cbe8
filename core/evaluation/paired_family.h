#pragma once

#include "core/evaluation/bootstrap.h"
#include "core/evaluation/matched_users.h"
#include "core/evaluation/paired_comparison.h"

#include <map>
#include <utility>

namespace tastescope {

/// compareFamily() for a family that grows, as that of a sweep: a pair is resampled once and remembered, so that one
/// more run costs one more pair.
///
/// Of a pair only the tails of its resampled means are kept, alpha / 2 of them on each side: all that an interval and
/// its p can need, whatever bar Holm holds the pair against.
/// Cost: memory O(runs * users + pairs * alpha * resamples); in doubles 97 MB and 82 MB for 2,000 runs of 6,040 users.
class PairedFamily
{
public:
    /// options.threads counts for nothing here. Throws: Error when another option is out of range.
    PairedFamily(std::string metric, const PairedOptions& options);

    std::size_t runs() const { return m_matched.runs(); }
    const MatchedUsers& matched() const { return m_matched; } ///< runs by their numbers

    /// One more run. Returns its number, from 0. Throws: Error when it does not have the metric.
    std::size_t add(const UserResults& results);

    /// As compareFamily() compares the runs added so far, whenever they were added and asked about. Pairs that are new,
    /// and all of them when users are lost or the family needs more resamples, are resampled; what is not asked for
    /// is forgotten.
    /// Throws: Error when the runs have no user in common; Cancelled, after which it can be asked again.
    std::vector<PairedComparison> compare(std::span<const RunPair> pairs, Workers workers, const JobContext& job = {});

private:
    struct Pair
    {
        PairedComparison described; ///< by all that needs no correction
        MeanTails tails;
    };
    using Key = std::pair<std::size_t, std::size_t>;

    void resample(const std::vector<Key>& missing, Workers workers, const JobContext& job);

    PairedOptions m_options;
    MatchedUsers m_matched;
    std::map<Key, Pair> m_known;
    int m_resamples = 0; ///< of every pair that is known
};

/// Throws: Error when an option is out of range.
void checkPaired(const PairedOptions& options);

/// k of [x_(k), x_(B+1-k)], at least 1.
std::int64_t tailLength(double alpha, std::int64_t resamples);

/// [x_(k), x_(B+1-k)] at 1 - alpha, put into the comparison. Shapes: the tails hold k means a side.
void setInterval(PairedComparison& result, const MeanTails& tails, double alpha);

} // namespace tastescope

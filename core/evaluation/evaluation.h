#pragma once

#include "core/base/enum_names.h"
#include "core/base/ids.h"
#include "core/base/job.h"
#include "core/base/option_table.h"
#include "core/data/evaluation_lists.h"
#include "core/data/user_set.h"
#include "core/evaluation/estimate.h"
#include "core/evaluation/metrics.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

enum class Protocol {
    Sampled, ///< each positive among its fixed negatives; flatters, so it is always named
    Full     ///< every positive of a user among the whole catalogue, masked positives left out
};

constexpr auto enumNames(Protocol)
{
    return namedBy<Protocol>({{Protocol::Sampled, "sampled"}, {Protocol::Full, "full"}});
}

/// What a full ranking leaves out of a user's list.
enum class Mask {
    Known, ///< all he is known to like in other parts: none of it is a wrong answer
    Train  ///< his training positives alone, as many published figures are made
};

constexpr auto enumNames(Mask)
{
    return namedBy<Mask>({{Mask::Known, "known"}, {Mask::Train, "train"}});
}

/// Figures with their uncertainty, each a mean over users.
using Estimates = NamedFigures<Estimate>;

/// What each user of a dataset got, kept for paired comparison. Users ascending.
///
/// A user's figure is the mean of the metric over his held-out positives, each in a list of its own (sampled), or the
/// metric of his one list (full). "Hit@5 of a user" is therefore the share of his held-out positives that are among the
/// first five of their lists, and Hit@5 of a run the mean of that over users: there is no other Hit@5.
struct UserResults
{
    std::vector<std::string> metrics; ///< names of the columns
    std::vector<User> users;
    std::vector<std::int32_t> positives; ///< by row: held-out positives of the user
    std::vector<double> values;          ///< rows x metrics: mean over the user's positives
    std::string dataset = {};            ///< Dataset::hash() of the users'

    double value(std::size_t row, std::size_t metric) const { return values[row * metrics.size() + metric]; }

    /// The column of a metric. Throws: Error naming those there are.
    std::size_t column(std::string_view metric) const;

    /// Users ascending from 0 on, each with a positive, and whole rows of values in [0, 1] or not measured (NaN): what
    /// a file must hold.
    bool isValid() const;

    /// Throws: Error when they are of users of other data or, in a file somebody wrote, of more users than there are.
    void requireOf(const std::string& datasetHash, std::size_t userCount) const;

    bool operator==(const UserResults&) const = default;
};

/// The rows of these users. Throws: Error when they are of other data. Cost: O(rows).
UserResults resultsOf(const UserResults& results, const UserSet& users);

/// What a full ranking tells about the lists as a whole, at the largest cutoff K.
struct CatalogueFigures
{
    int k = 0;
    double coverage = 0;       ///< share of the catalogue that is in the first K of some user, in [0, 1]
    double popularityBias = 0; ///< mean training likes of recommended items over those of the users' own; 1: as popular
    bool operator==(const CatalogueFigures&) const = default;
};

/// How well a model ranks held-out positives, with chance and most-popular measured on the very same lists beside it.
struct Evaluation
{
    Protocol protocol = Protocol::Sampled;
    Part part = Part::Validation;
    Mask mask = Mask::Known; ///< full protocol only: see maskedParts()
    std::int64_t users = 0;
    std::int64_t positives = 0;
    std::int64_t skippedUsers = 0; ///< cold users with lists: the warm protocol leaves them out
    std::int64_t bareLists = 0; ///< positives without a single negative: there is nothing to rank, so they are left out
    std::int64_t shortestList = 0; ///< items ranked, positives included
    std::int64_t longestList = 0;
    Estimates model = {};            ///< empty, as the others are, when no positive was ranked: then there is no figure
    Estimates chance = {};           ///< exact, so low = value = high
    Estimates popularity = {};       ///< empty when baselines were not asked for
    double tiedShare = 0;            ///< share of positives whose score another item of the list has too
    std::int64_t notANumber = 0;     ///< scores that are NaN: an error of the model; they rank last
    CatalogueFigures catalogue = {}; ///< full protocol only
    double seconds = 0;              ///< spent on the model, baselines left out
    double listsPerSecond = 0;       ///< positives per second (sampled), users per second (full)
    UserResults perUser = {};

    std::optional<Estimate> mrr() const { return model.find("mrr"); } ///< nothing: nothing was measured
    bool operator==(const Evaluation&) const = default;
};

struct EvaluationOptions
{
    Protocol protocol = Protocol::Sampled; ///< for whoever chooses between evaluateSampled() and evaluateFull()
    Part part = Part::Validation;
    Mask mask = Mask::Known;                     ///< of a full ranking
    std::vector<int> cutoffs = watchedCutoffs(); ///< the K of Hit@K, NDCG@K ...; each >= 1
    int threads = 0;                             ///< 0: all cores; never changes the result
    bool baselines = true;                       ///< measure most-popular too
    bool operator==(const EvaluationOptions&) const = default;
};

/// Rows of how a model is measured: "protocol", "part", "mask", "at", "baselines", "threads".
OptionTable<EvaluationOptions> evaluationFields();

/// The parts whose likes a full ranking leaves out, in words: "train", "validation". Empty for fixed lists, which are
/// drawn of what the user likes in no part.
std::vector<std::string> maskedParts(const Evaluation& evaluation);

/// The values alone.
Figures valuesOf(const Estimates& figures);

/// Of these what training measures after each epoch, as far as it is among them.
Figures watchedOf(const Estimates& figures);

/// Each column's mean over users with its interval; `names` are those of results.metrics. Empty for no users.
Estimates meanFigures(const UserResults& results, const FigureNames& names);

/// The same figures without uncertainty: they were computed, not sampled.
Estimates exact(Estimates figures);

} // namespace tastescope

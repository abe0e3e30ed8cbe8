#pragma once

#include "core/base/enum_names.h"
#include "core/base/ids.h"
#include "core/base/job.h"
#include "core/base/option_table.h"
#include "core/data/evaluation_lists.h"
#include "core/evaluation/estimate.h"
#include "core/evaluation/metrics.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

enum class Protocol {
    Sampled, ///< each positive among its fixed negatives; flatters, so it is always named
    Full     ///< every positive of a user among the whole catalogue, his training positives left out
};

constexpr auto enumNames(Protocol)
{
    return namedBy<Protocol>({{Protocol::Sampled, "sampled"}, {Protocol::Full, "full"}});
}

/// Figures with their uncertainty, each a mean over users.
using Estimates = NamedFigures<Estimate>;

/// What each user got, kept for paired comparison. Users ascending.
struct UserResults
{
    std::vector<std::string> metrics; ///< names of the columns
    std::vector<User> users;
    std::vector<std::int32_t> positives; ///< by row: held-out positives of the user
    std::vector<double> values;          ///< rows x metrics: mean over the user's positives

    double value(std::size_t row, std::size_t metric) const { return values[row * metrics.size() + metric]; }

    /// The column of a metric. Throws: Error naming those there are.
    std::size_t column(std::string_view metric) const;

    /// Users ascending from 0 on, each with a positive, and whole rows of values in [0, 1] or not measured (NaN): what
    /// a file must hold.
    bool isValid() const;

    /// Throws: Error when they are of more users than there are: of other data, or of a file somebody wrote.
    void requireWithin(std::size_t userCount) const;

    bool operator==(const UserResults&) const = default;
};

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
    std::vector<int> cutoffs = watchedCutoffs(); ///< the K of Hit@K, NDCG@K ...; each >= 1
    int threads = 0;                             ///< 0: all cores; never changes the result
    bool baselines = true;                       ///< measure most-popular too
    bool operator==(const EvaluationOptions&) const = default;
};

/// Rows of how a model is measured: "protocol", "part", "at", "baselines", "threads".
OptionTable<EvaluationOptions> evaluationFields();

/// The values alone.
Figures valuesOf(const Estimates& figures);

/// Of these what training measures after each epoch, as far as it is among them.
Figures watchedOf(const Estimates& figures);

/// Each column's mean over users with its interval; `names` are those of results.metrics. Empty for no users.
Estimates meanFigures(const UserResults& results, const FigureNames& names);

/// The same figures without uncertainty: they were computed, not sampled.
Estimates exact(Estimates figures);

} // namespace tastescope

#pragma once

#include "core/evaluation/paired_comparison.h"
#include "core/evaluation/shared_hits.h"
#include "core/experiment/run_record.h"
#include "core/history/stored_run.h"
#include "core/serving/list_agreement.h"
#include "ui/session/compared_settings.h"

#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <vector>

namespace tastescope::ui {

/// A run that is compared, as it was when the question was asked.
struct ComparedRun
{
    int id = 0;
    QString name;
    int slot = -1; ///< of its colour
    RunConfig config;
    std::filesystem::path folder = {};
    std::shared_ptr<const UserResults> perUser; ///< of validation; null before they are read
    std::shared_ptr<const UserResults> judged;  ///< by the metric compared, where perUser does not hold it
    DatasetFacts data;                          ///< it learned from
    std::string startedAt;
    Environment environment;
    int epoch = 0;          ///< the best, which the results are of; 0: it does not learn in epochs
    int lastEpoch = 0;      ///< likewise
    double seconds = 0;     ///< of training, wall time
    std::int64_t bytes = 0; ///< training takes at its peak beside the data, as estimated; 0: not known
};

/// An option and what each run has in it.
struct SettingLine
{
    QString key;        ///< "learning_rate"
    QString title;      ///< "Learning rate"
    QStringList values; ///< a run each; "–": its model has no such option
    bool differs = false;
    std::vector<double> numbers = {}; ///< as `values`; not a number: it is none, or one without a size, as a seed
};

/// Every option of the runs' models, in the order of their forms.
std::vector<SettingLine> settingLines(const std::vector<ComparedRun>& runs);

/// Whether the differences between runs are real, and where they lie.
struct Comparison
{
    std::vector<ComparedRun> runs;         ///< two to six
    std::string metric;                    ///< "mrr"
    Protocol protocol = Protocol::Sampled; ///< the metric is of
    UserSet users;                         ///< the scope: what is said of the runs is of these alone
    PairedOptions options;
    std::vector<RunPair> pairs;
    std::vector<PairedComparison> results;          ///< a pair each
    std::optional<SettingComparison> settings = {}; ///< of the first two runs; none: too few seeds were trained
    std::vector<GroupDifference> groups; ///< of the first two runs, by number of neighbours: of all users, since slices
                                         ///< are cut here; empty: not known
    std::vector<std::vector<User>> groupUsers; ///< of each group, ascending
    int groupWidth = 2;                        ///< group g: 2 g and 2 g + 1 neighbours
    int k = 5;                                 ///< of the hits: the measured cutoff nearest below what was asked
    SharedHits hits;                           ///< of the first two runs
    SharedHits allHits;                        ///< of all users, likewise: where slices are cut
    double seconds = 0;                        ///< of the bootstrap
};

struct ComparisonQuestion
{
    std::vector<ComparedRun> runs;
    std::string metric;
    int k = 5;
    UserSet users = {};                                      ///< of the slice
    std::shared_ptr<const OfUsers<std::int32_t>> neighbours; ///< may be null
    Protocol protocol = Protocol::Sampled;                   ///< the metric is of
    std::array<SettingOfRun, 2> settings = {};               ///< of the first two runs
};

/// "MRR", "Recall@20, full ranking": what is compared, for people.
QString comparedTitle(const Comparison& comparison);

/// Throws: Error when the runs have not measured the metric, or no user of the slice in common; Cancelled.
Comparison compareRuns(ComparisonQuestion question, const JobContext& job);

/// The results the runs are compared by.
const UserResults& judgedResultsOf(const ComparedRun& run);

/// Each run's results of the users of a scope. Shapes: a run each; perUser of none is null.
std::vector<std::shared_ptr<const UserResults>> scopedResults(const std::vector<ComparedRun>& runs,
                                                              const UserSet& users);

/// The cutoffs K of "hit-K" that all runs measured, ascending.
std::vector<int> sharedCutoffs(const std::vector<ComparedRun>& runs);

/// Which epochs were compared, where the choice means others: per-user results are kept of the best only. Empty: the
/// ones it means.
QString epochSentence(const std::vector<ComparedRun>& runs, const EpochChoice& choice);

/// The metrics all runs have, MRR first.
std::vector<std::string> sharedMetrics(const std::vector<ComparedRun>& runs);

/// One user's lists by two models.
struct TwoLists
{
    User user{};
    std::array<std::vector<Ranked::Entry>, 2> lists;
    std::vector<Item> heldOut; ///< of those in the lists
    int overlap5 = 0;
    int overlap10 = 0;
    double rbo = 1;
    bool isFallback = false;
};

TwoLists twoLists(const Serving& a, const Serving& b, User user, const RecommendOptions& options);

} // namespace tastescope::ui

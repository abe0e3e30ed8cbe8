#pragma once

#include "core/evaluation/paired_comparison.h"
#include "core/evaluation/shared_hits.h"
#include "core/experiment/run_record.h"
#include "core/history/stored_run.h"
#include "core/serving/list_agreement.h"

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
    DatasetFacts data;                          ///< it learned from
    std::string startedAt;
    Environment environment;
    int epoch = 0;     ///< the best, which the results are of; 0: it does not learn in epochs
    int lastEpoch = 0; ///< likewise
};

/// An option and what each run has in it.
struct SettingLine
{
    QString key;        ///< "learning_rate"
    QString title;      ///< "Learning rate"
    QStringList values; ///< a run each; "–": its model has no such option
    bool differs = false;
};

/// Every option of the runs' models, in the order of their forms.
std::vector<SettingLine> settingLines(const std::vector<ComparedRun>& runs);

/// Whether the differences between runs are real, and where they lie.
struct Comparison
{
    std::vector<ComparedRun> runs; ///< two to six
    std::string metric;            ///< "mrr"
    PairedOptions options;
    std::vector<RunPair> pairs;
    std::vector<PairedComparison> results;     ///< a pair each
    std::vector<GroupDifference> groups;       ///< of the first two runs, by number of neighbours; empty: not known
    std::vector<std::vector<User>> groupUsers; ///< of each group, ascending
    int groupWidth = 2;                        ///< group g: 2 g and 2 g + 1 neighbours
    int k = 5;                                 ///< of the hits: the measured cutoff nearest below what was asked
    SharedHits hits;                           ///< of the first two runs
    double seconds = 0;                        ///< of the bootstrap
};

struct ComparisonQuestion
{
    std::vector<ComparedRun> runs;
    std::string metric;
    int k = 5;
    std::shared_ptr<const std::vector<std::int32_t>> neighbours; ///< by user; may be null
};

/// Throws: Error when the runs have not measured the metric, or no user in common; Cancelled.
Comparison compareRuns(ComparisonQuestion question, const JobContext& job);

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

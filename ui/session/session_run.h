#pragma once

#include "core/experiment/run.h"
#include "core/history/stored_run.h"
#include "ui/session/run_curve.h"

#include <QString>
#include <QStringList>

namespace tastescope::ui {

enum class RunPhase { Waiting, Running, Ended };

/// Which epoch every figure and list in the window is of: the best, the last, or one by number.
using ValueRule = EpochChoice;

/// A run of this session, or of an earlier one that the history of the workspace keeps.
struct SessionRun
{
    int id = 0;
    QString name;       ///< "bpr-07"
    int slot = -1;      ///< of its colour, dash and marker for life, 0 to 5
    int shownSlot = -1; ///< the same while it is shown in them, -1: in grey, see RunColours
    RunConfig config;
    std::filesystem::path folder;
    RunPhase phase = RunPhase::Waiting;
    int jobId = 0; ///< in the job queue, while Waiting or Running
    RunCurve curve;
    RunCurve curveBefore;                   ///< as it was when the run was resumed
    std::optional<RunRecord> record;        ///< when it ended and kept an epoch, or diverged
    QString failure;                        ///< when it ended with an error
    std::shared_ptr<const Model> bestModel; ///< what is served; of earlier sessions only after RunSync::want()
    std::shared_ptr<const Model> lastModel; ///< the same as bestModel for models without epochs
    std::shared_ptr<const Dataset> dataset; ///< it learns from; null: not the open one

    std::optional<RunId> storedId; ///< in the history; none: the history does not have it
    StoredState stored = StoredState::Waiting;
    QString startedAt; ///< ISO 8601, UTC
    QString note;
    QStringList tags;
    std::string seedGroup; ///< equal for runs that differ in nothing but seed, name and threads
    std::optional<TrialPlace> trial;
    bool hidden = false;    ///< the person took it out of the charts
    bool otherData = false; ///< it learned from another dataset than the open one: it cannot answer or be compared
    DatasetFacts data;      ///< it learned from
    std::optional<RunOrigin> origin = {}; ///< of a run that another program trained: read only, of no data

    bool isImported() const { return origin.has_value(); }

    bool isOver() const { return phase == RunPhase::Ended; }

    /// The epoch the rule means; null: it has none, or does not learn in epochs.
    const EpochFinished* epoch(const ValueRule& rule) const { return chosenEpoch(curve.epochs, rule); }

    /// Runs keep the models of their best and their last epoch: where the rule means another one, the best answers.
    const std::shared_ptr<const Model>& model(const ValueRule& rule) const;

    /// It kept a model, in memory or in its folder.
    bool hasModel() const { return bestModel != nullptr || (record && !record->modelSha256.empty()); }

    /// It stopped before its end and can go on from its last epoch with the data that is open.
    bool canResume() const;
};

/// A run as the history knows it; `id` and what lives in memory are left empty.
SessionRun fromStored(StoredRun stored);

/// What the history would know of it: for filters and figures that are asked for by name.
StoredRun toStored(const SessionRun& run);

/// Whether what the rule means is what the run kept: then each user's results are known of it.
bool isKept(const SessionRun& run, const ValueRule& rule);

/// Validation figures by the rule; empty: they were not measured yet.
Figures figuresOf(const SessionRun& run, const ValueRule& rule);

/// "best epoch", "last epoch", "epoch 7"
QString wordsOf(const ValueRule& rule);

/// The files an imported run was read from.
QString originText(const RunOrigin& origin);

/// Users the figures are a mean over; 0: not known yet.
std::int64_t evaluatedUsers(const SessionRun& run);

} // namespace tastescope::ui

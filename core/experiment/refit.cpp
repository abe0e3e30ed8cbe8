#include "core/experiment/refit.h"

#include "core/base/error.h"
#include "core/data/joined_parts.h"
#include "core/models/model_kind.h"

namespace tastescope {

namespace {

/// Stages, progress and notes go on; epochs become progress.
JobContext quietly(const JobContext& job, int epochs)
{
    JobContext quiet = job;
    quiet.sink = [&job, epochs](const JobEvent& event) {
        if (const auto* epoch = std::get_if<EpochFinished>(&event))
            job.report(StageProgress{epoch->epoch, epochs});
        else if (std::holds_alternative<Note>(event) || std::holds_alternative<StageProgress>(event))
            job.report(event);
    };
    return quiet;
}

} // namespace

Learned trainOnTrainAndValidation(const RunConfig& config, const Dataset& dataset, int epochs, const JobContext& job)
{
    if (dataset.heldOut(Part::Validation).entryCount() == 0)
        throw Error("There is nothing to refit on: no positive is held out for validation.");
    job.report(StageStarted{"training again on train and validation"});
    const auto joined = withValidationInTrain(dataset);
    TrainingHooks hooks;
    hooks.threads = config.threads;
    hooks.start = config.from;
    hooks.lastEpoch = epochs;
    return modelKind(config.model).train(config.model, *joined, hooks, quietly(job, epochs));
}

} // namespace tastescope

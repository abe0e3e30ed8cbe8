#include "core/experiment/run.h"

#include "core/base/atomic_file.h"
#include "core/base/epochs.h"
#include "core/base/folder_lock.h"
#include "core/base/parallel.h"
#include "core/base/wait_for_room.h"
#include "core/data/dataset.h"
#include "core/data/provenance.h"
#include "core/experiment/model_hash.h"
#include "core/experiment/observer_chain.h"
#include "core/experiment/refit.h"
#include "core/experiment/run_cost.h"
#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "core/models/model_file.h"
#include "core/models/model_kind.h"
#include "core/training/checkpoint.h"
#include "core/training/epoch_loop.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <limits>
#include <sys/resource.h>

namespace tastescope {

namespace {

/// The system counts in units of 1,024 bytes.
double peakRssMb()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

TrainingHooks hooksFor(const RunConfig& config, const RunFiles& files, bool resume, const HeldOutPart& validation,
                       const JobContext& job)
{
    const SampledEvaluator& evaluator = validation.evaluator;
    TrainingHooks hooks;
    if (evaluator.positives() > 0)
        hooks.validate = [&evaluator, &dataset = validation.dataset, &job](const Model& model) {
            return watchedOf(evaluator.evaluate(scoresOf(model, dataset, Part::Validation), job).model);
        };
    hooks.checkpoints = files.checkpoints;
    hooks.resume = resume;
    hooks.start = config.from;
    hooks.threads = config.threads;
    if (const auto& pace = modelKind(config.model).pace)
        hooks.announcement.sample = pace->sample;
    hooks.announcement.users = evaluator.users();
    hooks.announcement.positives = evaluator.positives();
    hooks.announcement.negatives = static_cast<int>(std::max<std::int64_t>(0, evaluator.longestList() - 1));
    hooks.announcement.chance = watchedOf(evaluator.chance());
    hooks.announcement.popularity = watchedOf(evaluator.popularity());
    return hooks;
}

/// Calls what writes a file.
using Writer = std::function<void(const std::function<void()>&)>;

Writer patientWriter(const JobContext& job)
{
    return [&job](const std::function<void()>& write) { writeOnceThereIsRoom(job, write); };
}

/// Before the training and after a stop: waits only where the folder says that it may.
Writer writerOf(const RunFolder& folder)
{
    return [&folder](const std::function<void()>& write) {
        const JobContext* const patient = folder.patience ? folder.patience() : nullptr;
        patient ? writeOnceThereIsRoom(*patient, write) : write();
    };
}

/// What was learned goes to files and into the record; the record itself is not written yet.
void keep(const Learned& learned, const RunFiles& files, RunRecord& record, const Writer& writer)
{
    record.state = learned.end == TrainingEnd::Diverged ? RunState::Diverged : RunState::Finished;
    record.message = learned.reason;
    record.epochs = learned.curve;
    record.bestEpoch = bestValidatedEpoch(learned.curve);
    if (!learned.curve.empty())
        writer([&] { saveCurve(learned.curve, files.curve); });
    if (learned.last && learned.last != learned.best)
        writer([&] { saveModel(*learned.last, files.lastModel); });
    writer([&] { saveModel(*learned.best, files.model); });
    record.modelSha256 = modelSha256(files.model);
}

void finish(RunRecord& record, const RunFiles& files)
{
    record.peakRssMb = peakRssMb();
    replaceFile(files.record, toText(toJson(record)));
}

std::optional<Evaluation> evaluatePart(const HeldOutPart& part, const Model& model,
                                       const std::filesystem::path& perUser, const JobContext& job)
{
    if (part.evaluator.positives() == 0)
        return std::nullopt;
    Evaluation evaluation = part.evaluator.evaluate(scoresOf(model, part.dataset, part.part), job);
    writeOnceThereIsRoom(job, [&] { saveUserResults(evaluation.perUser, perUser); });
    return evaluation;
}

/// Train + validation once more, measured on the lists the run was. Nothing when the second training diverges, which is
/// told.
std::optional<Refit> refitted(const RunConfig& config, const Dataset& dataset, int epochs, const HeldOutPart& test,
                              const RunFiles& files, const JobContext& job)
{
    const auto begin = std::chrono::steady_clock::now();
    const Learned learned = trainOnTrainAndValidation(config, dataset, epochs, job);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    if (learned.end == TrainingEnd::Diverged) {
        job.report(Note{"Trained again on train and validation: " + learned.reason});
        return std::nullopt;
    }
    writeOnceThereIsRoom(job, [&] { saveModel(*learned.best, files.refitModel); });
    job.report(StageStarted{"evaluating"});
    return Refit{epochs, seconds.count(), modelSha256(files.refitModel),
                 evaluatePart(test, *learned.best, files.refitTest, job)};
}

/// Seconds of the epochs that an earlier session of this run has finished.
double secondsBefore(const std::vector<EpochFinished>& epochs, int firstEpoch)
{
    double seconds = 0;
    for (const EpochFinished& epoch : epochs)
        if (epoch.epoch < firstEpoch)
            seconds += epoch.trainSeconds + epoch.evaluateSeconds + epoch.saveSeconds;
    return seconds;
}

Run runGuarded(RunRecord& record, const Dataset& dataset, const RunFiles& files, const RunFolder& folder,
               const JobContext& job)
{
    const RunConfig& config = record.config;
    int firstEpoch = 1;
    JobContext watched = job;
    watched.sink = [&](const JobEvent& event) {
        if (const auto* started = std::get_if<TrainingStarted>(&event))
            firstEpoch = started->firstEpoch;
        job.report(event);
    };
    const auto validation =
        partFor(folder.shared.validation, dataset, Part::Validation, config.negatives, config.threads, watched);
    const auto begin = std::chrono::steady_clock::now();
    const TrainingHooks hooks = hooksFor(config, files, folder.resume, *validation, job);
    const Learned learned = modelKind(config.model).train(config.model, dataset, hooks, watched);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    keep(learned, files, record, patientWriter(job));
    record.seconds = seconds.count() + secondsBefore(learned.curve, firstEpoch);

    job.report(StageStarted{"evaluating"});
    record.validation = evaluatePart(*validation, *learned.best, files.validation, job);
    const auto test = partFor(folder.shared.test, dataset, Part::Test, config.negatives, config.threads, job);
    record.test = evaluatePart(*test, *learned.best, files.test, job);
    if (config.refit && record.state == RunState::Finished)
        record.refit = refitted(config, dataset, learned.bestEpoch, *test, files, job);
    writeOnceThereIsRoom(job, [&] { finish(record, files); });
    return {record, learned.best};
}

/// Returns whether the record was written.
bool keepStopped(RunRecord& record, const RunFiles& files, const RunFolder& folder, const JobContext& job)
try {
    if (std::error_code ignored; std::filesystem::is_empty(files.checkpoints, ignored))
        return false;
    job.report(StageStarted{"saving what was learned"}); // it may take longer than a person waits without a word
    const std::optional<Learned> learned = learnedSoFar(files.checkpoints);
    if (!learned)
        return false;
    const Writer writer = writerOf(folder);
    keep(*learned, files, record, writer);
    record.state = RunState::Stopped;
    record.validation.reset();
    record.test.reset();
    record.refit.reset();
    record.seconds = secondsBefore(learned->curve, std::numeric_limits<int>::max());
    writer([&] { finish(record, files); });
    return true;
} catch (const NoRoom& full) {
    job.report(Note{"The run is stopped, but its record could not be written. " + std::string(full.what())
                    + " Its checkpoints are whole: resume it to go on."});
    return false;
} catch (const Cancelled&) { // while it waited for room
    return false;
}

/// A full disk or memory fails the record too; what ended the run is what the person must hear. Returns whether it was
/// written.
bool keepFailed(RunRecord& record, const RunFiles& files)
try {
    finish(record, files);
    return true;
} catch (...) {
    return false;
}

/// A run under way: what is known of it.
struct Course
{
    RunRecord record;
    bool isKept = false; ///< record.json says the same
};

Run runPrepared(Course& course, const Dataset& dataset, const RunFiles& files, const RunFolder& folder,
                const JobContext& job)
try {
    Run made = runGuarded(course.record, dataset, files, folder, job);
    course.isKept = true;
    return made;
} catch (const Cancelled&) {
    course.record.state = RunState::Stopped;
    course.isKept = keepStopped(course.record, files, folder, job);
    throw;
} catch (const DivergedAtOnce& divergence) {
    course.record.state = RunState::Diverged;
    course.record.message = divergence.what();
    course.isKept = keepFailed(course.record, files);
    throw;
} catch (...) {
    course.record.state = RunState::Failed;
    course.record.message = caughtText();
    course.isKept = keepFailed(course.record, files);
    throw;
}

} // namespace

RunRecord beginRecord(const RunConfig& config, const Dataset& dataset)
{
    RunRecord record;
    record.startedAt = utcNow();
    record.config = config;
    record.environment.compiler = "gcc " __VERSION__;
    record.environment.threads = Workers(config.threads).count();
    record.dataset = factsOf(dataset);
    return record;
}

Run run(const RunConfig& config, const Dataset& dataset, const RunFolder& folder, const JobContext& job,
        RunObservers observers)
{
    for (const OptionInfo& info : optionInfos(config.model))
        checkOption(info, readOption(config.model, info.name)); // a record must be readable again
    const RunFiles files(folder.path);
    FolderOwner owner(folder.path);
    if (folder.resume)
        requireResumable(folder.path, config, dataset); // training would see it too, but after files were replaced
    else
        files.requireFree();
    if (config.refit && dataset.heldOut(Part::Validation).entryCount() == 0)
        throw Error("There is nothing to refit on: no positive is held out for validation. Train without refit.");
    requireMemoryOf(config, dataset, job, folder.shared.validation && folder.shared.test);
    const RunRecord begin = beginRecord(config, dataset);
    const ObservedRun observed{begin, folder.path, dataset, job, folder.resume, folder.trial};
    ObserverChain chain(observers, job);
    chain.begun(observed);
    Course course{begin};
    try {
        writerOf(folder)([&] {
            owner.require();
            files.prepare(config, folder.resume);
        });
        Run made = runPrepared(course, dataset, files, folder, chain.watched(observed));
        chain.ended(observed, course.record, course.isKept);
        return made;
    } catch (const Cancelled&) {
        chain.ended(observed, course.record, course.isKept);
        throw;
    } catch (...) {
        if (course.record.message.empty()) { // of what came before the training
            course.record.state = RunState::Failed;
            course.record.message = caughtText();
        }
        chain.ended(observed, course.record, course.isKept);
        throw;
    }
}

} // namespace tastescope

#include "ui/session/run_news.h"

#include <tuple>

namespace tastescope::ui {

namespace {

/// Whether a run has gone on, or ended, where this session could not see it. One that ended here is not under way again
/// before it has more epochs: the history may not have heard of its end.
bool hasGoneOn(const SessionRun& run, const SessionRun& stored)
{
    if (run.jobId != 0)
        return false;
    const std::size_t done = run.curve.epochs.size();
    if (run.isOver() && !stored.isOver())
        return stored.curve.epochs.size() > done;
    return run.stored != stored.stored || stored.curve.epochs.size() != done;
}

/// Returns whether its models have to be read again.
bool takeProgress(SessionRun& run, SessionRun stored)
{
    const auto learned = [](const SessionRun& some) {
        return some.record ? some.record->modelSha256 + std::string(toText(some.record->state)) : std::string();
    };
    const bool isOther = learned(run) != learned(stored);
    run.phase = stored.phase;
    run.stored = stored.stored;
    run.failure = stored.failure;
    run.curve.epochs = std::move(stored.curve.epochs);
    if (isOther) {
        run.record = std::move(stored.record);
        run.bestModel.reset();
        run.lastModel.reset();
    }
    return isOther;
}

} // namespace

bool takeWritten(SessionRun& known, const SessionRun& stored)
{
    const auto written = [](const SessionRun& some) {
        return std::tie(some.name, some.config.name, some.slot, some.note, some.tags, some.seedGroup, some.trial,
                        some.storedId);
    };
    if (written(known) == written(stored))
        return false;
    known.name = stored.name;
    known.config.name = stored.config.name;
    known.slot = stored.slot;
    known.note = stored.note;
    known.tags = stored.tags;
    known.seedGroup = stored.seedGroup;
    known.trial = stored.trial;
    known.storedId = stored.storedId;
    return true;
}

RunNews takeNews(SessionRun& known, SessionRun stored)
{
    RunNews news{takeWritten(known, stored)};
    if (hasGoneOn(known, stored)) {
        news.any = true;
        news.otherModels = takeProgress(known, std::move(stored));
    }
    return news;
}

} // namespace tastescope::ui

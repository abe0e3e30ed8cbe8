#include "ui/session/session_run.h"

#include "core/base/epochs.h"
#include "core/data/dataset.h"
#include "core/models/model_kind.h"
#include "ui/session/names.h"

#include <QObject>

#include <algorithm>

namespace tastescope::ui {

namespace {

RunPhase phaseOf(StoredState state)
{
    return state == StoredState::Waiting   ? RunPhase::Waiting
           : state == StoredState::Running ? RunPhase::Running
                                           : RunPhase::Ended;
}

/// What training told at its start, as far as the record knows it. Users stay 0 when it was never evaluated.
std::optional<TrainingStarted> startOf(const RunRecord& record)
{
    TrainingStarted start;
    start.epochs = plannedEpochs(record.config.model);
    if (start.epochs == 0)
        return std::nullopt;
    start.samplesPerEpoch = samplesPerEpoch(record.config.model, record.dataset.trainPositives);
    if (const auto& pace = modelKind(record.config.model).pace)
        start.sample = pace->sample;
    if (record.validation) {
        start.users = record.validation->users;
        start.positives = record.validation->positives;
        start.negatives = static_cast<int>(record.validation->longestList) - 1;
        start.chance = watchedOf(record.validation->chance);
        start.popularity = watchedOf(record.validation->popularity);
    }
    return start;
}

QStringList toQt(const std::vector<std::string>& texts)
{
    QStringList list;
    for (const std::string& text : texts)
        list << shownName(text);
    return list;
}

} // namespace

bool SessionRun::canResume() const
{
    if (!isOver() || otherData || !dataset || trial || isImported())
        return false; // a trial goes on with its sweep
    const bool broken =
        stored == StoredState::Interrupted || stored == StoredState::Stopped || stored == StoredState::Failed;
    return broken && (!curve.last() || curve.last()->epoch < plannedEpochs(config.model));
}

SessionRun fromStored(StoredRun stored)
{
    SessionRun run;
    run.name = shownName(stored.name());
    run.slot = stored.slot;
    run.config = stored.record.config;
    run.folder = stored.folder;
    run.phase = phaseOf(stored.state);
    run.curve.start = startOf(stored.record);
    run.curve.epochs = stored.record.epochs;
    run.storedId = stored.id;
    run.stored = stored.state;
    run.startedAt = QString::fromStdString(stored.record.startedAt);
    run.note = shownName(stored.note);
    run.tags = toQt(stored.tags);
    run.seedGroup = stored.seedGroup;
    run.trial = stored.trial;
    run.data = stored.record.dataset;
    run.origin = stored.origin;
    if (stored.state == StoredState::Failed)
        run.failure = shownMessage(stored.record.message);
    const bool keptAnEpoch =
        stored.origin || !stored.record.modelSha256.empty() || stored.state == StoredState::Diverged;
    if (run.isOver() && keptAnEpoch && stored.state != StoredState::Failed)
        run.record = std::move(stored.record);
    return run;
}

StoredRun toStored(const SessionRun& run)
{
    StoredRun stored;
    stored.id = run.storedId.value_or(RunId{});
    stored.slot = run.slot;
    stored.state = run.stored;
    if (run.record)
        stored.record = *run.record;
    stored.record.config = run.config;
    stored.record.config.name = run.name.toStdString();
    stored.record.epochs = run.curve.epochs;
    stored.record.dataset = run.data;
    stored.origin = run.origin;
    stored.record.startedAt = run.startedAt.toStdString();
    stored.record.bestEpoch = bestValidatedEpoch(run.curve.epochs);
    stored.seedGroup = run.seedGroup;
    stored.note = run.note.toStdString();
    for (const QString& tag : run.tags)
        stored.tags.push_back(tag.toStdString());
    stored.folder = run.folder;
    stored.trial = run.trial;
    return stored;
}

const std::shared_ptr<const Model>& SessionRun::model(const ValueRule& rule) const
{
    const EpochFinished* chosen = epoch(rule);
    return chosen && chosen == curve.last() && chosen != curve.best() ? lastModel : bestModel;
}

bool isKept(const SessionRun& run, const ValueRule& rule)
{
    return run.curve.epochs.empty() || run.epoch(rule) == run.curve.best();
}

Figures figuresOf(const SessionRun& run, const ValueRule& rule)
{
    if (const EpochFinished* epoch = run.epoch(rule))
        return epoch->validation;
    if (run.curve.epochs.empty() && run.record && run.record->validation)
        return valuesOf(run.record->validation->model);
    return {};
}

QString wordsOf(const ValueRule& rule)
{
    return rule.rule == ValueRule::Rule::Best   ? QObject::tr("best epoch")
           : rule.rule == ValueRule::Rule::Last ? QObject::tr("last epoch")
                                                : QObject::tr("epoch %1").arg(rule.epoch);
}

QString originText(const RunOrigin& origin)
{
    QStringList files;
    for (const std::string& path : {origin.log, origin.weights})
        if (!path.empty())
            files << shownName(path);
    return files.join(QStringLiteral(", "));
}

std::int64_t evaluatedUsers(const SessionRun& run)
{
    if (run.record && run.record->validation)
        return run.record->validation->users;
    return run.curve.start ? run.curve.start->users : 0;
}

} // namespace tastescope::ui

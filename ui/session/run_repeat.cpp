#include "ui/session/run_repeat.h"

#include "core/experiment/repeat_run.h"
#include "ui/session/history_session.h"
#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/workspace.h"

#include <QDir>
#include <QTemporaryDir>

namespace tastescope::ui {

namespace {

/// What is known of the run. One whose end nobody saw is repeated until its last epoch, as one that was stopped.
RunRecord recordOf(const SessionRun& run)
{
    RunRecord record = toStored(run).record;
    if (!run.record)
        record.state = RunState::Stopped;
    return record;
}

QString text(const std::string& words)
{
    return QString::fromStdString(words);
}

QString sameText(const RecordComparison& comparison)
{
    QStringList same;
    if (comparison.epochs > 0)
        same << (comparison.epochs == 1 ? QObject::tr("1 epoch")
                                        : QObject::tr("%1 epochs").arg(count(comparison.epochs)));
    if (comparison.comparedModel && comparison.comparedParts > 0)
        same << QObject::tr("same weights and same figures");
    else if (comparison.comparedModel)
        same << QObject::tr("same weights");
    return same.join(QStringLiteral(", ")) + QLatin1Char('.');
}

QString placeText(const RecordComparison& comparison)
{
    switch (comparison.first) {
    case RecordPart::Epoch:
        return QObject::tr("first difference at epoch %1").arg(comparison.epoch);
    case RecordPart::Weights:
        return QObject::tr("other weights");
    case RecordPart::Validation:
        return QObject::tr("first difference on validation");
    case RecordPart::Test:
        return QObject::tr("first difference on test");
    default:
        return QObject::tr("it came out different");
    }
}

/// Settings and data are the same here, so something else is not.
QString causeText(const Environment& recorded, const Environment& now)
{
    const auto name = [](const Environment& environment) {
        return text(environment.program + ", " + environment.compiler);
    };
    if (recorded.program != now.program || recorded.compiler != now.compiler)
        return QObject::tr("Settings and data are the same, but %1 recorded it and this is %2.")
            .arg(name(recorded), name(now));
    return QObject::tr(
        "Settings and data are the same and so is the program: was it recorded on another machine, or were "
        "its files changed?");
}

Notice noticeOf(const QString& name, const RecordComparison& comparison, const Environment& recorded,
                const Environment& now)
{
    if (comparison.identical())
        return {NoticeKind::Success, QObject::tr("Re-run of %1 is bit-identical").arg(name), sameText(comparison)};
    return {NoticeKind::Error, QObject::tr("Re-run of %1: %2").arg(name, placeText(comparison)),
            text(comparison.difference) + QStringLiteral(". ") + causeText(recorded, now)};
}

RecordComparison repeatInFolder(const RunRecord& recorded, const Dataset& dataset, const QString& beside,
                                const JobContext& job)
{
    QDir().mkpath(beside);
    const QTemporaryDir folder(beside + QStringLiteral("/re-run-")); // on the disk where runs have room
    if (!folder.isValid())
        throw Error("No folder for the re-run can be made in " + beside.toStdString() + ": "
                    + folder.errorString().toStdString() + ". Make room there, or allow writing to it.");
    return tastescope::repeatRun(recorded, dataset, folder.path().toStdU16String(), job);
}

} // namespace

bool canRepeat(const SessionRun& run)
{
    const bool isRecorded = run.curve.last() || (run.record && !run.record->modelSha256.empty());
    return run.isOver() && run.dataset && !run.otherData && isRecorded;
}

void repeatRun(Workspace& workspace, int id)
{
    const SessionRun* run = workspace.runs().find(id);
    if (!run || !canRepeat(*run))
        return;
    const QString name = run->name;
    const auto recorded = std::make_shared<const RunRecord>(recordOf(*run));
    const Environment now = beginRecord(run->config, *run->dataset).environment;
    const QString beside = QString::fromStdU16String(workspace.history().workspace().u16string());
    workspace.jobs().add(
        QObject::tr("Re-run %1").arg(name),
        [recorded, dataset = run->dataset, beside](const JobContext& job) {
            return repeatInFolder(*recorded, *dataset, beside, job);
        },
        [&workspace, name, recorded, now](const Outcome<RecordComparison>& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                workspace.messages().notify(
                    {NoticeKind::Error, QObject::tr("Re-run of %1 failed").arg(name), failure->message});
            else if (const auto* comparison = std::get_if<RecordComparison>(&outcome))
                workspace.messages().notify(noticeOf(name, *comparison, recorded->environment, now));
            else
                workspace.messages().note(
                    QObject::tr("The re-run of %1 was stopped: nothing is known of the rest.").arg(name));
        });
}

} // namespace tastescope::ui

#include "ui/session/run_words.h"

#include "core/base/epochs.h"
#include "ui/session/history_session.h"
#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/session_run.h"

namespace tastescope::ui {

namespace {

Notice divergenceNotice(const SessionRun& run, NextRun& next)
{
    const QString title = QObject::tr("%1 stopped: the loss became infinite").arg(run.name);
    const ModelOptions& model = run.config.model;
    const std::optional<double> rate = learningRateOf(model);
    if (!rate)
        return {NoticeKind::Error, title, shownMessage(run.record->message)};
    const int kept = bestEpochNumber(run.record->epochs);
    const OptionValue* optimiser = model.find("optimiser");
    const QString how = optimiser ? QObject::tr(" with %1").arg(QString::fromStdString(toText(*optimiser))) : QString();
    const QString where = QObject::tr("Epoch %1, learning rate %2%3.")
                              .arg(QString::number(run.record->epochs.size() + 1), shortest(*rate), how);
    return {NoticeKind::Error,
            title,
            where + QLatin1Char(' ')
                + (kept > 0 ? QObject::tr("Epoch %1 is kept.").arg(kept) : QObject::tr("Nothing is kept.")),
            {{QObject::tr("Try %1").arg(shortest(*gentlerRate(model))),
              [&next, diverged = model] { next.trainGentler(diverged); }}}};
}

} // namespace

std::optional<Notice> historyNotice(const HistorySession& history)
{
    const QString file = shownName((history.workspace() / "history.sqlite").string());
    if (history.state() == HistorySession::State::Refused)
        return Notice{NoticeKind::Warning, QObject::tr("The history of runs is not open"),
                      QObject::tr("%1 Runs of this session are kept in their folders and stay in the list until the "
                                  "window closes.")
                          .arg(history.reason())};
    if (history.state() == HistorySession::State::ReadOnly)
        return Notice{NoticeKind::Warning, QObject::tr("The history of runs can only be read"),
                      QObject::tr("%1: %2 New runs are kept in their folders and stay in the list until the window "
                                  "closes.")
                          .arg(file, history.reason())};
    return std::nullopt;
}

std::optional<Notice> endNotice(const SessionRun& run, NextRun& next)
{
    if (!run.isOver())
        return std::nullopt;
    if (!run.failure.isEmpty())
        return Notice{NoticeKind::Error, QObject::tr("%1 stopped").arg(run.name), run.failure};
    if (run.record && run.record->state == RunState::Diverged)
        return divergenceNotice(run, next);
    return std::nullopt;
}

} // namespace tastescope::ui

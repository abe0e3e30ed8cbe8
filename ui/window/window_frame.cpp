#include "ui/window/window_frame.h"

#include "ui/session/names.h"
#include "ui/session/open_data.h"
#include "ui/session/run_choices.h"
#include "ui/session/session_run.h"
#include "ui/session/workspace.h"

#include <QGuiApplication>
#include <QScreen>

namespace tastescope::ui {

QSize firstSize(const QSize& least)
{
    constexpr QSize usual(1440, 900);
    constexpr QSize frame(2, 40);
    const QSize room = QGuiApplication::primaryScreen()->availableSize();
    return room.width() < least.width() ? usual : usual.boundedTo(room - frame).expandedTo(least);
}

QString titleOf(const Workspace& workspace)
{
    const auto& dataset = workspace.data().dataset();
    if (!dataset)
        return QCoreApplication::translate("Window", "Tastescope");
    const SessionRun* run = workspace.choices().current();
    const QString data = dataName(*dataset);
    return run && !run->otherData ? data + QStringLiteral(", ") + run->name : data;
}

} // namespace tastescope::ui

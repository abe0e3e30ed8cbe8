#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

class QAction;

namespace tastescope::ui {

class Workspace;

/// What must be there before a command can do anything.
enum class Need {
    Nothing,
    Dataset,
    RoomForTheNextRun, ///< a dataset, and memory unless something is running that may give its back
    RepeatableRun,     ///< in front
    RefittableRun,     ///< in front: finished, with a validation part, and not refitted yet
    Job,               ///< that runs or waits
    RunningJob,
    Run,             ///< of this session or the history
    NoSweepAtWork,   ///< and a dataset
    OpenSweep,       ///< that a trial can be added to
    UnfinishedSweep, ///< that can go on
    UndoStep,
    RedoStep,
};

/// Why it cannot be done now, and what helps: "Open a dataset first."; empty: it can.
QString missing(Need need, Workspace& workspace);

/// Something a person can do, said once: menus, keys, the search, the keyboard sheet and the tools of a dock are made
/// of it.
struct Command
{
    QString id = {};    ///< never changes: "run.train"
    QString menu = {};  ///< "&Run"; empty: it is itself a menu of the bar
    QString title = {}; ///< with the mark of its letter: "&Save Dataset As…"
    QKeySequence key = {};
    QString help = {}; ///< one line
    Need need = Need::Nothing;
    std::function<void()> run = {};
    std::function<std::vector<Command>()> rows = {}; ///< instead of run: opens a menu of these, as they are then
    std::function<QString()> reads = {};             ///< its title as things stand; null: always the same
    std::function<bool()> holds = {};                ///< with a mark: it is switched on, or the choice that is made
    QString choice = {};                             ///< of those with one name exactly one holds: "theme"
    QString icon = {};                               ///< with one it is also a tool of its dock
    bool parted = false;                             ///< a line above it in its menu
    QAction* action = nullptr; ///< a dock has one already, with its key and help: the menu shows that one
};

} // namespace tastescope::ui

#include "ui/window/command_table.h"

#include "ui/session/first_steps.h"
#include "ui/session/names.h"
#include "ui/session/open_data.h"
#include "ui/session/run_edits.h"
#include "ui/session/selection.h"
#include "ui/session/slicing.h"
#include "ui/session/undo_steps.h"
#include "ui/session/workspace.h"
#include "ui/window/about_dialog.h"
#include "ui/window/command_rows.h"
#include "ui/window/dock_set.h"
#include "ui/window/file_dialogs.h"
#include "ui/window/main_window.h"
#include "ui/window/page_stack.h"
#include "ui/window/page_table.h"
#include "ui/window/settings_dialog.h"

#include <QDockWidget>

namespace tastescope::ui {

namespace {

std::vector<Command> fileCommands(MainWindow& window, Workspace& workspace)
{
    const QString menu = QObject::tr("&File");
    return {
        {.id = "file.open",
         .menu = menu,
         .title = QObject::tr("&Open Files…"),
         .key = QKeySequence::Open,
         .help = QObject::tr("Open a dataset file, or several that belong together"),
         .run = [&window] { openFiles(window); }},
        {.id = "file.folder",
         .menu = menu,
         .title = QObject::tr("Open &Folder…"),
         .key = QObject::tr("Ctrl+Shift+O"),
         .help = QObject::tr("Open the folder of a dataset"),
         .run = [&window] { openFolder(window); }},
        {.id = "file.sample",
         .menu = menu,
         .title = QObject::tr("&Explore the Sample"),
         .help = QObject::tr("Open the invented listeners and playlists, train user-KNN"),
         .run = [&workspace] { exploreSample(workspace); }},
        {.id = "file.recent",
         .menu = menu,
         .title = QObject::tr("Open &Recent"),
         .rows = [&workspace] { return recentFiles(workspace, QStringLiteral("file")); }},
        {.id = "file.save",
         .menu = menu,
         .title = QObject::tr("&Save Dataset As…"),
         .key = QObject::tr("Ctrl+Shift+S"),
         .help = QObject::tr("Save what is open as one .taste file"),
         .need = Need::Dataset,
         .run = [&window, &workspace] { saveDatasetAs(window, workspace); },
         .parted = true},
        {.id = "file.close",
         .menu = menu,
         .title = QObject::tr("&Close Dataset"),
         .key = QKeySequence::Close,
         .help = QObject::tr("Go back to the first screen"),
         .need = Need::Dataset,
         .run = [&workspace] { workspace.data().close(); }},
        {.id = "file.quit",
         .menu = menu,
         .title = QObject::tr("&Quit"),
         .key = QObject::tr("Ctrl+Q"),
         .help = QObject::tr("Close the window"),
         .run = [&window] { window.close(); },
         .parted = true},
    };
}

std::vector<Command> editCommands(MainWindow& window, Workspace& workspace)
{
    const QString menu = QObject::tr("&Edit");
    return {
        {.id = "edit.undo",
         .menu = menu,
         .title = QObject::tr("&Undo"),
         .key = QKeySequence::Undo,
         .help = QObject::tr("Take the last edit back"),
         .need = Need::UndoStep,
         .run = [&workspace] { workspace.undo().undo(); },
         .reads =
             [&workspace] {
                 return (QObject::tr("&Undo") + QLatin1Char(' ')
                         + withoutMnemonics(workspace.undo().stack().undoText()))
                     .trimmed();
             }},
        {.id = "edit.redo",
         .menu = menu,
         .title = QObject::tr("&Redo"),
         .key = QKeySequence::Redo,
         .help = QObject::tr("Make the edit again that was taken back"),
         .need = Need::RedoStep,
         .run = [&workspace] { workspace.undo().redo(); },
         .reads =
             [&workspace] {
                 return (QObject::tr("&Redo") + QLatin1Char(' ')
                         + withoutMnemonics(workspace.undo().stack().redoText()))
                     .trimmed();
             }},
        {.id = "edit.copy",
         .menu = menu,
         .title = QObject::tr("Copy Page as &Image"),
         .key = QObject::tr("Ctrl+Shift+C"),
         .help = QObject::tr("Put a picture of the page on the clipboard"),
         .run = [&window] { copyPicture(window); },
         .parted = true},
        {.id = "edit.export",
         .menu = menu,
         .title = QObject::tr("&Export Page…"),
         .key = QObject::tr("Ctrl+E"),
         .help = QObject::tr("Save a picture of the page"),
         .run = [&window, &workspace] { savePicture(window, workspace); }},
        {.id = "edit.all",
         .menu = menu,
         .title = QObject::tr("Show &All Users"),
         .key = QObject::tr("Ctrl+Shift+A"),
         .help = QObject::tr("Let go of the slice"),
         .need = Need::Dataset,
         .run = [&workspace] { workspace.slicing().choose(std::nullopt); }},
        {.id = "edit.settings",
         .menu = menu,
         .title = QObject::tr("Se&ttings…"),
         .key = QObject::tr("Ctrl+,"),
         .help = QObject::tr("Theme, contrast, motion and size of the text"),
         .run = [&window, &workspace] { (new SettingsDialog(workspace, window))->show(); },
         .parted = true},
        {.id = "edit.search",
         .menu = menu,
         .title = QObject::tr("&Search"),
         .key = QObject::tr("Ctrl+K"),
         .help = QObject::tr("Any command, run, sweep, setting, user or title by a few of its letters"),
         .run = [&window] { window.toggleSearch(); },
         .parted = true},
    };
}

std::vector<Command> helpCommands(MainWindow& window)
{
    const QString menu = QObject::tr("&Help");
    return {
        {.id = "help.keys",
         .menu = menu,
         .title = QObject::tr("&Keyboard Sheet"),
         .key = Qt::Key_F1,
         .help = QObject::tr("All keys of this page"),
         .run = [&window] { window.showKeys(); }},
        {.id = "help.tour",
         .menu = menu,
         .title = QObject::tr("&Tour"),
         .help = QObject::tr("From the neighbours to a trained model, by suggestions over the page"),
         .run = [&window] { window.startTour(); }},
        {.id = "help.formats",
         .menu = menu,
         .title = QObject::tr("Known &Datasets and Formats"),
         .help = QObject::tr("Where public datasets come from, and which files can be read"),
         .run = [&window] { showFormats(window); }},
        {.id = "help.about",
         .menu = menu,
         .title = QObject::tr("&About Tastescope"),
         .help = QObject::tr("Version and licences"),
         .run = [&window] { (new AboutDialog(&window))->show(); }},
    };
}

} // namespace

std::vector<Command> commandTable(const WindowParts& parts)
{
    const auto& [window, workspace, pages, docks, panes] = parts;
    std::vector<Command> table;
    const auto add = [&table](const std::vector<Command>& rows) {
        table.insert(table.end(), rows.begin(), rows.end());
    };
    add(fileCommands(window, workspace));
    add(editCommands(window, workspace));
    add(viewCommands(parts));
    add(dataCommands(window, workspace));
    add(runCommands(workspace));
    for (const PageInfo& info : pageTable())
        add(info.commands(pages.page(info.key)));
    for (const DockInfo& info : dockTable())
        add(info.commands(docks.find(QLatin1String(info.key))->widget()));
    add(helpCommands(window));
    return table;
}

} // namespace tastescope::ui

#include "ui/window/command_table.h"

#include "ui/session/first_steps.h"
#include "ui/session/open_data.h"
#include "ui/session/run_edits.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/window/about_dialog.h"
#include "ui/window/command_rows.h"
#include "ui/window/dock_set.h"
#include "ui/window/file_dialogs.h"
#include "ui/window/main_window.h"
#include "ui/window/page_stack.h"
#include "ui/window/page_table.h"

#include <QDockWidget>

namespace tastescope::ui {

namespace {

QString tr(const char* text)
{
    return MainWindow::tr(text);
}

std::vector<Command> fileCommands(MainWindow& window, Workspace& workspace)
{
    const QString menu = tr("&File");
    return {
        {.id = "file.open",
         .menu = menu,
         .title = tr("&Open Files…"),
         .key = QKeySequence::Open,
         .help = tr("Open a dataset file, or several that belong together"),
         .run = [&window] { openFiles(window); }},
        {.id = "file.folder",
         .menu = menu,
         .title = tr("Open &Folder…"),
         .key = tr("Ctrl+Shift+O"),
         .help = tr("Open the folder of a dataset"),
         .run = [&window] { openFolder(window); }},
        {.id = "file.sample",
         .menu = menu,
         .title = tr("&Explore the Sample"),
         .help = tr("Open the invented listeners and playlists, train user-KNN"),
         .run = [&workspace] { exploreSample(workspace); }},
        {.id = "file.recent",
         .menu = menu,
         .title = tr("Open &Recent"),
         .rows = [&workspace] { return recentFiles(workspace, QStringLiteral("file")); }},
        {.id = "file.save",
         .menu = menu,
         .title = tr("&Save Dataset As…"),
         .key = tr("Ctrl+Shift+S"),
         .help = tr("Save what is open as one .taste file"),
         .need = Need::Dataset,
         .run = [&window, &workspace] { saveDatasetAs(window, workspace); },
         .parted = true},
        {.id = "file.close",
         .menu = menu,
         .title = tr("&Close Dataset"),
         .key = QKeySequence::Close,
         .help = tr("Go back to the first screen"),
         .need = Need::Dataset,
         .run = [&workspace] { workspace.data().close(); }},
        {.id = "file.quit",
         .menu = menu,
         .title = tr("&Quit"),
         .key = tr("Ctrl+Q"),
         .help = tr("Close the window"),
         .run = [&window] { window.close(); },
         .parted = true},
    };
}

std::vector<Command> editCommands(MainWindow& window, Workspace& workspace)
{
    const QString menu = tr("&Edit");
    return {
        {.id = "edit.undo",
         .menu = menu,
         .title = tr("&Undo"),
         .key = QKeySequence::Undo,
         .help = tr("Take the last edit back"),
         .need = Need::UndoStep,
         .run = [&workspace] { workspace.runEdits().steps().undo(); },
         .reads =
             [&workspace] {
                 return (tr("&Undo") + QLatin1Char(' ') + workspace.runEdits().steps().undoText()).trimmed();
             }},
        {.id = "edit.redo",
         .menu = menu,
         .title = tr("&Redo"),
         .key = QKeySequence::Redo,
         .help = tr("Make the edit again that was taken back"),
         .need = Need::RedoStep,
         .run = [&workspace] { workspace.runEdits().steps().redo(); },
         .reads =
             [&workspace] {
                 return (tr("&Redo") + QLatin1Char(' ') + workspace.runEdits().steps().redoText()).trimmed();
             }},
        {.id = "edit.copy",
         .menu = menu,
         .title = tr("Copy Page as &Image"),
         .key = tr("Ctrl+Shift+C"),
         .help = tr("Put a picture of the page on the clipboard"),
         .run = [&window] { copyPicture(window); },
         .parted = true},
        {.id = "edit.export",
         .menu = menu,
         .title = tr("&Export Page…"),
         .key = tr("Ctrl+E"),
         .help = tr("Save a picture of the page"),
         .run = [&window, &workspace] { savePicture(window, workspace); }},
        {.id = "edit.all",
         .menu = menu,
         .title = tr("Show &All Users"),
         .key = tr("Ctrl+Shift+A"),
         .help = tr("Let go of the slice"),
         .need = Need::Dataset,
         .run = [&workspace] { workspace.selection().setSlice(std::nullopt); }},
        {.id = "edit.search",
         .menu = menu,
         .title = tr("&Search"),
         .key = tr("Ctrl+K"),
         .help = tr("Any command, user or title by a few of its letters"),
         .run = [&window] { window.toggleSearch(); },
         .parted = true},
    };
}

std::vector<Command> helpCommands(MainWindow& window)
{
    const QString menu = tr("&Help");
    return {
        {.id = "help.keys",
         .menu = menu,
         .title = tr("&Keyboard Sheet"),
         .key = Qt::Key_F1,
         .help = tr("All keys of this page"),
         .run = [&window] { window.showKeys(); }},
        {.id = "help.tour",
         .menu = menu,
         .title = tr("&Tour"),
         .help = tr("From the neighbours to a trained model, by suggestions over the page"),
         .run = [&window] { window.startTour(); }},
        {.id = "help.formats",
         .menu = menu,
         .title = tr("Known &Datasets and Formats"),
         .help = tr("Where public datasets come from, and which files can be read"),
         .run = [&window] { showFormats(window); }},
        {.id = "help.about",
         .menu = menu,
         .title = tr("&About Tastescope"),
         .help = tr("Version and licences"),
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

#include "app/desktop/export_page.h"

#include "app/desktop/chosen_runs.h"
#include "ui/session/workspace.h"
#include "ui/window/main_window.h"
#include "ui/window/page_export.h"
#include "ui/window/page_table.h"

#include <QTemporaryDir>

namespace tastescope::desktop {

namespace {

ui::FigureFormat formatOf(const Command& command)
{
    using ui::FigureFormat;
    for (const FigureFormat format : {FigureFormat::Png, FigureFormat::Svg, FigureFormat::Pdf, FigureFormat::Csv})
        if (command.exportFile.endsWith(ui::extensionOf(format), Qt::CaseInsensitive)) {
            if (format == FigureFormat::Csv && command.panel.isEmpty())
                throw WrongUsage("--export to .csv writes the numbers of one chart: say which with --panel");
            return format;
        }
    throw WrongUsage("--export: a file ending in .png, .svg, .pdf or .csv expected, found \""
                     + command.exportFile.toStdString() + "\"");
}

const ui::PageInfo& wantedPage(const QString& key)
{
    if (const ui::PageInfo* page = ui::pageCalled(key))
        return *page;
    const std::string known = ui::pageKeys().toStdString();
    throw WrongUsage(key.isEmpty() ? "--export: which page? Give --page with one of " + known
                                   : "--page: one of " + known + " expected, found \"" + key.toStdString() + "\"");
}

void requireRuns(const ui::PageInfo& page, const QStringList& runs)
{
    const ui::PageInfo::Runs& wanted = page.runs;
    if (runs.size() >= wanted.least && runs.size() <= wanted.most)
        return;
    throw WrongUsage("--page " + std::string(page.key.latin1()) + " " + wanted.words
                     + (wanted.most == 0 ? "" : "; `tastescope-cli runs list` tells of the runs"));
}

} // namespace

void exportPage(const Command& command)
{
    ui::PageExport wanted;
    wanted.file = command.exportFile.toStdU16String();
    wanted.format = formatOf(command);
    requireRuns(wantedPage(command.page), command.runs);
    wanted.page = command.page;
    wanted.panel = command.panel;
    wanted.user = command.user;
    wanted.size = command.size;
    wanted.theme = command.theme.value_or(ui::ThemeChoice::Light);

    // A workspace that holds nothing but what is shown, and that nobody misses.
    const QTemporaryDir folder;
    const std::filesystem::path place = folder.path().toStdU16String();
    const ChosenRuns chosen(command);
    wanted.runs = chosen.keepIn(place);
    wanted.sweep = QString::fromStdString(chosen.sweepName());
    wanted.dataset = !command.dataset.isEmpty() ? command.dataset : QString::fromStdString(chosen.dataset());
    ui::Workspace workspace(ui::Settings(folder.filePath(QStringLiteral("settings.json"))),
                            folder.filePath(QStringLiteral("runs")));
    ui::MainWindow window(workspace);
    ui::exportPage(workspace, window, wanted);
}

} // namespace tastescope::desktop

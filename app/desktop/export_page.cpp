#include "app/desktop/export_page.h"

#include "app/desktop/chosen_runs.h"
#include "ui/session/workspace.h"
#include "ui/window/main_window.h"
#include "ui/window/page_export.h"
#include "ui/window/page_table.h"

#include <QTemporaryDir>

#include <algorithm>
#include <array>

namespace tastescope::desktop {

namespace {

/// How many runs a page needs to have something to say.
struct Need
{
    const char* page;
    qsizetype least;
    qsizetype most;
    const char* words;
};

constexpr std::array needs{
    Need{"training", 1, 6, "--page training shows the curves of runs: give --run once to six times"},
    Need{"users", 1, 1, "--page users shows what a run recommends: give --run once"},
    Need{"compare", 2, 6, "--page compare shows two to six runs: give --run for each"},
    Need{"sweep", 1, 1, "--page sweep shows a sweep: give --run once, with its name or folder"},
    Need{"neighbours", 0, 1, "--page neighbours shows one run at most beside the neighbours"},
    Need{"data", 0, 0, "--page data shows no run: leave --run out"},
};

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

void requirePage(const QString& page)
{
    std::string known;
    for (const ui::PageInfo& info : ui::pageTable()) {
        if (page == QLatin1String(info.key))
            return;
        known += (known.empty() ? "" : ", ") + std::string(info.key);
    }
    throw WrongUsage(page.isEmpty() ? "--export: which page? Give --page with one of " + known
                                    : "--page: one of " + known + " expected, found \"" + page.toStdString() + "\"");
}

void requireRuns(const Command& command)
{
    const auto need =
        std::ranges::find_if(needs, [&](const Need& each) { return command.page == QLatin1String(each.page); });
    if (need == needs.end() || (command.runs.size() >= need->least && command.runs.size() <= need->most))
        return;
    throw WrongUsage(std::string(need->words)
                     + (command.page == QLatin1String("data") ? "" : "; `tastescope-cli runs list` tells of the runs"));
}

} // namespace

void exportPage(const Command& command)
{
    ui::PageExport wanted;
    wanted.file = command.exportFile.toStdU16String();
    wanted.format = formatOf(command);
    requirePage(command.page);
    requireRuns(command);
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

#include "ui/window/page_table.h"

#include "ui/pages/compare/compare_page.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/inspector/inspector_panel.h"
#include "ui/pages/neighbours/neighbours_page.h"
#include "ui/pages/runs/runs_panel.h"
#include "ui/pages/sequence/sequence_page.h"
#include "ui/pages/sweep/sweep_page.h"
#include "ui/pages/training/training_page.h"
#include "ui/pages/users/users_page.h"

#include <QCoreApplication>
#include <QWidget>

#include <algorithm>
#include <array>

namespace tastescope::ui {

namespace {

template<typename Widget>
QWidget* make(Workspace& workspace, QWidget* parent)
{
    return new Widget(workspace, parent);
}

template<typename Widget>
std::vector<Command> commands([[maybe_unused]] QWidget* made)
{
    if constexpr (requires(Widget & widget) { widget.commands(); })
        return static_cast<Widget*>(made)->commands();
    else
        return {};
}

constexpr PageInfo::Runs noRuns{0, 0, false, "shows no run: leave --run out"};
constexpr PageInfo::Runs oneBeside{0, 1, true, "shows one run at most beside the neighbours"};
constexpr PageInfo::Runs curves{1, 6, false, "shows the curves of runs: give --run once to six times"};
constexpr PageInfo::Runs nextRuns{1, 6, true, "shows runs that say what comes next: give --run once to six times"};
constexpr PageInfo::Runs oneSweep{1, 1, true, "shows a sweep: give --run once, with its name or folder"};
constexpr PageInfo::Runs oneRun{1, 1, true, "shows what a run recommends: give --run once"};
constexpr PageInfo::Runs manyRuns{2, 6, true, "shows two to six runs: give --run for each"};

template<typename Widget>
constexpr PageInfo row(QLatin1String key, const char* title, const char* icon, bool sideDocks, PageInfo::Runs runs)
{
    return {key, title, icon, sideDocks, runs, make<Widget>, commands<Widget>};
}

} // namespace

std::span<const PageInfo> pageTable()
{
    static constexpr std::array pages{
        row<DataPage>(page::data, QT_TRANSLATE_NOOP("MainWindow", "Data"), "data", false, noRuns),
        row<NeighboursPage>(page::neighbours, QT_TRANSLATE_NOOP("MainWindow", "Neighbours"), "neigh", true, oneBeside),
        row<TrainingPage>(page::training, QT_TRANSLATE_NOOP("MainWindow", "Training"), "train", false, curves),
        row<SweepPage>(page::sweep, QT_TRANSLATE_NOOP("MainWindow", "Sweep"), "sweep", false, oneSweep),
        row<UsersPage>(page::users, QT_TRANSLATE_NOOP("MainWindow", "Users"), "users", false, oneRun),
        row<ComparePage>(page::compare, QT_TRANSLATE_NOOP("MainWindow", "Compare"), "compare", false, manyRuns),
        row<SequencePage>(page::sequence, QT_TRANSLATE_NOOP("MainWindow", "Sequence"), "seq", false, nextRuns),
    };
    return pages;
}

std::span<const DockInfo> dockTable()
{
    static constexpr std::array runPages{page::neighbours, page::training};
    static constexpr std::array docks{
        DockInfo{"runs", QT_TRANSLATE_NOOP("MainWindow", "Runs"), "table", Qt::BottomDockWidgetArea, 176, 72, 2000,
                 runPages, make<RunsPanel>, commands<RunsPanel>},
        DockInfo{"inspector",
                 QT_TRANSLATE_NOOP("MainWindow", "Inspector"),
                 "dock",
                 Qt::RightDockWidgetArea,
                 340,
                 320,
                 480,
                 {},
                 make<InspectorPanel>,
                 commands<InspectorPanel>},
    };
    return docks;
}

const PageInfo* pageCalled(const QString& key)
{
    const auto found = std::ranges::find(pageTable(), key, &PageInfo::key);
    return found == pageTable().end() ? nullptr : &*found;
}

QString titleOf(const PageInfo& page)
{
    return QCoreApplication::translate("MainWindow", page.title);
}

QString titleOf(const DockInfo& dock)
{
    return QCoreApplication::translate("MainWindow", dock.title);
}

QString pageKeys()
{
    QStringList keys;
    for (const PageInfo& page : pageTable())
        keys << page.key;
    return keys.join(QStringLiteral(", "));
}

} // namespace tastescope::ui

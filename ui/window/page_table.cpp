#include "ui/window/page_table.h"

#include "ui/pages/compare/compare_page.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/inspector/inspector_panel.h"
#include "ui/pages/neighbours/neighbours_page.h"
#include "ui/pages/runs/runs_panel.h"
#include "ui/pages/sweep/sweep_page.h"
#include "ui/pages/training/training_page.h"
#include "ui/pages/users/users_page.h"

#include <QWidget>

#include <array>

namespace tastescope::ui {

namespace {

template<typename Widget>
QWidget* make(Workspace& workspace, QWidget* parent)
{
    return new Widget(workspace, parent);
}

} // namespace

std::span<const PageInfo> pageTable()
{
    static constexpr std::array pages{
        PageInfo{"data", QT_TRANSLATE_NOOP("MainWindow", "Data"), "data", false, make<DataPage>},
        PageInfo{"neighbours", QT_TRANSLATE_NOOP("MainWindow", "Neighbours"), "neigh", true, make<NeighboursPage>},
        PageInfo{"training", QT_TRANSLATE_NOOP("MainWindow", "Training"), "train", false, make<TrainingPage>},
        PageInfo{"sweep", QT_TRANSLATE_NOOP("MainWindow", "Sweep"), "sweep", false, make<SweepPage>},
        PageInfo{"users", QT_TRANSLATE_NOOP("MainWindow", "Users"), "users", false, make<UsersPage>},
        PageInfo{"compare", QT_TRANSLATE_NOOP("MainWindow", "Compare"), "compare", false, make<ComparePage>},
    };
    return pages;
}

std::span<const DockInfo> dockTable()
{
    static constexpr std::array docks{
        DockInfo{"runs", QT_TRANSLATE_NOOP("MainWindow", "Runs"), "table", Qt::BottomDockWidgetArea, 176, 72, 2000,
                 "neighbours training", make<RunsPanel>},
        DockInfo{"inspector", QT_TRANSLATE_NOOP("MainWindow", "Inspector"), "dock", Qt::RightDockWidgetArea, 340, 320,
                 480, "", make<InspectorPanel>},
    };
    return docks;
}

} // namespace tastescope::ui

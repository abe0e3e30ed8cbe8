#pragma once

#include "ui/charts/leaders/cost_axis.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;
class QMenu;
class QStackedLayout;

namespace tastescope::ui {

class ChartPanel;
class EmptyState;
class LeaderChart;
class LeaderSide;
class LeaderTable;
class PanelTitle;
class TableView;
class Workspace;

/// Which model for my budget: quality against time or memory, what is said of it, and the runs ranked where they
/// differ. A click on a run anywhere chooses it everywhere.
class LeaderboardView : public QWidget
{
    Q_OBJECT

public:
    explicit LeaderboardView(Workspace& workspace, QWidget* parent = nullptr);

    void setCost(CostUnit unit);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    EmptyState* makeEmpty();
    QWidget* makeBoard();
    QWidget* makeTable();
    void addCostChoice();
    QWidget* makeModelChoice();
    void connectParts();
    void addToMenu(QMenu* menu, int row);
    void chooseRun(int id);

    void refreshSoon();
    void refresh();
    void showEmpty();
    void showMetrics();
    void showAnswer();
    void followCurrent();

    Workspace& m_workspace;
    QTimer m_refresh;
    CostUnit m_cost = CostUnit::Seconds;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    LeaderChart* m_chart = nullptr;
    ChartPanel* m_panel = nullptr;
    QButtonGroup* m_costs = nullptr;
    QComboBox* m_metrics = nullptr;
    LeaderSide* m_side = nullptr;
    PanelTitle* m_tableTitle = nullptr;
    LeaderTable* m_table = nullptr;
    TableView* m_view = nullptr;
    QLabel* m_leftOut = nullptr;
};

} // namespace tastescope::ui

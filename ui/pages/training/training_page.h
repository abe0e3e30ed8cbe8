#pragma once

#include "ui/session/command.h"

#include <QTimer>
#include <QWidget>

class QStackedLayout;

namespace tastescope::ui {

class ChartPanel;
class CurveChart;
class CurveTools;
class EmptyState;
class LinkedCursor;
class LowerCharts;
class NextRunPanel;
class PacePanel;
class ReplayBar;
class RunEndStrip;
class TabStack;
class Workspace;
struct SessionRun;

/// Where models learn: the settings of the next run at the left; at the right MRR, hits, loss and pace of the runs,
/// drawn while they grow, or the leaderboard of those that finished.
class TrainingPage : public QWidget
{
    Q_OBJECT

public:
    enum class View { Curves, Leaderboard };

    explicit TrainingPage(Workspace& workspace, QWidget* parent = nullptr);

    void showView(View view);
    std::vector<Command> commands();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeViews();
    QWidget* makeCharts();
    QWidget* makeLower();
    void addMetricChoice();
    void showMetric(const std::string& metric, const QString& title);
    EmptyState* makeEmpty();
    void connectCharts();
    void connectWorkspace();
    void runOnce(std::string_view model);

    void refreshSoon(); ///< many changes, one drawing
    void refresh();
    void showEmpty();
    void showRuns(const SessionRun& focus);
    void setSmoothing(double weight);
    void setScale();

    Workspace& m_workspace;
    QTimer m_refresh;
    LinkedCursor* m_cursor;
    NextRunPanel* m_next = nullptr;
    TabStack* m_views = nullptr;
    QStackedLayout* m_stack = nullptr; ///< of the curves
    EmptyState* m_empty = nullptr;
    RunEndStrip* m_end = nullptr;
    CurveTools* m_tools = nullptr;
    CurveChart* m_mrr = nullptr;
    ChartPanel* m_mrrPanel = nullptr;
    LowerCharts* m_lower = nullptr;
    CurveChart* m_cutoffs = nullptr; ///< of one metric
    ChartPanel* m_cutoffsPanel = nullptr;
    std::string m_metric = "hit"; ///< which
    CurveChart* m_loss = nullptr;
    ChartPanel* m_lossPanel = nullptr;
    PacePanel* m_pace = nullptr;
    ReplayBar* m_replay = nullptr;
};

} // namespace tastescope::ui

#pragma once

#include <QWidget>

namespace tastescope::ui {

class ChartPanel;
class CurveChart;
class JobQueue;
class LinkedCursor;
class ShareBar;
class StatisticsColumn;
struct SessionRun;
struct TrainingView;

/// How fast a run learns: samples per second over time, when it will be over, and what the time goes to.
class PacePanel : public QWidget
{
    Q_OBJECT

public:
    explicit PacePanel(QWidget* parent = nullptr);

    ChartPanel* panel() const { return m_panel; }
    CurveChart* chart() const { return m_chart; }

    void setView(const TrainingView& view, const JobQueue& jobs);

    /// By time all charts share the crosshair; else this one has its own.
    void linkTo(LinkedCursor* shared);

private:
    void showFigures(const SessionRun& run, const JobQueue& jobs, bool isReplay);

    CurveChart* m_chart;
    ChartPanel* m_panel;
    StatisticsColumn* m_figures;
    ShareBar* m_shares;
    LinkedCursor* m_own;
};

} // namespace tastescope::ui

#pragma once

#include "ui/pages/sweep/sweep_view.h"

#include <QWidget>

namespace tastescope::ui {

class ChartPanel;
class CursorPanel;
class CurveChart;
class PairPanel;
class TrialListPanel;
class Workspace;

/// The column at the right: everything about the trial at the cursor, and what mattered in the sweep.
class CursorSide : public QWidget
{
    Q_OBJECT

public:
    explicit CursorSide(Workspace& workspace, QWidget* parent = nullptr);

    void setView(const SweepView& view, const DotData& slice);
    std::vector<ChartPanel*> panels() const { return {m_curvePanel, m_importancePanel}; }

signals:
    void trialChosen(tastescope::ui::MarkId trial);

private:
    CursorPanel* m_cursor;
    CurveChart* m_curves;
    ChartPanel* m_curvePanel;
    PairPanel* m_pair;
    TrialListPanel* m_list;
    IntervalChart* m_importance;
    ChartPanel* m_importancePanel;
};

} // namespace tastescope::ui

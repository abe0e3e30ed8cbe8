#pragma once

#include "ui/pages/sweep/sweep_view.h"
#include "ui/session/sweeps_beside.h"

#include <QTimer>
#include <QWidget>

class QMenu;

namespace tastescope::ui {

class ChartPanel;
class CurveChart;
class Workspace;

/// Two to four sweeps on one axis: how their trials came out, and how fast the best was found. Seen only while there
/// are sweeps beside the open one.
class BesidePanel : public QWidget
{
    Q_OBJECT
    Q_MOC_INCLUDE(<QMenu>)

public:
    explicit BesidePanel(Workspace& workspace, QWidget* parent = nullptr);

    QMenu* menu() const { return m_menu; } ///< chooses them
    SweepsBeside& sweeps() { return m_beside; }
    std::vector<ChartPanel*> panels() const { return {m_distributionPanel, m_bestPanel}; }

signals:
    void folderWanted(); ///< of a sweep that is not listed

private:
    void fillMenu();
    void showSweeps();
    SweepView wantedValue() const; ///< what stands for a trial
    void choose(const QString& name, bool isBeside);
    void restore();

    Workspace& m_workspace;
    SweepsBeside m_beside;
    QTimer m_refresh; ///< a sweep that runs tells of each epoch
    QMenu* m_menu;
    CurveChart* m_distribution;
    CurveChart* m_best;
    ChartPanel* m_distributionPanel;
    ChartPanel* m_bestPanel;
};

} // namespace tastescope::ui

#pragma once

#include "ui/pages/sweep/sweep_view.h"
#include "ui/session/command.h"
#include "ui/session/guide.h"

#include <QTimer>
#include <QWidget>

class QStackedLayout;
class QStackedWidget;

namespace tastescope::ui {

class AddPointPanel;
class BesidePanel;
class CursorSide;
class EmptyState;
class NewSweepPanel;
class ReportMenu;
class SweepCharts;
class SweepHead;
class TrialMenu;
class Workspace;

/// Which settings are best, and are they really: a sweep draws itself while it runs, and the page says which trials are
/// tied. One trial is at the cursor, in every chart and at the right.
class SweepPage : public QWidget
{
    Q_OBJECT

public:
    explicit SweepPage(Workspace& workspace, QWidget* parent = nullptr);

    int trial() const { return m_view.trial; }
    const SweepView& view() const { return m_view; }
    std::vector<Command> commands();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    EmptyState* makeEmpty();
    void makeSide();
    void connectParts();

    ReportMenu* makeReportMenu();
    void runPreset(SweepConfig config);
    void chooseFolder(); ///< of a sweep to open
    void showForm(bool shown);
    void showPointForm(const std::optional<double>& x);
    void showWish(); ///< as soon as its sweep is read
    void chooseTrial(int trial);
    void chooseAxis(const QString& option);

    void refreshSoon(); ///< many events, one drawing
    void refresh();
    void showEmpty();
    void updateView();
    void takeRule();
    void connectMeasure();
    void updateColours();

    Workspace& m_workspace;
    QTimer m_refresh;
    SweepView m_view;
    std::optional<PointWish> m_wish; ///< of another page
    bool m_chosen = false;           ///< the trial by the person; else it is the best
    SweepHead* m_head = nullptr;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    BesidePanel* m_beside = nullptr;
    SweepCharts* m_charts = nullptr;
    QWidget* m_sideLine = nullptr;
    QStackedWidget* m_side = nullptr;
    CursorSide* m_cursor = nullptr;
    NewSweepPanel* m_form = nullptr;
    AddPointPanel* m_pointForm = nullptr;
    TrialMenu* m_menu = nullptr;
};

} // namespace tastescope::ui

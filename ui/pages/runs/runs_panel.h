#pragma once

#include "ui/pages/runs/run_row.h"
#include "ui/session/command.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;

namespace tastescope::ui {

class BaselineDifferences;
class ColumnChoice;
class RunTable;
class TableView;

/// The runs of the workspace, newest first: what each came to, how it differs from the baseline, and everything one can
/// do with it. Its search field speaks the filter language of the history.
class RunsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RunsPanel(Workspace& workspace, QWidget* parent = nullptr);

    TableView* view() const { return m_view; }
    RunTable* table() const { return m_table; }
    QLineEdit* search() const { return m_search; }
    QString problem() const; ///< what is wrong with the filter; empty: nothing

    std::vector<int> selectedRuns() const;
    std::vector<Command> commands() const; ///< the menu Runs
    void setBin(bool on);
    void setGrouped(bool on);
    bool isGrouped() const; ///< some row stands for several seeds

    QSize sizeHint() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeTitle();
    void connectWorkspace();
    void refreshSoon();
    void refresh();
    void describe();
    void takeFilter();
    void select(const std::vector<int>& runs);
    void setDifferencesOnly(bool on);
    int current() const; ///< the run the keys act on; 0: none

    // runs_panel_actions.cpp
    void makeActions();
    QAction* make(const QString& text, const QString& key, const QString& help, const std::function<void()>& run);
    QString baselineText(int run) const;
    std::vector<int> chosenRuns() const; ///< what is selected; else the run in front
    void fillMore();
    void addToMenu(QMenu* menu, int row);
    void toggleShown(const std::vector<int>& runs);
    void toggleBaseline();
    void togglePinned();
    void edit(const char* column);
    void exportCsv();

    Workspace& m_workspace;
    BaselineDifferences* m_differences;
    RunRowMaker m_rows;
    RunTable* m_table;
    TableView* m_view;
    ColumnChoice* m_columns;
    QLineEdit* m_search;
    QLabel* m_rule;
    QLabel* m_problem;
    RunRowOptions m_options;
    bool m_differencesOnly = false;
    int m_followed = 0; ///< the current run when the rows were last shown
    QTimer m_refresh;
    QMenu* m_more = nullptr;
    QAction* m_hide = nullptr;
    QAction* m_baseline = nullptr;
    QAction* m_pin = nullptr;
    QAction* m_rename = nullptr;
    QAction* m_note = nullptr;
    QAction* m_tags = nullptr;
    QAction* m_only = nullptr;
    QAction* m_repeat = nullptr;
    QAction* m_delete = nullptr;
};

} // namespace tastescope::ui

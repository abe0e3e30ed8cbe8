#pragma once

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedLayout;

namespace tastescope::ui {

class ChartPanel;
class CompareHead;
class CurveChart;
class DifferencesPanel;
class DotChart;
class EmptyState;
class IntervalChart;
class RemarkRow;
class ReportMenu;
class UserListsPanel;
class WinMap;
class Workspace;

/// Two to six runs beside one another: what differs, curves on one axis, whether the difference is real and for
/// whom, and what two of them recommend to the same user.
class ComparePage : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePage(Workspace& workspace, QWidget* parent = nullptr);

    std::vector<const ChartPanel*>
    panels() const; ///< with something to show; a report has its own table of what differs

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    EmptyState* makeEmpty();
    QWidget* makeFull();
    QWidget* makeLeft();
    QWidget* makeMiddle();
    QWidget* makeRight();
    void connectAll();
    void trainOnce(std::string_view model);

    void arrange(); ///< widths, by that of the page and by how many runs are compared
    void showState();
    void showComparison();
    void showMetrics();
    void showCell();
    void useCellAsSlice();
    void useGroupsAsSlice();
    void followSlice();
    void offerUsers(); ///< the order N goes through
    ReportMenu* makeReportMenu();

    Workspace& m_workspace;
    QStackedLayout* m_stack;
    EmptyState* m_empty = nullptr;
    CompareHead* m_head = nullptr;
    QBoxLayout* m_columns = nullptr; ///< what differs and the charts: side by side, or below one another
    DifferencesPanel* m_differences = nullptr;
    QWidget* m_differencesLine = nullptr;
    CurveChart* m_curves = nullptr;
    ChartPanel* m_curvesPanel = nullptr;
    IntervalChart* m_intervals = nullptr;
    ChartPanel* m_intervalsPanel = nullptr;
    QComboBox* m_metric = nullptr;
    RemarkRow* m_remarks = nullptr;
    DotChart* m_groups = nullptr;
    ChartPanel* m_groupsPanel = nullptr;
    WinMap* m_wins = nullptr;
    ChartPanel* m_winsPanel = nullptr;
    QLabel* m_winsNote = nullptr;
    QPushButton* m_slice = nullptr;
    UserListsPanel* m_lists = nullptr;
    QWidget* m_right = nullptr;
};

} // namespace tastescope::ui

#pragma once

#include "ui/pages/sweep/trial_table.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QTabBar;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace tastescope::ui {

class ChartPanel;
class CurveChart;
class PanelTitle;
class ParallelChart;
class TableView;

/// All trials of a sweep: in the order they were run, over an option, as lines through all that varies, and as a table.
/// What is hovered or chosen in one of them is so in all.
class SweepCharts : public QWidget
{
    Q_OBJECT
    Q_MOC_INCLUDE(<QMenu>)

public:
    explicit SweepCharts(QWidget* parent = nullptr);

    void setView(const SweepView& view);
    void setExplainer(std::function<QString(const QString& metric)> explain) { m_explain = std::move(explain); }
    void setHovered(const std::optional<MarkId>& trial);

    std::vector<ChartPanel*> panels() const;
    const DotData& slice() const;

signals:
    void trialHovered(const std::optional<tastescope::ui::MarkId>& trial);
    void trialChosen(tastescope::ui::MarkId trial);
    void axisChosen(const QString& option);
    void pointWanted(double x);
    /// Before a menu over a trial is shown; with the selected ones of the table, where it is shown there.
    void menuWanted(QMenu* menu, int trial, const std::vector<int>& selected);
    void tableLetGo(); ///< its menu was closed: what came meanwhile can be shown
    void tableExportFailed(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    std::function<QString(const QString&)> m_explain; // of the headers of the table
    enum Face { History, Curves, Map };

    QWidget* makeFaces();
    QWidget* makeSlice();
    QWidget* makeLines();
    QWidget* makeTable();
    void connectMarks(MarkView* chart);
    void arrangeTop();
    void choose(const std::vector<MarkId>& ids);
    void showFace(int face);
    void addAllButton(ChartPanel* panel);
    void showAll(bool all); ///< in every chart of a quality, or near the best
    void fillAxes(const SweepView& view);
    void fillMap();
    void fillTable();
    void captionTable(); ///< with what it is sorted by
    void brushBest(bool on);
    void exportTable();
    bool isBySeed() const;
    int rowOf(int trial) const;
    std::vector<int> selectedTrials() const; ///< in the table, from the top

    SweepView m_view;
    QTabBar* m_tabs = nullptr; ///< where there is no room side by side
    QWidget* m_topLine = nullptr;
    QStackedWidget* m_faces = nullptr;
    DotChart* m_history = nullptr;
    CurveChart* m_curves = nullptr;
    ParameterMap* m_map = nullptr;
    QComboBox* m_mapX = nullptr;
    QComboBox* m_mapY = nullptr;
    DotChart* m_slice = nullptr;
    QComboBox* m_axis = nullptr;
    ChartPanel* m_slicePanel = nullptr;
    ParallelChart* m_lines = nullptr;
    ChartPanel* m_linesPanel = nullptr;
    QPushButton* m_brushBest = nullptr;
    PanelTitle* m_tableTitle = nullptr;
    QPushButton* m_bySeed = nullptr; ///< seeds of a point are one row
    TableView* m_table = nullptr;
    std::unique_ptr<RowTable<TrialRow>> m_rows;
    std::vector<std::string> m_options; ///< columns of the table
    Measure m_measure;                  ///< likewise
    bool m_isBySeed = false;            ///< likewise
    std::vector<ChartPanel*> m_panels;
    std::vector<QPushButton*> m_all; ///< one in each chart of a quality
    bool m_showsAll = false;         ///< also what is far from the best
    bool m_following = false;        ///< the table's row is set by the selection, not by the person
};

} // namespace tastescope::ui

#pragma once

#include "ui/tables/user_tables.h"

#include <QWidget>

namespace tastescope::ui {

class ChartPanel;
class LegendRow;
class TableView;
class TasteChart;
class Workspace;

/// What the user likes by how popular it is, beside what all users like.
class TastePanel : public QWidget
{
    Q_OBJECT

public:
    TastePanel(Workspace& workspace, Breadth breadth, QWidget* parent = nullptr);

    TasteChart* chart() const { return m_chart; }
    ChartPanel* panel() const { return m_panel; }

private:
    void showAnswer();
    void tellSource();

    Workspace& m_workspace;
    Breadth m_breadth;
    TasteChart* m_chart;
    ChartPanel* m_panel;
    LegendRow* m_legend;
};

/// The taste panel and below it everything the user likes, rare first.
class TasteView : public QWidget
{
    Q_OBJECT

public:
    TasteView(Workspace& workspace, Breadth breadth, QWidget* parent = nullptr);

private:
    void showAnswer();

    Workspace& m_workspace;
    Breadth m_breadth;
    TableView* m_view;
    std::shared_ptr<const Dataset> m_tableOf;
    RowTable<TrackRow>* m_table = nullptr;
};

} // namespace tastescope::ui

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tastescope::ui {

class ChartPanel;
class PopularityBars;
class SlopeChart;
class Workspace;

/// What two runs recommend to one user, how alike the lists are, and how popular what they recommend is.
class UserListsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit UserListsPanel(Workspace& workspace, QWidget* parent = nullptr);

    ChartPanel* panel() const { return m_panel; }
    PopularityBars* popularity() const { return m_popularity; }

private:
    void showLists();
    void showAgreement();

    Workspace& m_workspace;
    SlopeChart* m_chart;
    ChartPanel* m_panel;
    QPushButton* m_next;
    QLabel* m_measures;
    QLabel* m_sentence;
    QLabel* m_popularityCaption;
    PopularityBars* m_popularity;
};

} // namespace tastescope::ui

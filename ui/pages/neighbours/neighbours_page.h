#pragma once

#include <QWidget>

class QPushButton;
class QStackedLayout;

namespace tastescope::ui {

class ChartPanel;
class CountPanel;
class EmptyState;
class HistogramChart;
class NeighbourPanel;
class Workspace;

/// Who is near whom: how many neighbours users have, how often users are chosen, what is in reach, how similar the
/// found pairs are, and the neighbours of the selected user. A bar clicked or brushed makes those users the slice.
class NeighboursPage : public QWidget
{
    Q_OBJECT

public:
    explicit NeighboursPage(Workspace& workspace, QWidget* parent = nullptr);

private:
    /// A histogram of one number a user, and the figures the original published for it.
    struct View
    {
        HistogramChart* chart = nullptr;
        ChartPanel* panel = nullptr;
    };

    EmptyState* makeEmpty();
    void showEmpty();
    QWidget* makeFull();
    QWidget* underInsights(QWidget* content);
    View makeView(const QString& title);
    void show();
    void lookAtFirst();

    Workspace& m_workspace;
    QStackedLayout* m_stack;
    EmptyState* m_empty = nullptr;
    QPushButton* m_search = nullptr;
    CountPanel* m_count = nullptr;
    View m_chosen;
    View m_reach;
    NeighbourPanel* m_neighbours = nullptr;
};

} // namespace tastescope::ui

#pragma once

#include "core/data/summary.h"

#include <QWidget>

#include <functional>

class QPushButton;
class QStackedLayout;

namespace tastescope::ui {

class ChartPanel;
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
        QString words; ///< "%1 to %2 neighbours": names a slice
    };

    EmptyState* makeEmpty();
    void showEmpty();
    QWidget* makeFull();
    QWidget* underInsights(QWidget* content);
    View makeView(const QString& title, const QString& words);
    void connectView(const View& view, std::function<const std::vector<std::int32_t>&()> values);
    void show();
    void showCounts();
    void showSimilarities();
    void slice(const View& view, const std::vector<std::int32_t>& values, double low, double high);
    void chooseThreshold(double low);

    Workspace& m_workspace;
    QStackedLayout* m_stack;
    EmptyState* m_empty = nullptr;
    QPushButton* m_search = nullptr;
    View m_count;
    View m_chosen;
    View m_reach;
    HistogramChart* m_similarity = nullptr;
    ChartPanel* m_similarityPanel = nullptr;
    NeighbourPanel* m_neighbours = nullptr;
};

} // namespace tastescope::ui

#pragma once

#include "core/neighbours/neighbour_reach.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QPushButton;

namespace tastescope::ui {

class ChartPanel;
class ElidedLabel;
class ThresholdChart;
class Workspace;

/// How similar the searched pairs are, or the last neighbour that the limit lets in, with the threshold as a handle:
/// what it would leave is counted while it is dragged, and Enter keeps it, a step that can be taken back.
class SimilarityPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SimilarityPanel(Workspace& workspace, QWidget* parent = nullptr);

    ChartPanel* panel() const { return m_panel; }
    ThresholdChart* chart() const { return m_chart; }
    QComboBox* choice() const { return m_what; }
    QString words() const; ///< below the chart

private:
    void show();
    void showPairs();
    void showKth();
    void showWords();
    void countTried();
    void keep(double threshold);

    Workspace& m_workspace;
    ThresholdChart* m_chart;
    ChartPanel* m_panel;
    QComboBox* m_what;
    ElidedLabel* m_below = nullptr;
    QPushButton* m_keep;
    QString m_words;                         ///< of what is shown
    std::optional<ThresholdCounts> m_counts; ///< of the threshold that is tried
};

} // namespace tastescope::ui

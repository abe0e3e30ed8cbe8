#pragma once

#include "ui/session/slice.h"

#include <QWidget>

class QComboBox;

namespace tastescope {
struct Distribution;
}

namespace tastescope::ui {

class ChartPanel;
class ElidedLabel;
class HistogramChart;
class Workspace;

/// Neighbours per user: those that are kept, which the person's own limit cuts off, or those that are near, as far as
/// they were searched. The line of the run in front stands over the bars.
class CountPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CountPanel(Workspace& workspace, QWidget* parent = nullptr);

    ChartPanel* panel() const { return m_panel; }
    HistogramChart* chart() const { return m_chart; }
    QComboBox* choice() const { return m_what; }
    QString words() const; ///< below the chart

    void show();

private:
    UserNumber number() const;
    const Distribution* shownCounts() const;

    Workspace& m_workspace;
    HistogramChart* m_chart;
    ChartPanel* m_panel;
    QComboBox* m_what;
    ElidedLabel* m_below = nullptr;
};

} // namespace tastescope::ui

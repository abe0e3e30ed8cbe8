#pragma once

#include "ui/pages/sequence/sequence_curves.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;
class QStackedLayout;

namespace tastescope::ui {

class ChartPanel;
class CurveChart;
class PanelTitle;
class SequenceTable;
class TableView;
class Workspace;

/// Did the change help, is it real, what did it cost: the losses of next-item runs, how much they repeat, what the
/// weight of the penalty buys, and all figures beside the baseline's.
class SequenceRunsView : public QWidget
{
    Q_OBJECT

public:
    explicit SequenceRunsView(Workspace& workspace, QWidget* parent = nullptr);

    void refresh();
    std::vector<ChartPanel*> panels() const { return {m_lossPanel, m_repeatsPanel, m_mrrPanel, m_penaltyPanel}; }

signals:
    void userWanted(int run); ///< Enter on a row: One user with this run

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeLoss();
    QWidget* makePenalty();
    QWidget* makeProtocols();
    QWidget* makeTable();
    QString protocolWords(std::int64_t questions) const;
    void addToMenu(class QMenu* menu, int row);
    void sweepWeights();
    void showTable();
    SequenceView view() const;

    Workspace& m_workspace;
    CurveChart* m_loss = nullptr;
    ChartPanel* m_lossPanel = nullptr;
    QButtonGroup* m_scales = nullptr;
    QLabel* m_pace = nullptr;
    CurveChart* m_repeats = nullptr;
    ChartPanel* m_repeatsPanel = nullptr;
    QStackedLayout* m_penalty = nullptr;
    QLabel* m_penaltyWords = nullptr;
    CurveChart* m_mrr = nullptr;
    ChartPanel* m_mrrPanel = nullptr;
    CurveChart* m_repeatsByWeight = nullptr;
    ChartPanel* m_penaltyPanel = nullptr;
    PanelTitle* m_tableTitle = nullptr;
    QPushButton* m_measure = nullptr;
    SequenceTable* m_table = nullptr;
    TableView* m_view = nullptr;
    LossScale m_scale = LossScale::Epoch;
    bool m_isShowing = false; ///< rows are set: the current one is not the person's choice
};

} // namespace tastescope::ui

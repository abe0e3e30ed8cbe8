#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace tastescope::ui {

class CaptionButton;
class LastJob;
class Workspace;

/// What is run and how far it is: data, model, Run, Pause, Stop, the progress of the running job, and at the right the
/// two choices every figure obeys: best or last epoch, and K.
class RunBar : public QWidget
{
    Q_OBJECT

public:
    RunBar(Workspace& workspace, QMenu* dataMenu, QMenu* modelMenu, QWidget* parent = nullptr);

    /// The buttons do what these actions do, so that keys, menu and bar agree.
    void setActions(QAction* run, QAction* pause, QAction* stop);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPushButton* addButton(const QString& icon);
    QWidget* makeProgress();
    void addFigureChoices();
    void chooseRule(int row);
    void showRule();
    void updateChoices();
    void updateJobs();

    Workspace& m_workspace;
    CaptionButton* m_data;
    CaptionButton* m_model;
    QPushButton* m_run;
    QPushButton* m_pause;
    QPushButton* m_stop;
    QLabel* m_name;
    QLabel* m_phase;
    QLabel* m_left;
    QProgressBar* m_bar;
    QComboBox* m_value;
    QSpinBox* m_epoch = nullptr; ///< of "at epoch"
    QSpinBox* m_k;
    LastJob* m_last; ///< said while idle
};

} // namespace tastescope::ui

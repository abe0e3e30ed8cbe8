#pragma once

#include "ui/pages/training/replay_clock.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;

namespace tastescope::ui {

class Workspace;

/// Replays the recorded curve of a run that is over: play, pause, scrub, and how fast. And repeats the run itself, to
/// see whether the recording is true.
class ReplayBar : public QWidget
{
    Q_OBJECT

public:
    explicit ReplayBar(Workspace& workspace, QWidget* parent = nullptr);

    /// Hidden without a run of at least two epochs that is over. Another run is shown whole at first.
    void setRun(const SessionRun* run);

    /// The run as far as it has been replayed; null: all of it is shown.
    const SessionRun* part() const { return m_part ? &*m_part : nullptr; }

    QPushButton* playButton() const { return m_play; }
    QSlider* slider() const { return m_slider; }
    QComboBox* speedBox() const { return m_speed; }
    QPushButton* repeatButton() const { return m_repeat; }
    bool isPlaying() const { return m_timer.isActive(); }

signals:
    void moved();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addControls();
    void addSpeeds();
    void togglePlaying();
    void play();
    void pause();
    void tick();
    void moveTo(double position);
    void update(const SessionRun& run);

    Workspace& m_workspace;
    QPushButton* m_play;
    QSlider* m_slider;
    QLabel* m_place;
    QComboBox* m_speed;
    QPushButton* m_repeat;
    ReplayClock m_clock;
    std::optional<SessionRun> m_part;
    int m_run = 0;
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
};

} // namespace tastescope::ui

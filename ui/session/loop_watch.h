#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tastescope::ui {

/// Measures how long the event loop is kept waiting: a timer that should fire every 5 ms, and how late it did. The
/// window promises no gap over 50 ms, whatever the workers do.
class LoopWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr int interval = 5; ///< ms

    explicit LoopWatch(QObject* parent = nullptr);

    void start(); ///< forgets what was measured
    void stop() { m_timer.stop(); }
    bool isRunning() const { return m_timer.isActive(); }

    double longestGap() const { return m_longest; } ///< ms between two turns, since start()
    double recentGap() const { return m_recent; }   ///< the longest of the last full second
    qint64 turns() const { return m_turns; }

signals:
    void secondPassed(); ///< recentGap() is new

private:
    void turn();

    QTimer m_timer;
    QElapsedTimer m_sinceTurn;
    QElapsedTimer m_sinceSecond;
    double m_longest = 0;
    double m_recent = 0;
    double m_inThisSecond = 0;
    qint64 m_turns = 0;
};

} // namespace tastescope::ui

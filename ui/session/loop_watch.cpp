#include "ui/session/loop_watch.h"

#include <algorithm>

namespace tastescope::ui {

LoopWatch::LoopWatch(QObject* parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &LoopWatch::turn);
}

void LoopWatch::start()
{
    m_longest = m_recent = m_inThisSecond = 0;
    m_turns = 0;
    m_sinceTurn.start();
    m_sinceSecond.start();
    m_timer.start();
}

void LoopWatch::turn()
{
    const double gap = static_cast<double>(m_sinceTurn.nsecsElapsed()) / 1e6;
    m_sinceTurn.start();
    ++m_turns;
    m_longest = std::max(m_longest, gap);
    m_inThisSecond = std::max(m_inThisSecond, gap);
    if (m_sinceSecond.elapsed() < 1000)
        return;
    m_recent = m_inThisSecond;
    m_inThisSecond = 0;
    m_sinceSecond.start();
    emit secondPassed();
}

} // namespace tastescope::ui

#include "ui/session/job_runner.h"

#include <chrono>

namespace tastescope::ui {

using namespace std::chrono_literals;

JobRunner::JobRunner(QObject* parent) : QObject(parent)
{
    m_deliveryTimer.setInterval(33ms);
    connect(&m_deliveryTimer, &QTimer::timeout, this, &JobRunner::deliverEvents);
}

JobRunner::~JobRunner() = default;

void JobRunner::cancel()
{
    m_thread.request_stop();
}

void JobRunner::pause()
{
    if (m_running)
        m_gate->pause();
}

void JobRunner::resume()
{
    m_gate->resume();
}

void JobRunner::begin()
{
    Q_ASSERT(!m_running);
    m_running = true;
    m_gate = std::make_shared<PauseGate>();
    m_deliveryTimer.start();
    emit started();
}

void JobRunner::end()
{
    m_deliveryTimer.stop();
    deliverEvents(); // what came since the last tick
    m_running = false;
    emit finished();
}

void JobRunner::post(const JobEvent& event)
{
    const std::scoped_lock lock(m_mailboxMutex);
    m_mailbox.push_back(event);
}

void JobRunner::deliverEvents()
{
    std::vector<JobEvent> events;
    {
        const std::scoped_lock lock(m_mailboxMutex);
        events.swap(m_mailbox);
    }
    if (!events.empty())
        emit eventsArrived(events);
}

} // namespace tastescope::ui

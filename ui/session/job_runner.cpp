#include "ui/session/job_runner.h"

#include <QMetaObject>

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

void JobRunner::postOutcome(std::function<void()> tell)
{
    {
        const std::scoped_lock lock(m_mailboxMutex);
        m_tellOutcome = std::move(tell);
    }
    // By name: the call then carries nothing that this thread wrote, and what it stands for goes by our own mutex,
    // which the thread sanitizer sees even where Qt is not instrumented.
    QMetaObject::invokeMethod(this, "deliverOutcome", Qt::QueuedConnection);
}

void JobRunner::deliverOutcome()
{
    std::function<void()> tell;
    {
        const std::scoped_lock lock(m_mailboxMutex);
        tell = std::exchange(m_tellOutcome, nullptr);
    }
    end();
    tell();
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

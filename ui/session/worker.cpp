#include "ui/session/worker.h"

#include <QMetaObject>

#include <algorithm>

namespace tastescope::ui {

Worker::Worker(QObject* parent) : QObject(parent), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

Worker::~Worker()
{
    {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_waiting, [](const Task& task) { return task.asked.policy != Policy::Drain; });
        if (m_running.policy != Policy::Drain)
            m_runningStop.request_stop();
    }
    m_thread.request_stop(); // it goes when nothing waits
}

void Worker::enqueue(const QObject* asker, Policy policy, std::function<Telling(const JobContext&)> run)
{
    withdraw([asker](const Asked& asked) { return asked.asker == asker && asked.policy == Policy::Latest; });
    const Asked asked{asker, ++m_count, policy};
    m_asked.push_back(asked);
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back({asked, std::move(run)});
    }
    m_changed.notify_all();
}

void Worker::forget(const QObject* asker)
{
    withdraw([asker](const Asked& asked) { return asked.asker == asker; });
}

template<typename Chosen>
void Worker::withdraw(Chosen chosen)
{
    const auto dropped = [&](const Asked& asked) { return chosen(asked) && asked.policy != Policy::Drain; };
    std::erase_if(m_asked, chosen);
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_waiting, [&](const Task& task) { return dropped(task.asked); });
    if (m_running.number != 0 && dropped(m_running))
        m_runningStop.request_stop();
}

void Worker::finish()
{
    for (bool more = true; more;) {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return !m_ended.empty() || (m_waiting.empty() && m_running.number == 0); });
            more = !m_ended.empty();
        }
        if (more)
            tellNext();
    }
}

void Worker::tellNext()
{
    std::pair<std::uint64_t, Telling> ended;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_ended.empty())
            return; // finish() has told it
        ended = std::move(m_ended.front());
        m_ended.pop_front();
    }
    if (std::erase_if(m_asked, [&](const Asked& asked) { return asked.number == ended.first; }) > 0)
        ended.second();
}

void Worker::run(const std::stop_token& stop)
{
    for (;;) {
        Task task;
        JobContext context;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, stop, [this] { return !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            task = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_running = task.asked;
            m_runningStop = std::stop_source();
            context.stop = m_runningStop.get_token();
        }
        Telling telling = task.run(context);
        task.run = nullptr; // what the asker handed over ends where it came from
        {
            const std::scoped_lock lock(m_mutex);
            m_running = {};
            m_ended.emplace_back(task.asked.number, std::move(telling));
        }
        m_changed.notify_all();
        // By name: the call then carries nothing that this thread wrote. The outcome goes by our own mutex, which the
        // thread sanitizer sees even where Qt is not instrumented.
        QMetaObject::invokeMethod(this, "tellNext", Qt::QueuedConnection);
    }
}

} // namespace tastescope::ui

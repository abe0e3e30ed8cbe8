#include "ui/session/history_session.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr std::chrono::seconds lookEvery{2};

} // namespace

HistorySession::HistorySession(std::filesystem::path workspace, QObject* parent)
    : QObject(parent),
      m_workspace(std::move(workspace)),
      m_thread([this](const std::stop_token& stop) { work(stop); })
{
}

HistorySession::~HistorySession()
{
    {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_waiting, [](const Task& task) { return !task.changes; });
    }
    m_thread.request_stop();
}

RunStore& HistorySession::store()
{
    if (!m_store)
        throw Error(m_refusal);
    return *m_store;
}

void HistorySession::enqueue(Task task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back(std::move(task));
    }
    m_arrived.notify_one();
}

void HistorySession::open()
{
    try {
        m_store = std::make_unique<RunStore>(m_workspace);
        m_seen = m_store->changeCount();
        tellOpened(m_store->isReadOnly() ? State::ReadOnly : State::Open,
                   QString::fromStdString(m_store->readOnlyReason()));
    } catch (const std::exception& error) {
        m_refusal = error.what();
        tellOpened(State::Refused, QString::fromStdString(m_refusal));
    }
}

void HistorySession::tellOpened(State state, const QString& reason)
{
    QMetaObject::invokeMethod(
        this,
        [this, state, reason] {
            m_state = state;
            m_reason = reason;
            emit opened();
        },
        Qt::QueuedConnection);
}

void HistorySession::lookForChanges()
{
    if (!m_store)
        return;
    try {
        if (std::exchange(m_seen, m_store->changeCount()) != m_seen)
            QMetaObject::invokeMethod(this, &HistorySession::changedElsewhere, Qt::QueuedConnection);
    } catch (const Error&) {
        // Whoever reads or writes next hears what is wrong with it.
    }
}

void HistorySession::work(const std::stop_token& stop)
{
    open();
    for (;;) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            m_arrived.wait_for(lock, stop, lookEvery, [this] { return !m_waiting.empty(); });
            if (m_waiting.empty() && stop.stop_requested())
                return;
            if (!m_waiting.empty()) {
                task = std::move(m_waiting.front());
                m_waiting.pop_front();
            }
        }
        if (task.run)
            task.run();
        else
            lookForChanges();
    }
}

} // namespace tastescope::ui

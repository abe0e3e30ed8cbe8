#pragma once

#include "core/history/run_store.h"
#include "ui/session/job_runner.h"

#include <QObject>
#include <QPointer>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace tastescope::ui {

/// The history of the workspace folder, opened, read and changed on a thread of its own, in the order it was asked to:
/// the window never waits for the disk. Where the history cannot be opened, the session goes on without it.
class HistorySession : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Opening,
        Open,
        ReadOnly, ///< reason() says why
        Refused,  ///< damaged, foreign or not to be reached: reason() says which; everything asked of it fails
    };

    explicit HistorySession(std::filesystem::path workspace, QObject* parent = nullptr);
    ~HistorySession() override; ///< writes what was asked for; drops what would only be read

    const std::filesystem::path& workspace() const { return m_workspace; }
    State state() const { return m_state; }
    const QString& reason() const { return m_reason; }

    /// Whether runs are to be recorded: also while it is being opened.
    bool takesRuns() const { return m_state == State::Opening || m_state == State::Open; }

    /// Runs work(RunStore&) on the history's thread, then done(Outcome<T>) here, unless `asker` is gone.
    template<typename Work, typename Done>
    void read(QObject* asker, Work work, Done done);

    /// As read(), but it is still done when the program ends.
    template<typename Work, typename Done>
    void change(QObject* asker, Work work, Done done);

signals:
    void opened();           ///< or not: see state()
    void changedElsewhere(); ///< by another program, or by a job that records what it does; noticed within seconds

private:
    struct Task
    {
        bool changes = false;
        std::function<void()> run;
    };

    template<typename Work, typename Done>
    std::function<void()> bound(QObject* asker, Work work, Done done);
    RunStore& store(); ///< on its thread; throws Error when it is not open
    void enqueue(Task task);
    void open();
    void lookForChanges();
    void tellOpened(State state, const QString& reason);
    void work(const std::stop_token& stop);

    std::filesystem::path m_workspace;
    State m_state = State::Opening;
    QString m_reason;
    std::unique_ptr<RunStore> m_store; // its thread only
    std::string m_refusal;             // its thread only
    std::int64_t m_seen = 0;           // its thread only: changes of others that were told
    std::mutex m_mutex;
    std::condition_variable_any m_arrived;
    std::deque<Task> m_waiting; // guarded by m_mutex
    std::jthread m_thread;      // last: joins before the members it uses go
};

template<typename Work, typename Done>
void HistorySession::read(QObject* asker, Work work, Done done)
{
    enqueue({false, bound(asker, std::move(work), std::move(done))});
}

template<typename Work, typename Done>
void HistorySession::change(QObject* asker, Work work, Done done)
{
    enqueue({true, bound(asker, std::move(work), std::move(done))});
}

template<typename Work, typename Done>
std::function<void()> HistorySession::bound(QObject* asker, Work work, Done done)
{
    using T = std::invoke_result_t<Work&, RunStore&>;
    const auto sharedWork = std::make_shared<Work>(std::move(work));
    const auto sharedDone = std::make_shared<Done>(std::move(done));
    return [this, sharedWork, sharedDone, guard = QPointer<QObject>(asker)] {
        const auto ask = [&](const JobContext&) { return (*sharedWork)(store()); };
        const auto outcome = std::make_shared<Outcome<T>>(runGuarded<T>(ask, JobContext{}));
        QMetaObject::invokeMethod(
            this,
            [guard, sharedDone, outcome] {
                if (guard)
                    (*sharedDone)(std::move(*outcome));
            },
            Qt::QueuedConnection);
    };
}

} // namespace tastescope::ui

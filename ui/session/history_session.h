#pragma once

#include "core/history/run_store.h"
#include "ui/session/worker.h"

#include <QTimer>

#include <filesystem>

namespace tastescope::ui {

/// The history of the workspace folder, opened, read and changed on a thread of its own, in the order it was asked to:
/// the window never waits for the disk. At the end changes are still written; what would only be read is dropped. Where
/// the history cannot be opened, the session goes on without it.
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
    struct Opening
    {
        State state = State::Refused;
        QString reason;
    };

    // On the worker:
    template<typename Work>
    auto onStore(Work work); ///< as a task; throws Error when the history is not open
    Opening openStore();
    bool hasChanged(); ///< since it was last asked, by others

    void lookForChanges();

    std::filesystem::path m_workspace;
    State m_state = State::Opening;
    QString m_reason;
    QTimer m_look;
    std::unique_ptr<RunStore> m_store; // the worker's only
    std::string m_refusal;             // the worker's only
    std::int64_t m_seen = 0;           // the worker's only: changes of others that were told
    Worker m_worker;                   // last: joins before the members it uses go
};

template<typename Work, typename Done>
void HistorySession::read(QObject* asker, Work work, Done done)
{
    m_worker.ask(asker, Worker::Policy::InOrder, onStore(std::move(work)), std::move(done));
}

template<typename Work, typename Done>
void HistorySession::change(QObject* asker, Work work, Done done)
{
    m_worker.ask(asker, Worker::Policy::Drain, onStore(std::move(work)), std::move(done));
}

template<typename Work>
auto HistorySession::onStore(Work work)
{
    return [this, work = std::move(work)](const JobContext&) mutable {
        if (!m_store)
            throw Error(m_refusal);
        return work(*m_store);
    };
}

} // namespace tastescope::ui

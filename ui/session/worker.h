#pragma once

#include "ui/session/job_runner.h"

#include <QObject>
#include <QPointer>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace tastescope::ui {

/// A thread for tasks that are short beside a heavy job (for those there is JobRunner): it runs them one after the
/// other, in the order they were asked for, and brings each outcome back to the thread the worker lives on.
class Worker : public QObject
{
    Q_OBJECT

public:
    /// What becomes of a task that is not done yet.
    enum class Policy {
        Latest,  ///< outdated by whatever its asker asks next: stopped or never begun, and never told
        InOrder, ///< dropped, or stopped, when the worker goes
        Drain,   ///< done in any case: the worker waits for it before it goes
    };

    explicit Worker(QObject* parent = nullptr);
    ~Worker() override; ///< joins; nothing is told any more

    /// Runs work(context) on the thread, then done(Outcome<T>) here, unless `asker` is gone. What the asker asked for
    /// before under Policy::Latest is outdated.
    template<typename Work, typename Done>
    void ask(QObject* asker, Policy policy, Work work, Done done);

    /// Withdraws all the asker asked for: nothing of it is told. What is to be drained is done nevertheless.
    void forget(const QObject* asker);

    /// Tasks so far, those that were outdated included.
    std::uint64_t asked() const { return m_count; }

    /// Whether an outcome is still to be told.
    bool isBusy() const { return !m_asked.empty(); }

    /// Blocks until all that was asked for is done, and tells it.
    void finish();

private:
    struct Asked
    {
        const QObject* asker = nullptr; // compared, never used
        std::uint64_t number = 0;
        Policy policy = Policy::Latest;
    };
    using Telling = std::function<void()>;
    struct Task
    {
        Asked asked;
        std::function<Telling(const JobContext&)> run;
    };

    void enqueue(const QObject* asker, Policy policy, std::function<Telling(const JobContext&)> run);
    template<typename Chosen>
    void withdraw(Chosen chosen);
    Q_INVOKABLE void tellNext();
    void run(const std::stop_token& stop); // the thread

    std::vector<Asked> m_asked; // not told yet; not for the thread
    std::uint64_t m_count = 0;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Task> m_waiting;                            // guarded by m_mutex
    Asked m_running;                                       // guarded by m_mutex; number 0: nothing runs
    std::stop_source m_runningStop;                        // guarded by m_mutex
    std::deque<std::pair<std::uint64_t, Telling>> m_ended; // guarded by m_mutex: outcomes by number
    std::jthread m_thread;                                 // last: joins before the members it uses go
};

template<typename Work, typename Done>
void Worker::ask(QObject* asker, Policy policy, Work work, Done done)
{
    using T = std::invoke_result_t<Work&, const JobContext&>;
    // A std::function is copied; work, done and outcome need not be copyable.
    const auto sharedWork = std::make_shared<Work>(std::move(work));
    const auto sharedDone = std::make_shared<Done>(std::move(done));
    enqueue(asker, policy, [sharedWork, sharedDone, guard = QPointer<QObject>(asker)](const JobContext& context) {
        const auto outcome = std::make_shared<Outcome<T>>(runGuarded<T>(*sharedWork, context));
        return [sharedDone, guard, outcome] {
            if (guard)
                (*sharedDone)(std::move(*outcome));
        };
    });
}

} // namespace tastescope::ui

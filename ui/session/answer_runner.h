#pragma once

#include "ui/session/job_runner.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <stop_token>

namespace tastescope::ui {

/// The interactive worker: short questions (a user's recommendations, neighbours, reasons) answered on a thread of
/// their own, so that exploring goes on while the heavy job runs. Of one asker only the latest question counts: an
/// older one is stopped or never begun, and its answer is never delivered.
class AnswerRunner : public QObject
{
    Q_OBJECT

public:
    explicit AnswerRunner(QObject* parent = nullptr);
    ~AnswerRunner() override;

    /// Runs work(context) on the worker, then done(Outcome<T>) here, unless `asker` asked again or is gone.
    template<typename Work, typename Done>
    void ask(QObject* asker, Work work, Done done);

    /// Withdraws the asker's question.
    void forget(const QObject* asker);

    /// Whether an answer is still to come.
    bool isBusy() const { return !m_latest.empty(); }

    /// How long the last answer took from question to delivery.
    double lastSeconds() const { return m_lastSeconds; }

signals:
    void answered(double seconds);

private:
    struct Question
    {
        const QObject* asker = nullptr; // compared, never used
        std::uint64_t number = 0;
        std::function<void(const JobContext&)> run;
    };

    void enqueue(const QObject* asker, std::function<void(const JobContext&, std::uint64_t)> run);
    bool takeIfLatest(std::uint64_t number);
    void delivered(std::chrono::steady_clock::time_point asked);
    void work(const std::stop_token& stop);

    std::vector<std::pair<const QObject*, std::uint64_t>> m_latest; // UI thread only
    std::uint64_t m_count = 0;
    double m_lastSeconds = 0;
    std::mutex m_mutex;
    std::condition_variable_any m_arrived;
    std::vector<Question> m_waiting;   // guarded by m_mutex, oldest first
    const QObject* m_served = nullptr; // guarded by m_mutex
    std::stop_source m_servedStop;     // guarded by m_mutex
    std::jthread m_thread;             // last: joins before the members it uses go
};

template<typename Work, typename Done>
void AnswerRunner::ask(QObject* asker, Work work, Done done)
{
    using T = std::invoke_result_t<Work&, const JobContext&>;
    const auto asked = std::chrono::steady_clock::now();
    const auto sharedWork = std::make_shared<Work>(std::move(work));
    const auto sharedDone = std::make_shared<Done>(std::move(done));
    enqueue(asker, [this, asked, sharedWork, sharedDone, guard = QPointer<QObject>(asker)](const JobContext& context,
                                                                                           std::uint64_t number) {
        const auto outcome = std::make_shared<Outcome<T>>(runGuarded<T>(*sharedWork, context));
        QMetaObject::invokeMethod(
            this,
            [this, asked, number, guard, sharedDone, outcome] {
                if (!takeIfLatest(number) || !guard)
                    return;
                delivered(asked);
                (*sharedDone)(std::move(*outcome));
            },
            Qt::QueuedConnection);
    });
}

} // namespace tastescope::ui

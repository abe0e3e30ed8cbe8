#pragma once

#include "ui/session/worker.h"

#include <chrono>

namespace tastescope::ui {

/// The interactive worker: short questions (a user's recommendations, neighbours, reasons) answered on a thread of
/// their own, so that exploring goes on while the heavy job runs. Of one asker only the latest question counts: an
/// older one is stopped or never begun, and its answer is never delivered.
class AnswerRunner : public QObject
{
    Q_OBJECT

public:
    explicit AnswerRunner(QObject* parent = nullptr);

    /// Runs work(context) on the worker, then done(Outcome<T>) here, unless `asker` asked again or is gone.
    template<typename Work, typename Done>
    void ask(QObject* asker, Work work, Done done);

    /// Withdraws the asker's question.
    void forget(const QObject* asker) { m_worker.forget(asker); }

    /// Whether an answer is still to come.
    bool isBusy() const { return m_worker.isBusy(); }

    /// Questions so far, those that were outdated included.
    std::uint64_t asked() const { return m_worker.asked(); }

    /// How long the last answer took from question to delivery.
    double lastSeconds() const { return m_lastSeconds; }

signals:
    void answered(double seconds);

private:
    using Clock = std::chrono::steady_clock;

    void tellTime(Clock::time_point asked);

    double m_lastSeconds = 0;
    Worker m_worker;
};

template<typename Work, typename Done>
void AnswerRunner::ask(QObject* asker, Work work, Done done)
{
    m_worker.ask(asker, Worker::Policy::Latest, std::move(work),
                 [this, asked = Clock::now(), done = std::move(done)](auto&& outcome) mutable {
                     tellTime(asked);
                     done(std::forward<decltype(outcome)>(outcome));
                 });
}

} // namespace tastescope::ui

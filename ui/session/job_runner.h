#pragma once

#include "core/base/error.h"
#include "core/base/job.h"
#include "ui/session/names.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace tastescope::ui {

/// A job that ended with an error: what to show, and the place in a file when the error named one.
struct Failure
{
    QString message;
    std::optional<FilePlace> place = {};
};

/// How a job ended: with its value, by request, or with an error to show.
template<typename T>
using Outcome = std::variant<T, Cancelled, Failure>;

/// Runs `work`: the only place where exceptions of core become values.
template<typename T, typename Work>
Outcome<T> runGuarded(Work& work, const JobContext& context)
{
    try {
        return Outcome<T>(std::in_place_index<0>, work(context));
    } catch (const Cancelled& cancelled) {
        return cancelled;
    } catch (const BadInput& error) {
        return Failure{shownMessage(error.what()), error.place()};
    } catch (...) {
        return Failure{shownMessage(caughtText())};
    }
}

/// Runs one core operation at a time on its own thread and brings its events and its outcome to the UI thread. Events
/// are handed over in batches, at most 30 times a second, so a fast job cannot flood the event loop and no epoch is
/// lost; the outcome comes after the last event.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override; ///< asks the job to stop and waits for it

    bool isRunning() const { return m_running; }
    bool isPaused() const { return m_running && m_gate->isPaused(); }

    /// Runs work(context) on the worker thread, then done(Outcome<T>) on this one, in which the next job may be
    /// started. Must not be called while isRunning().
    template<typename Work, typename Done>
    void start(Work work, Done done);

    void cancel(); ///< also ends a pause
    void pause();
    void resume();

signals:
    void started();
    void eventsArrived(const std::vector<tastescope::JobEvent>& events);
    void finished();

private:
    void begin();
    void end();
    void post(const JobEvent& event);             // worker thread
    void postOutcome(std::function<void()> tell); // worker thread
    void deliverEvents();                         // UI thread
    Q_INVOKABLE void deliverOutcome();            // UI thread

    bool m_running = false;
    QTimer m_deliveryTimer;
    std::shared_ptr<PauseGate> m_gate = std::make_shared<PauseGate>();
    std::mutex m_mailboxMutex;
    std::vector<JobEvent> m_mailbox;     // guarded by m_mailboxMutex
    std::function<void()> m_tellOutcome; // guarded by m_mailboxMutex
    std::jthread m_thread;               // last: stops and joins before the members it uses go
};

template<typename Work, typename Done>
void JobRunner::start(Work work, Done done)
{
    using T = std::invoke_result_t<Work&, const JobContext&>;
    begin();
    const auto shared =
        std::make_shared<Done>(std::move(done)); // a std::function is copied, `done` need not be copyable
    m_thread = std::jthread([this, gate = m_gate, work = std::move(work), shared](std::stop_token stop) mutable {
        const JobContext context{std::move(stop), [this](const JobEvent& event) { post(event); }, std::move(gate)};
        const auto outcome = std::make_shared<Outcome<T>>(runGuarded<T>(work, context));
        postOutcome([shared, outcome] { (*shared)(std::move(*outcome)); });
    });
}

} // namespace tastescope::ui

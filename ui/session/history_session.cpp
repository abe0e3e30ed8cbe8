#include "ui/session/history_session.h"

#include "ui/session/names.h"

#include <chrono>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr std::chrono::seconds lookEvery{2};

} // namespace

HistorySession::HistorySession(std::filesystem::path workspace, QObject* parent)
    : QObject(parent),
      m_workspace(std::move(workspace))
{
    m_worker.ask(
        this, Worker::Policy::Drain, [this](const JobContext&) { return openStore(); },
        [this](const Outcome<Opening>& outcome) {
            const auto& opening = std::get<Opening>(outcome);
            m_state = opening.state;
            m_reason = opening.reason;
            emit opened();
        });
    connect(&m_look, &QTimer::timeout, this, &HistorySession::lookForChanges);
    m_look.start(lookEvery);
}

HistorySession::Opening HistorySession::openStore()
{
    try {
        m_store = std::make_unique<RunStore>(m_workspace);
        m_seen = m_store->changeCount();
        return {m_store->isReadOnly() ? State::ReadOnly : State::Open, shownMessage(m_store->readOnlyReason())};
    } catch (...) {
        m_store.reset();
        m_refusal = caughtText();
        return {State::Refused, shownMessage(m_refusal)};
    }
}

bool HistorySession::hasChanged()
{
    return m_store && std::exchange(m_seen, m_store->changeCount()) != m_seen;
}

// What is wrong with a history that cannot be asked hears whoever reads or writes next.
void HistorySession::lookForChanges()
{
    m_worker.ask(
        &m_look, Worker::Policy::Latest, [this](const JobContext&) { return hasChanged(); },
        [this](const Outcome<bool>& outcome) {
            const bool* changed = std::get_if<bool>(&outcome);
            if (changed && *changed)
                emit changedElsewhere();
        });
}

} // namespace tastescope::ui

#include "ui/session/carried_session.h"

#include "ui/session/selection.h"
#include "ui/session/user_session.h"

#include <chrono>

namespace tastescope::ui {

namespace {

using Found = std::optional<Counterfactual>;

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

CarriedSession::CarriedSession(const UserSession& users, const Selection& selection)
    : m_users(users),
      m_selection(selection)
{
    connect(&users, &UserSession::whyChanged, this, &CarriedSession::renew);
}

void CarriedSession::watch(QObject* view)
{
    if (m_views.contains(view))
        return;
    m_views.append(view);
    if (m_views.size() == 1)
        renew();
}

void CarriedSession::unwatch(QObject* view)
{
    if (m_views.removeAll(view) > 0 && m_views.isEmpty() && m_state == State::Asking) {
        m_runner.forget(this);
        setState(State::Nothing);
    }
}

bool CarriedSession::hasTracks() const
{
    const auto& basis = m_users.basis();
    return basis && !basis->dataset->itemsAreTracks() && basis->dataset->hasItemTracks();
}

void CarriedSession::setUnit(LeftOutUnit unit)
{
    if (unit == m_unit)
        return;
    m_unit = unit;
    renew();
}

void CarriedSession::stop()
{
    if (m_state != State::Asking)
        return;
    m_runner.forget(this);
    setState(State::Stopped);
}

void CarriedSession::askAgain()
{
    renew();
}

void CarriedSession::setState(State state)
{
    m_state = state;
    emit changed();
}

void CarriedSession::renew()
{
    m_runner.forget(this);
    const auto& why = m_users.why();
    const auto& answered = m_users.answer();
    const auto model = m_users.answeredBy().model;
    if (m_views.isEmpty() || !why || !answered || !m_users.basis() || !model || !model->foldsIn()
        || why->explanation.isLedger || why->explanation.isFallback) {
        setState(State::Nothing);
        return;
    }
    CounterfactualOptions options;
    options.list = answered->options;
    options.list.top = m_selection.k();
    options.list.threads = 0; // all cores: one waits for it
    options.unit = hasTracks() ? m_unit : LeftOutUnit::Likes;
    const auto begin = std::chrono::steady_clock::now();
    m_runner.ask(
        this,
        [basis = m_users.basis(), model, user = why->user, item = why->item, options](const JobContext& job) {
            return leaveOut(basis->serving(model), user, item, options, job);
        },
        [this, begin, why, dataset = m_users.basis()->dataset,
         by = m_users.answeredBy().name](const Outcome<Found>& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                emit failed(tr("What carries this could not be found out"), failure->message);
            const auto* found = std::get_if<Found>(&outcome);
            if (!found || !*found) {
                setState(State::Nothing);
                return;
            }
            m_answer = std::make_shared<const CarriedAnswer>(
                CarriedAnswer{why->user, why->item, by, dataset, **found, secondsSince(begin)});
            setState(State::Answered);
        });
    setState(State::Asking);
}

} // namespace tastescope::ui

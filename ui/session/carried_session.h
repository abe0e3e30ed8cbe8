#pragma once

#include "core/serving/counterfactual.h"
#include "ui/session/answer_runner.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace tastescope::ui {

class Selection;
class UserSession;

/// What the likes of a user carry of an item, where the model that answered cannot take its score apart.
struct CarriedAnswer
{
    User user{};
    Item item{};
    QString by; ///< the model: "bpr-07"
    std::shared_ptr<const Dataset> dataset;
    Counterfactual found;
    double seconds = 0;
};

/// Asks what carries the item that is looked at, as long as somebody shows it: one thing left out after the other,
/// which may take seconds for somebody who likes a lot. On a thread of its own, so that short questions do not wait.
class CarriedSession : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Nothing, ///< is selected, or its score is taken apart by UserSession::why(), or nobody looks
        Asking,
        Stopped, ///< by stop()
        Answered,
    };

    CarriedSession(const UserSession& users, const Selection& selection);

    /// Who shows the answer, and no longer does: what nobody shows is not asked.
    void watch(QObject* view);
    void unwatch(QObject* view);

    State state() const { return m_state; }

    /// Of UserSession::why() while state() is Answered; else of what was asked before, or null.
    const std::shared_ptr<const CarriedAnswer>& answer() const { return m_answer; }

    /// What is left out at a time: tracks unless they are not known or are the items.
    LeftOutUnit unit() const { return m_unit; }
    void setUnit(LeftOutUnit unit);
    bool hasTracks() const; ///< whether there is a choice

    void stop();
    void askAgain();

signals:
    void changed();
    void failed(const QString& title, const QString& message);

private:
    void renew();
    void setState(State state);

    const UserSession& m_users;
    const Selection& m_selection;
    QList<QObject*> m_views;
    State m_state = State::Nothing;
    LeftOutUnit m_unit = LeftOutUnit::Tracks;
    std::shared_ptr<const CarriedAnswer> m_answer;
    AnswerRunner m_runner; // last: joins before what it tells goes
};

} // namespace tastescope::ui

#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <optional>
#include <string>

namespace tastescope::ui {

class Workspace;

/// Uses the program where no person does: turns the event loop until what a step brings is there. The first error that
/// the workspace tells ends the step.
class Unattended
{
public:
    /// `what` begins the sentence of an error: "The tour".
    Unattended(Workspace& workspace, std::string what);

    /// With its neighbours; bad rows are passed over. Throws: Error as wait().
    void openDataset(const QString& dataset);

    /// The first one with neighbours and with something held out that a list may hit; else the first one.
    std::optional<User> interestingUser() const;

    /// The last warning that was told; empty: none.
    const QString& warning() const { return m_warning; }

    /// Throws: Error saying which step ended, and why.
    template<typename Condition>
    void wait(const std::string& step, int limitMs, const Condition& isDone) const;

    static void settle(int ms);

private:
    void throwIfFailed(const std::string& step) const;
    [[noreturn]] void fail(const std::string& step, const std::string& why) const;

    Workspace& m_workspace;
    std::string m_what;
    QString m_problem;
    QString m_warning;
    QObject m_context;
};

template<typename Condition>
void Unattended::wait(const std::string& step, int limitMs, const Condition& isDone) const
{
    QElapsedTimer clock;
    clock.start();
    while (!isDone()) {
        throwIfFailed(step);
        if (clock.elapsed() > limitMs)
            fail(step, "it took too long.");
        settle(20);
    }
    throwIfFailed(step);
}

} // namespace tastescope::ui

#pragma once

#include "ui/session/loop_watch.h"
#include "ui/window/watched_application.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <functional>
#include <map>

namespace tastescope::test {

/// Does things in the event loop, as a person's press arrives there, and keeps what event handlers took meanwhile.
class Pace
{
public:
    explicit Pace(ui::WatchedApplication& application) : m_application(application) { m_loop.start(); }

    /// Does it in a handler of its own, and lets what follows from it come for so many milliseconds.
    void step(const QString& name, std::function<void()> act, int milliseconds = 60)
    {
        QTimer::singleShot(0, &m_application, std::move(act));
        wait(name, milliseconds);
    }

    bool waitFor(const QString& name, const std::function<bool()>& isThere, int seconds = 120)
    {
        QElapsedTimer clock;
        clock.start();
        while (!isThere()) {
            if (clock.elapsed() > seconds * 1000)
                return false;
            wait(name, 50);
        }
        return true;
    }

    void wait(const QString& name, int milliseconds)
    {
        ui::HandlerWatch watch;
        m_application.setWatch(&watch);
        QEventLoop loop;
        QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
        loop.exec();
        m_application.setWatch(nullptr);
        m_handlers += watch.handlers();
        m_longest = std::max(m_longest, watch.longest());
        for (const ui::HandlerWatch::Kind& kind : watch.overLimit()) {
            auto& worst = m_slow[name];
            if (kind.longest > worst.longest)
                worst = kind;
        }
    }

    double longest() const { return m_longest; } ///< ms of processor time
    qint64 handlers() const { return m_handlers; }
    double longestGap() const { return m_loop.longestGap(); } ///< ms, by the clock

    /// What was done with a handler over the limit, and that handler in words.
    std::map<QString, QString> slow(double limit) const
    {
        std::map<QString, QString> found;
        for (const auto& [name, kind] : m_slow)
            if (kind.longest > limit)
                found[name] =
                    QStringLiteral("%1: %2 ms in %3%4")
                        .arg(name)
                        .arg(kind.longest, 0, 'f', 1)
                        .arg(kind.name, kind.within.isEmpty() ? QString() : QStringLiteral(", mostly ") + kind.within);
        return found;
    }

private:
    ui::WatchedApplication& m_application;
    ui::LoopWatch m_loop;
    std::map<QString, ui::HandlerWatch::Kind> m_slow;
    double m_longest = 0;
    qint64 m_handlers = 0;
};

} // namespace tastescope::test

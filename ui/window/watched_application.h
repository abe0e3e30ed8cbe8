#pragma once

#include "ui/session/handler_watch.h"

#include <QApplication>
#include <QThread>

namespace tastescope::ui {

/// Tells the handler watch of every event of the UI thread while there is one.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    /// Null: nobody is told. It must outlive its use.
    void setWatch(HandlerWatch* watch) { m_watch = watch; }

    bool notify(QObject* receiver, QEvent* event) override
    {
        HandlerWatch* const watch = QThread::currentThread() == thread() ? m_watch : nullptr;
        if (!watch)
            return QApplication::notify(receiver, event);
        watch->enter(*receiver, *event);
        const bool taken = QApplication::notify(receiver, event);
        watch->leave();
        return taken;
    }

private:
    HandlerWatch* m_watch = nullptr;
};

} // namespace tastescope::ui

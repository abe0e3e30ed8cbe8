#pragma once

#include "ui/session/notice.h"

#include <QObject>

namespace tastescope::ui {

/// What the person is told, wherever it comes from; the window shows it.
class Messages : public QObject
{
    Q_OBJECT

public:
    explicit Messages(QObject* parent = nullptr);

    void notify(const Notice& notice) { emit noticed(notice); }

    /// What was told under this title no longer holds.
    void withdraw(const QString& title) { emit withdrawn(title); }

    /// Worth knowing, nothing to do: a line in the status strip.
    void note(const QString& text) { emit noted(text); }

signals:
    void noticed(const tastescope::ui::Notice& notice);
    void withdrawn(const QString& title);
    void noted(const QString& text);
};

} // namespace tastescope::ui

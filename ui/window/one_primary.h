#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QPushButton;
class QWidget;

namespace tastescope::ui {

/// Of the buttons of a window that would be its filled one, only that which came last is: what one has just opened; and
/// those with property::fallback only where there is no other.
class OnePrimary : public QObject
{
    Q_OBJECT

public:
    explicit OnePrimary(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void settle();

    QWidget* m_window;
    QList<QPointer<QPushButton>> m_shown; ///< in the order they came
    bool m_waits = false;
};

} // namespace tastescope::ui

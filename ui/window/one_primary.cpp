#include "ui/window/one_primary.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDynamicPropertyChangeEvent>
#include <QPushButton>

#include <algorithm>

namespace tastescope::ui {

OnePrimary::OnePrimary(QWidget* window) : QObject(window), m_window(window)
{
    qApp->installEventFilter(this);
}

bool OnePrimary::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    const bool changes = type == QEvent::Show || type == QEvent::Hide || type == QEvent::EnabledChange
                         || (type == QEvent::DynamicPropertyChange
                             && static_cast<QDynamicPropertyChangeEvent*>(event)->propertyName() == property::primary);
    auto* button = changes ? qobject_cast<QPushButton*>(watched) : nullptr;
    if (!button || !button->property(property::primary).toBool() || button->window() != m_window) {
        if (!button || !m_shown.contains(button))
            return false;
    }
    if (type == QEvent::Show) {
        m_shown.removeAll(button);
        m_shown.append(button);
    } else if (!m_shown.contains(button)) {
        m_shown.prepend(button);
    }
    if (!m_waits) {
        m_waits = true;
        QMetaObject::invokeMethod(
            this, [this] { settle(); }, Qt::QueuedConnection);
    }
    return false;
}

void OnePrimary::settle()
{
    m_waits = false;
    m_shown.removeAll(nullptr);
    const auto counts = [this](const QPushButton* button) {
        return button->isVisible() && button->isEnabled() && button->window() == m_window
               && button->property(property::primary).toBool();
    };
    const QPushButton* chosen = nullptr;
    for (const auto& button : m_shown)
        if (counts(button) && (!chosen || !button->property(property::fallback).toBool()))
            chosen = button;
    for (const auto& button : m_shown) {
        const bool quiet = button != chosen && counts(button);
        if (button->property(property::quiet).toBool() != quiet) {
            button->setProperty(property::quiet, quiet);
            restyle(button);
        }
    }
}

} // namespace tastescope::ui

#include "ui/theme/redressing.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr int turnMs = 6; // layouts and paint events of the same turn want their share of a frame

void addWithContents(QWidget* widget, std::vector<QPointer<QWidget>>& order)
{
    order.emplace_back(widget);
    for (QObject* child : widget->children())
        if (auto* part = qobject_cast<QWidget*>(child); part && !part->isWindow())
            addWithContents(part, order);
}

} // namespace

Redressing::Redressing(QObject* parent) : QObject(parent)
{
    for (QWidget* window : QApplication::topLevelWidgets()) {
        addWithContents(window, m_order);
        if (window->isVisible() && window->updatesEnabled()) {
            window->setUpdatesEnabled(false);
            m_frozen.emplace_back(window);
        }
    }
    const auto hidden = std::ranges::stable_partition(m_order, [](QWidget* widget) { return widget->isVisible(); });
    m_seen = static_cast<std::size_t>(hidden.begin() - m_order.begin());
    for (QWidget* widget : m_order)
        m_waiting.insert(widget);
    qApp->installEventFilter(this);
    startTimer(0);
}

Redressing::~Redressing()
{
    thaw();
}

void Redressing::finish()
{
    while (m_next < m_order.size())
        dressNext();
    thaw();
}

bool Redressing::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show && watched->isWidgetType())
        dress(static_cast<QWidget*>(watched));
    return false;
}

void Redressing::timerEvent(QTimerEvent*)
{
    QElapsedTimer clock;
    for (clock.start(); m_next < m_order.size() && clock.elapsed() < turnMs;) {
        dressNext();
        if (m_next == m_seen) {
            thaw();
            return; // to the painting
        }
    }
    if (m_next == m_order.size())
        deleteLater();
}

void Redressing::dressNext()
{
    if (QWidget* widget = m_order[m_next++])
        dress(widget);
}

void Redressing::dress(QWidget* widget)
{
    if (!m_waiting.remove(widget))
        return;
    widget->style()->polish(widget);
    QEvent change(QEvent::StyleChange);
    QCoreApplication::sendEvent(widget, &change);
}

void Redressing::thaw()
{
    for (const QPointer<QWidget>& window : std::exchange(m_frozen, {}))
        if (window) {
            window->setUpdatesEnabled(true);
            // Qt passed over what was to be painted meanwhile, and would wait for it for ever.
            QCoreApplication::postEvent(window, new QEvent(QEvent::UpdateRequest), Qt::LowEventPriority);
        }
}

} // namespace tastescope::ui

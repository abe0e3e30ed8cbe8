#include "ui/window/pane_walk.h"

#include <QAbstractButton>
#include <QApplication>
#include <QWidget>

namespace tastescope::ui {

namespace {

// Of exclusive buttons the chosen one stands for all, whichever Qt lets the Tab key go to.
bool isChosen(const QWidget* widget, bool chosen)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button && button->autoExclusive() && button->isChecked() == chosen;
}

bool takesFocus(const QWidget* widget)
{
    return ((widget->focusPolicy() & Qt::TabFocus) || isChosen(widget, true)) && widget->isVisible()
           && widget->isEnabled() && !widget->focusProxy();
}

// In tab order; a button that is not chosen only where there is nothing else.
QWidget* firstIn(QWidget* area)
{
    QWidget* first = nullptr;
    for (QWidget* next = area->nextInFocusChain(); next != area; next = next->nextInFocusChain()) {
        if (!area->isAncestorOf(next) || !takesFocus(next))
            continue;
        if (!isChosen(next, false))
            return next;
        first = first ? first : next;
    }
    return first;
}

} // namespace

PaneWalk::PaneWalk(QWidget* window) : QObject(window)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* old, QWidget*) {
        if (const int pane = paneOf(old); pane >= 0)
            m_panes[static_cast<std::size_t>(pane)].left = old;
    });
}

void PaneWalk::add(QWidget* pane, QWidget* entry)
{
    m_panes.push_back({pane, entry ? entry : pane, {}});
}

void PaneWalk::step(int direction)
{
    const int count = static_cast<int>(m_panes.size());
    const int from = paneOf(QApplication::focusWidget());
    int at = from >= 0 ? from : direction > 0 ? -1 : count;
    for (int tried = 0; tried < count; ++tried) {
        at = (at + direction + count) % count;
        if (QWidget* target = targetIn(m_panes[static_cast<std::size_t>(at)])) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

int PaneWalk::paneOf(const QWidget* widget) const
{
    for (std::size_t pane = 0; pane < m_panes.size(); ++pane)
        if (widget && m_panes[pane].widget && m_panes[pane].widget->isAncestorOf(widget))
            return static_cast<int>(pane);
    return -1;
}

QWidget* PaneWalk::targetIn(const Pane& pane)
{
    if (!pane.widget || !pane.widget->isVisible())
        return nullptr;
    if (pane.left && pane.widget->isAncestorOf(pane.left) && takesFocus(pane.left) && !isChosen(pane.left, false))
        return pane.left;
    QWidget* first = firstIn(pane.entry);
    return first ? first : firstIn(pane.widget);
}

} // namespace tastescope::ui

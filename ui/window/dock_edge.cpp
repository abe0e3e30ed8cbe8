#include "ui/window/dock_edge.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDockWidget>
#include <QEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

DockEdge::DockEdge(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setGround(this, Token::Window);
    setFixedWidth(32);
    m_layout->setContentsMargins(3, 6, 2, 6);
    m_layout->addStretch(1);
    hide();
}

void DockEdge::addDock(QDockWidget* dock, const QString& iconName)
{
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setIconSize({20, 20});
    button->setToolTip(tr("Show %1").arg(dock->windowTitle()));
    button->setAccessibleName(button->toolTip());
    connect(button, &QToolButton::clicked, this, [this, dock] { emit chosen(dock); });
    connect(dock->toggleViewAction(), &QAction::toggled, this, &DockEdge::update);
    m_layout->insertWidget(m_layout->count() - 1, button);
    m_buttons.emplace_back(dock, button);
    update();
}

void DockEdge::setAllowed(bool allowed)
{
    m_allowed = allowed;
    update();
}

void DockEdge::update()
{
    for (const auto& [dock, button] : m_buttons)
        button->setVisible(dock->isHidden());
    setVisible(m_allowed && std::ranges::any_of(m_buttons, [](const auto& pair) { return pair.first->isHidden(); }));
}

void DockEdge::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(0, 0, 1, height()), colour(Token::Line));
}

} // namespace tastescope::ui

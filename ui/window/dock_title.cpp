#include "ui/window/dock_title.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/window/page_table.h"

#include <QAction>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QWidgetAction>

namespace tastescope::ui {

namespace {

QToolButton* panelTool(QWidget* parent)
{
    auto* tool = new QToolButton(parent);
    tool->setProperty(property::panelTool, true);
    tool->setIconSize({16, 16});
    return tool;
}

} // namespace

DockTitle::DockTitle(const QString& title, QDockWidget* dock) : QWidget(dock), m_caption(new QLabel(this))
{
    setGround(this, Token::Window);
    setFixedHeight(rowHeight(32, TypeRole::Title));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 8, 1);
    layout->setSpacing(8);
    auto* name = new QLabel(title, this);
    setTextStyle(name, TypeRole::Title, Token::Text);
    setTextStyle(m_caption, TypeRole::Table, Token::Text2);
    layout->addWidget(name);
    layout->addWidget(m_caption);
    layout->addStretch(1);
    m_toolsAt = layout->count();
    QToolButton* close = panelTool(this);
    close->setIcon(icon(QStringLiteral("x"), Token::Text3));
    close->setToolTip(tr("Close %1").arg(title));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, &DockTitle::closeChosen);
    layout->addWidget(close);
}

void DockTitle::setCaption(const QString& caption)
{
    m_caption->setText(caption);
}

void DockTitle::addTool(QAction* action)
{
    if (auto* own = qobject_cast<QWidgetAction*>(action)) {
        auto* row = static_cast<QHBoxLayout*>(layout());
        const bool leads = own->property(leadingProperty).toBool();
        QWidget* widget = own->requestWidget(this);
        row->insertWidget(leads ? m_toolsAt - 1 : m_toolsAt, widget, 0, Qt::AlignVCenter);
        widget->show(); // QWidgetAction hides it until it has a place
        ++m_toolsAt;
        return;
    }
    QToolButton* tool = panelTool(this);
    tool->setDefaultAction(action);
    tool->setAccessibleName(action->text());
    if (action->menu())
        tool->setPopupMode(QToolButton::InstantPopup);
    if (action->iconText() != action->text()) { // its key
        tool->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        tool->setFont(ui::font(TypeRole::Table));
    }
    static_cast<QHBoxLayout*>(layout())->insertWidget(m_toolsAt++, tool);
}

QSize DockTitle::sizeHint() const
{
    return {QWidget::sizeHint().width(), minimumHeight()};
}

void DockTitle::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Line));
}

} // namespace tastescope::ui

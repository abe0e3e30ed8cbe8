#include "ui/parts/tab_stack.h"

#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace tastescope::ui {

TabStack::TabStack(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_tabs(new QTabBar(this)),
      m_views(new QStackedWidget(this))
{
    setGround(this, Token::Base);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(name);
    auto* column = makeColumn(this);
    column->addWidget(m_tabs);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_views, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
}

void TabStack::addView(const QString& title, QWidget* view, const QString& help)
{
    m_views->addWidget(view); // before its tab, which shows it when it is the first
    const int tab = m_tabs->addTab(title);
    m_tabs->setTabToolTip(tab, help);
}

void TabStack::setCurrent(int view)
{
    m_tabs->setCurrentIndex(view);
}

void TabStack::bringToFront(const QWidget* widget)
{
    for (QWidget* above = widget->parentWidget(); above; above = above->parentWidget()) {
        auto* stack = qobject_cast<TabStack*>(above);
        for (int view = 0; stack && view < stack->m_views->count(); ++view)
            if (stack->m_views->widget(view)->isAncestorOf(widget))
                stack->setCurrent(view);
    }
}

int TabStack::current() const
{
    return m_tabs->currentIndex();
}

} // namespace tastescope::ui

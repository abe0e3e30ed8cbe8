#include "ui/parts/user/user_tabs.h"

#include "ui/parts/user/neighbour_view.h"
#include "ui/parts/user/recommendation_view.h"
#include "ui/parts/user/taste_view.h"
#include "ui/parts/user/why_view.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int heightForTaste = 520;

} // namespace

UserTabs::UserTabs(Workspace& workspace, Breadth breadth, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_tabs(new QTabBar(this)),
      m_stack(new QStackedWidget(this))
{
    m_tabs->setFont(ui::font(TypeRole::TableStrong));
    m_tabs->setAccessibleName(tr("Views of the user"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    const auto add = [this](const QString& title, QWidget* view) {
        m_tabs->addTab(title);
        m_stack->addWidget(view);
    };
    add(tr("Taste"), new TasteView(workspace, breadth, m_stack));
    add(tr("Recommendations"), makeRecommendations(breadth));
    add(tr("Neighbours"), new NeighbourView(workspace, breadth, m_stack));
    add(tr("Why"), new WhyView(workspace, m_stack));
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    setTab(Recommendations);

    auto* line = new Hairline(Qt::Horizontal, this);
    auto* tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(3, 0, 3, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch();
    auto* layout = makeColumn(this);
    layout->addLayout(tabRow);
    layout->addWidget(line);
    layout->addWidget(m_stack, 1);
}

QWidget* UserTabs::makeRecommendations(Breadth breadth)
{
    auto* list = new RecommendationView(m_workspace, breadth, m_stack);
    if (breadth == Breadth::Narrow)
        return list;
    auto* splitter = new QSplitter(Qt::Vertical, m_stack);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(list);
    m_taste = new TastePanel(m_workspace, breadth, splitter);
    splitter->addWidget(m_taste);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({470, 190});
    return splitter;
}

void UserTabs::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
    m_stack->setCurrentIndex(tab);
}

void UserTabs::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_taste)
        m_taste->setVisible(height() >= heightForTaste);
}

UserTabs::Tab UserTabs::tab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

} // namespace tastescope::ui

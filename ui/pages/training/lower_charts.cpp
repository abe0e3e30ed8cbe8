#include "ui/pages/training/lower_charts.h"

#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QTabBar>

namespace tastescope::ui {

namespace {

constexpr int narrowest = 240; // a panel beside others

} // namespace

LowerCharts::LowerCharts(QWidget* parent) : QWidget(parent), m_tabs(new QTabBar), m_row(new QWidget)
{
    setGround(this, Token::Base);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Charts"));
    m_tabs->hide();
    makeRow(m_row);
    auto* layout = makeColumn(this);
    layout->addWidget(m_tabs);
    layout->addWidget(m_row, 1);
    m_row->setMinimumWidth(0);
    m_row->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding); // what has no room goes under tabs
    connect(m_tabs, &QTabBar::currentChanged, this, &LowerCharts::arrange);
}

void LowerCharts::addPanel(const QString& title, QWidget* panel)
{
    auto* row = static_cast<QHBoxLayout*>(m_row->layout());
    if (!m_panels.empty()) {
        m_lines.push_back(new Hairline(Qt::Vertical));
        row->addWidget(m_lines.back());
    }
    panel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding); // equal shares
    m_panels.push_back(panel);
    row->addWidget(panel, 1);
    m_tabs->addTab(title);
}

void LowerCharts::arrange()
{
    m_tabs->setVisible(m_tabbed);
    for (QWidget* line : m_lines)
        line->setVisible(!m_tabbed);
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        m_panels[i]->setVisible(!m_tabbed || static_cast<int>(i) == m_tabs->currentIndex());
}

void LowerCharts::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool tabbed = width() < narrowest * static_cast<int>(m_panels.size());
    if (tabbed == m_tabbed)
        return;
    m_tabbed = tabbed;
    arrange();
}

} // namespace tastescope::ui

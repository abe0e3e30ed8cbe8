// What the Compare page is made of; what it shows stands in compare_page.cpp.

#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/compare/compare_head.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/pages/compare/remark_row.h"
#include "ui/pages/compare/settings_view.h"
#include "ui/pages/compare/user_lists_panel.h"
#include "ui/parts/empty_state.h"
#include "ui/session/comparison_session.h"
#include "ui/session/first_steps.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace tastescope::ui {

namespace {

QVBoxLayout* columnOf(QWidget* widget)
{
    auto* column = makeColumn(widget);
    return column;
}

} // namespace

EmptyState* ComparePage::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("compare"));
    empty->addButton(tr("Train %1").arg(modelTitle(learningModel)), [this] { trainOnce(learningModel); });
    empty->addButton(tr("Run %1").arg(modelTitle(neighbourModel)), [this] { trainOnce(neighbourModel); });
    return empty;
}

QWidget* ComparePage::makeFull()
{
    auto* page = new QWidget;
    auto* column = columnOf(page);
    m_head = new CompareHead(m_workspace.comparisons());
    column->addWidget(m_head);
    column->addWidget(new Hairline(Qt::Horizontal));

    auto* content = new QWidget;
    setGround(content, Token::Base);
    auto* row = makeRow(content);
    row->addWidget(makeLeft(), 1);
    row->addWidget(new Hairline(Qt::Vertical));
    m_right = makeRight();
    row->addWidget(m_right);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    column->addWidget(scroll, 1);
    return page;
}

QWidget* ComparePage::makeLeft()
{
    m_settings = new SettingsView;
    m_settingsPanel = new ChartPanel(tr("Settings"), m_settings);
    m_settingsPanel->titleRow()->tableButton()->hide();
    m_settingsPanel->titleRow()->exportButton()->setIcon(icon(QStringLiteral("copy"), Token::Text3));
    m_settingsPanel->titleRow()->exportButton()->setToolTip(tr("Copy as a table"));
    m_settingsPanel->titleRow()->exportButton()->setAccessibleName(tr("Copy the settings"));
    m_curves = new CurveChart;
    m_curvesPanel = new ChartPanel(tr("MRR"), m_curves);
    m_intervals = new IntervalChart;
    m_intervalsPanel = new ChartPanel(tr("Is the difference real?"), m_intervals);
    m_metric = new QComboBox;
    m_metric->setProperty(property::small, true);
    m_metric->setAccessibleName(tr("Metric"));
    m_metric->setToolTip(tr("What the runs are compared by"));
    m_intervalsPanel->titleRow()->addTool(m_metric);
    m_remarks = new RemarkRow;
    m_groups = new DotChart;
    m_groups->setEmptyText(tr("Known when the neighbours are."));
    m_groupsPanel = new ChartPanel(tr("By number of neighbours"), m_groups);
    m_groupsPanel->setMinimumHeight(150);
    m_curvesPanel->setObjectName(QStringLiteral("curves"));
    m_intervalsPanel->setObjectName(QStringLiteral("intervals"));
    m_groupsPanel->setObjectName(QStringLiteral("groups"));
    m_curvesPanel->setMinimumHeight(210);

    auto* top = new QHBoxLayout;
    top->setSpacing(0);
    top->addWidget(m_settingsPanel);
    top->addWidget(new Hairline(Qt::Vertical));
    top->addWidget(m_curvesPanel, 1);
    auto* left = new QWidget;
    auto* column = columnOf(left);
    column->addLayout(top, 4);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_intervalsPanel);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_remarks);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_groupsPanel, 3);
    return left;
}

QWidget* ComparePage::makeRight()
{
    m_wins = new WinMap;
    m_wins->setMinimumHeight(200);
    m_winsPanel = new ChartPanel(tr("Who wins"), m_wins);
    m_winsPanel->setObjectName(QStringLiteral("wins"));
    m_winsNote = new QLabel;
    setTextStyle(m_winsNote, TypeRole::Table, Token::Text2);
    m_slice = new QPushButton;
    m_slice->setProperty(property::link, true);
    m_slice->setFont(ui::font(TypeRole::Table));
    m_lists = new UserListsPanel(m_workspace);

    auto* right = new QWidget;
    auto* column = columnOf(right);
    column->addWidget(m_winsPanel);
    auto* note = new QHBoxLayout;
    note->setContentsMargins(12, 4, 12, 8);
    note->addWidget(m_winsNote);
    note->addStretch();
    note->addWidget(m_slice);
    column->addLayout(note);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_lists, 1);
    return right;
}

} // namespace tastescope::ui

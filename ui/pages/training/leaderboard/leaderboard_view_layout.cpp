// How the leaderboard is laid out.
#include "ui/charts/leaders/leader_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/training/leaderboard/leader_side.h"
#include "ui/pages/training/leaderboard/leader_table.h"
#include "ui/pages/training/leaderboard/leaderboard_view.h"
#include "ui/parts/empty_state.h"
#include "ui/session/leader_session.h"
#include "ui/session/metric_words.h"
#include "ui/session/train_all.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/text_scale.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int sidePixels = 290;
constexpr int narrowSidePixels = 216;
constexpr int widthForWideSide = 780;

QPushButton* segment(const QString& text, const char* place, const QString& help, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setProperty(property::small, true);
    button->setProperty(property::segment, place);
    button->setCheckable(true);
    button->setToolTip(help);
    button->setAccessibleDescription(help);
    button->ensurePolished();
    button->setMinimumWidth(button->sizeHint().width()); // the title beside it gives way, not its word
    return button;
}

} // namespace

// What is chosen above the chart is whole before the panel beside it is wide.
void LeaderboardView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_side->setFixedWidth(
        static_cast<int>((width() < widthForWideSide * textScale() ? narrowSidePixels : sidePixels) * textScale()));
}

EmptyState* LeaderboardView::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("train"));
    empty->addButton(tr("Train all models"), [this] { trainAllAndTell(m_workspace); });
    return empty;
}

QWidget* LeaderboardView::makeBoard()
{
    m_chart = new LeaderChart;
    m_panel = new ChartPanel(tr("Quality against time"), m_chart);
    addCostChoice();
    m_metrics = new QComboBox;
    m_metrics->setProperty(property::small, true);
    m_metrics->setAccessibleName(tr("Metric of the leaderboard"));
    m_panel->titleRow()->addTool(m_metrics);
    m_side = new LeaderSide;
    auto* upper = new QWidget;
    auto* row = makeRow(upper);
    row->addWidget(m_panel, 1);
    row->addWidget(new Hairline(Qt::Vertical));
    row->addWidget(m_side);
    auto* board = new QWidget;
    auto* column = makeColumn(board);
    column->addWidget(upper, 10);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(makeTable(), 9);
    return board;
}

void LeaderboardView::addCostChoice()
{
    auto* choice = new QWidget;
    auto* row = makeRow(choice);
    m_costs = new QButtonGroup(this);
    m_costs->addButton(segment(tr("time"), "first", tr("By the time training took"), choice),
                       static_cast<int>(CostUnit::Seconds));
    m_costs->addButton(segment(tr("memory"), "last", tr("By the memory training takes at its peak"), choice),
                       static_cast<int>(CostUnit::Bytes));
    for (QAbstractButton* button : m_costs->buttons())
        row->addWidget(button);
    choice->setMinimumWidth(row->sizeHint().width());
    m_costs->button(static_cast<int>(m_cost))->setChecked(true);
    m_panel->titleRow()->addTool(choice);
    connect(m_costs, &QButtonGroup::idClicked, this, [this](int id) { setCost(static_cast<CostUnit>(id)); });
}

QWidget* LeaderboardView::makeModelChoice()
{
    auto* choice = new QWidget;
    auto* row = makeRow(choice);
    auto* which = new QButtonGroup(this);
    which->addButton(segment(tr("all runs"), "first", tr("Every run that was measured alike"), choice), 0);
    which->addButton(segment(tr("best of each model"), "last", tr("Only the best run of each model"), choice), 1);
    for (QAbstractButton* button : which->buttons())
        row->addWidget(button);
    which->button(m_workspace.leaders().isBestOfEachModel() ? 1 : 0)->setChecked(true);
    connect(which, &QButtonGroup::idClicked, this,
            [this](int id) { m_workspace.leaders().setBestOfEachModel(id == 1); });
    return choice;
}

QWidget* LeaderboardView::makeTable()
{
    m_tableTitle = new PanelTitle(tr("Leaderboard"));
    for (QToolButton* tool : {m_tableTitle->tableButton(), m_tableTitle->exportButton(), m_tableTitle->moreButton()})
        tool->hide(); // it is a table, and copied as one
    m_tableTitle->addTool(makeModelChoice());
    auto* all = new QPushButton(tr("Train all models"));
    all->setProperty(property::small, true);
    all->setToolTip(tr("Queue every model with its default settings that these data have no run of"));
    connect(all, &QPushButton::clicked, this, [this] { trainAllAndTell(m_workspace); });
    m_tableTitle->addTool(all);
    m_table = new LeaderTable(this);
    m_table->setExplainer([this](const QString& name) { return metricHelp(m_workspace, name.toStdString()); });
    m_view = new TableView(tr("Leaderboard"));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTable(m_table);
    m_leftOut = textLabel(TypeRole::Table, Token::Text3);
    m_leftOut->setContentsMargins(12, 4, 12, 6);
    m_leftOut->setWordWrap(true);
    auto* whole = new QWidget;
    auto* column = makeColumn(whole);
    column->addWidget(m_tableTitle);
    column->addWidget(m_view, 1);
    column->addWidget(m_leftOut);
    return whole;
}

} // namespace tastescope::ui

// What the runs of the Sequence page are laid out in; what they show stands in runs_view.cpp.
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sequence/runs_view.h"
#include "ui/pages/sequence/sequence_table.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/run_book.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"

#include <QButtonGroup>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int tableRow = 38;

QPushButton* scaleButton(const QString& text, const char* place, const QString& help, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setProperty(property::small, true);
    button->setProperty(property::segment, place);
    button->setCheckable(true);
    button->setToolTip(help);
    button->setAccessibleDescription(help);
    return button;
}

} // namespace

SequenceRunsView::SequenceRunsView(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace)
{
    auto* upper = new QWidget(this);
    auto* row = makeRow(upper);
    row->addWidget(makeLoss(), 16);
    row->addWidget(new Hairline(Qt::Vertical));
    m_repeats = new CurveChart;
    m_repeatsPanel = new ChartPanel(tr("Repeats"), m_repeats);
    m_repeatsPanel->setCaption(tr("by rank in the list"));
    m_repeats->setEmptyText(tr("Not measured yet."));
    row->addWidget(m_repeatsPanel, 9);
    row->addWidget(new Hairline(Qt::Vertical));
    row->addWidget(makePenalty(), 8);
    auto* column = makeColumn(this);
    column->addWidget(upper, 12);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(makeTable(), 10);
    for (ChartPanel* panel : panels())
        tellUnsaved(panel, workspace);
}

QWidget* SequenceRunsView::makeLoss()
{
    m_loss = new CurveChart;
    m_lossPanel = new ChartPanel(tr("Loss"), m_loss);
    m_loss->setEmptyText(tr("No epoch is finished yet."));
    auto* choice = new QWidget;
    auto* buttons = makeRow(choice);
    m_scales = new QButtonGroup(this);
    m_scales->addButton(scaleButton(tr("epoch"), "first", tr("By epochs"), choice), static_cast<int>(LossScale::Epoch));
    m_scales->addButton(scaleButton(tr("time"), "last", tr("By the time training took"), choice),
                        static_cast<int>(LossScale::Time));
    for (QAbstractButton* button : m_scales->buttons())
        buttons->addWidget(button);
    m_scales->button(0)->setChecked(true);
    m_lossPanel->titleRow()->addTool(choice);
    connect(m_scales, &QButtonGroup::idClicked, this, [this](int scale) {
        m_scale = static_cast<LossScale>(scale);
        m_loss->fit();
        refresh();
    });
    auto* loss = new QWidget;
    auto* column = makeColumn(loss);
    column->addWidget(m_lossPanel, 1);
    column->addWidget(new Hairline(Qt::Horizontal));
    m_pace = textLabel(TypeRole::Table, Token::Text2, loss);
    m_pace->setContentsMargins(12, 8, 12, 8);
    m_pace->setWordWrap(true);
    column->addWidget(m_pace);
    return loss;
}

QWidget* SequenceRunsView::makePenalty()
{
    m_mrr = new CurveChart;
    m_mrrPanel = new ChartPanel(tr("Penalty weight"), m_mrr);
    m_mrrPanel->setCaption(tr("what it costs: MRR@10"));
    m_repeatsByWeight = new CurveChart;
    m_penaltyPanel = new ChartPanel(tr("Repeats@10"), m_repeatsByWeight);
    m_penaltyPanel->setCaption(tr("what it buys"));
    auto* charts = new QWidget;
    auto* pair = makeColumn(charts);
    pair->addWidget(m_mrrPanel, 1);
    pair->addWidget(m_penaltyPanel, 1);
    auto* few = new QWidget;
    auto* words = makeColumn(few, 8);
    words->setContentsMargins(12, 12, 12, 12);
    words->addWidget(textLabel(TypeRole::Title, Token::Text, few, tr("Penalty weight")));
    m_penaltyWords = textLabel(TypeRole::Table, Token::Text2, few);
    m_penaltyWords->setWordWrap(true);
    words->addWidget(m_penaltyWords);
    auto* sweep = new QPushButton(tr("Sweep the weight"), few);
    sweep->setToolTip(tr("Trains the transformer with the weights 0, 0.1, 0.5 and 2"));
    connect(sweep, &QPushButton::clicked, this, &SequenceRunsView::sweepWeights);
    words->addWidget(sweep, 0, Qt::AlignLeft);
    words->addStretch(1);
    auto* penalty = new QWidget;
    m_penalty = new QStackedLayout(penalty);
    m_penalty->addWidget(few);
    m_penalty->addWidget(charts);
    return penalty;
}

QWidget* SequenceRunsView::makeProtocols()
{
    auto* choice = new QWidget;
    auto* row = makeRow(choice);
    auto* protocols = new QButtonGroup(this);
    protocols->addButton(
        scaleButton(tr("as published"), "first",
                    tr("A random tenth of all windows; the window's items are dropped, start and end stay in"), choice),
        static_cast<int>(NextItemProtocol::Published));
    protocols->addButton(scaleButton(tr("right"), "last",
                                     tr("The last item of each user against all he did not take to before"), choice),
                         static_cast<int>(NextItemProtocol::Right));
    for (QAbstractButton* button : protocols->buttons())
        row->addWidget(button);
    protocols->button(static_cast<int>(m_workspace.sequence().protocol()))->setChecked(true);
    connect(protocols, &QButtonGroup::idClicked, this,
            [this](int protocol) { m_workspace.sequence().setProtocol(static_cast<NextItemProtocol>(protocol)); });
    return choice;
}

QWidget* SequenceRunsView::makeTable()
{
    auto* part = new QWidget;
    auto* column = makeColumn(part);
    m_tableTitle = new PanelTitle(tr("Runs"), part);
    m_tableTitle->tableButton()->hide();
    m_tableTitle->exportButton()->hide();
    m_tableTitle->moreButton()->hide();
    m_measure = new QPushButton(part);
    m_measure->setProperty(property::small, true);
    m_tableTitle->addTool(m_measure);
    connect(m_measure, &QPushButton::clicked, this, [this] {
        SequenceSession& session = m_workspace.sequence();
        if (session.isMeasuring())
            session.cancel();
        else
            session.measureAll();
    });
    m_tableTitle->addTool(makeProtocols());
    column->addWidget(m_tableTitle);
    m_view = new TableView(tr("Runs that say what comes next"), part);
    m_table = new SequenceTable(m_view);
    m_view->setTable(m_table, tableRow);
    auto* whiskers = new WhiskerDelegate(m_view);
    for (int figure = SequenceTable::FirstFigure; figure < SequenceTable::Loss; ++figure)
        m_view->setItemDelegateForColumn(figure, whiskers);
    connect(m_view, &TableView::rowHovered, this, [whiskers](int hovered) { whiskers->setHovered(hovered); });
    connect(m_view, &QTableView::clicked, this, [this](const QModelIndex& cell) {
        const int id = m_table->shown(cell.row()).id;
        if (const SessionRun* run = m_workspace.runs().find(id); run && cell.column() == SequenceTable::Eye)
            m_workspace.runs().setHidden(id, !run->hidden);
    });
    connect(m_view, &TableView::currentRowChanged, this, [this](int shownAt) {
        if (!m_isShowing && shownAt >= 0 && m_table->shown(shownAt).id != 0)
            m_workspace.sequence().setFocus(m_table->shown(shownAt).id);
    });
    connect(m_view, &TableView::rowActivated, this, [this](int shownAt) {
        if (const int id = m_table->shown(shownAt).id)
            emit userWanted(id);
    });
    connect(m_view, &TableView::menuWanted, this, &SequenceRunsView::addToMenu);
    column->addWidget(m_view, 1);
    return part;
}

} // namespace tastescope::ui

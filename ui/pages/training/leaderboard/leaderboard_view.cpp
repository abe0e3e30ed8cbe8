#include "ui/pages/training/leaderboard/leaderboard_view.h"

#include "ui/charts/leaders/leader_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/training/leaderboard/leader_side.h"
#include "ui/pages/training/leaderboard/leader_table.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/leader_session.h"
#include "ui/session/metric_words.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_colours.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/menu_title.h"
#include "ui/theme/text_label.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QComboBox>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QStackedLayout>

namespace tastescope::ui {

namespace {

constexpr int leaderDrawMs = 100;

} // namespace

LeaderboardView::LeaderboardView(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace)
{
    setGround(this, Token::Base);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(leaderDrawMs);
    connect(&m_refresh, &QTimer::timeout, this, &LeaderboardView::refresh);
    m_stack = new QStackedLayout(this);
    m_empty = makeEmpty();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeBoard());
    connectParts();
    refresh();
}

void LeaderboardView::connectParts()
{
    tellUnsaved(m_panel, m_workspace);
    m_chart->setEmptyText(tr("Nothing to show yet."));
    LeaderSession& session = m_workspace.leaders();
    connect(&session, &LeaderSession::changed, this, &LeaderboardView::refreshSoon);
    for (const auto signal : {&Selection::kChanged, &Selection::valueRuleChanged})
        connect(&m_workspace.selection(), signal, this, &LeaderboardView::refreshSoon);
    connect(&m_workspace.choices(), &RunChoices::currentChanged, this, &LeaderboardView::followCurrent);
    connect(m_metrics, &QComboBox::activated, this, [this](int index) {
        m_workspace.leaders().setMetric(m_metrics->itemData(index).toString().toStdString());
    });
    connect(m_chart, &MarkView::selectionChanged, this, [this](const std::vector<MarkId>& ids) {
        if (!ids.empty())
            chooseRun(static_cast<int>(ids.back()));
        followCurrent();
    });
    connect(m_chart, &MarkView::hoveredChanged, this, [this](const std::optional<MarkId>& id) {
        m_view->setHoveredRow(id ? m_table->rowOf(static_cast<int>(*id)) : -1);
    });
    connect(m_view, &TableView::rowHovered, this,
            [this](int row) { m_chart->setHovered(row < 0 ? std::optional<MarkId>() : m_table->shown(row).id); });
    connect(m_view, &TableView::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            chooseRun(m_table->shown(row).id);
    });
    connect(m_view, &TableView::menuWanted, this, &LeaderboardView::addToMenu);
}

void LeaderboardView::addToMenu(QMenu* menu, int row)
{
    if (row < 0)
        return;
    const LeaderLine& run = m_table->shown(row);
    addMenuTitle(menu, run.name);
    const bool isBaseline = run.id == m_workspace.choices().baseline();
    menu->addAction(isBaseline ? tr("Let Go of the Baseline") : tr("Set as Baseline"), this,
                    [this, id = isBaseline ? 0 : run.id] { m_workspace.choices().setBaseline(id); });
}

void LeaderboardView::chooseRun(int id)
{
    m_workspace.choices().setCurrent(id);
}

void LeaderboardView::setCost(CostUnit unit)
{
    m_cost = unit;
    m_costs->button(static_cast<int>(unit))->setChecked(true);
    refresh();
}

void LeaderboardView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_workspace.leaders().setWanted(true);
    refresh();
}

void LeaderboardView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_workspace.leaders().setWanted(false);
    m_workspace.colours().setLookedAt({});
}

void LeaderboardView::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void LeaderboardView::refresh()
{
    m_refresh.stop();
    if (m_view->isHeld())
        return refreshSoon();
    const bool isThere = m_workspace.leaders().answer() != nullptr;
    m_stack->setCurrentIndex(isThere ? 1 : 0);
    if (isThere)
        showAnswer();
    else
        showEmpty();
}

void LeaderboardView::showEmpty()
{
    const LeaderSession& session = m_workspace.leaders();
    if (!m_workspace.data().dataset())
        return m_empty->setWords(tr("No data open"),
                                 tr("Open files, drop a folder on the window, or explore the sample."));
    if (session.isAsking())
        return m_empty->setWords(tr("Ranking the runs"), tr("Every pair of runs is compared over its users."));
    m_empty->setWords(tr("No leaderboard yet"), session.problem().isEmpty()
                                                    ? tr("It ranks runs that finished and were measured.")
                                                    : session.problem());
}

void LeaderboardView::showMetrics()
{
    const LeaderSession& session = m_workspace.leaders();
    QStringList names;
    for (const std::string& name : session.metrics())
        names << QString::fromStdString(name);
    QStringList there;
    for (int i = 0; i < m_metrics->count(); ++i)
        there << m_metrics->itemData(i).toString();
    if (names != there) {
        m_metrics->clear();
        for (const QString& name : names)
            m_metrics->addItem(metricTitle(name.toStdString()), name);
    }
    m_metrics->setCurrentIndex(m_metrics->findData(QString::fromStdString(session.metric())));
}

void LeaderboardView::showAnswer()
{
    const LeaderAnswer& answer = *m_workspace.leaders().answer();
    showMetrics();
    std::vector<int> looked;
    for (const LeaderRow& row : answer.board.rows)
        looked.push_back(answer.entry(row).run.id);
    if (isVisible())
        m_workspace.colours().setLookedAt(std::move(looked)); // before their colours are asked for
    std::vector<LeaderLine> lines = leaderLines(answer, m_workspace);
    m_panel->setTitle(m_cost == CostUnit::Seconds ? tr("Quality against time") : tr("Quality against memory"));
    m_panel->setCaption(m_cost == CostUnit::Seconds
                            ? tr("of training, log axis; %1").arg(leaderUsers(answer))
                            : tr("of training, estimated, log axis; %1").arg(leaderUsers(answer)));
    m_panel->setSource(leaderSource(answer));
    m_chart->setData(leaderPoints(answer, m_workspace, m_cost));
    m_side->show(answer, lines);
    m_tableTitle->setCaption(
        tr("%1 of %2; a line parts what is really different")
            .arg(counted(std::ssize(lines), "run"), shownName(answer.entries.front().run.data.name)));
    m_table->setLines(std::move(lines), answer.metric, m_workspace.selection().k());
    const QString others = leftOutWords(answer.leftOut);
    m_leftOut->setText(tr("Left out: %1.").arg(others));
    m_leftOut->setVisible(!others.isEmpty());
    followCurrent();
}

/// The run in front is marked here, whoever chose it; to show it chooses nothing.
void LeaderboardView::followCurrent()
{
    const SessionRun* current = m_workspace.choices().current();
    const int row = current ? m_table->rowOf(current->id) : -1;
    m_chart->setSelected(row < 0 ? std::vector<MarkId>() : std::vector<MarkId>{current->id});
    const QSignalBlocker quiet(m_view);
    if (row < 0)
        return m_view->clearSelection();
    m_view->selectionModel()->setCurrentIndex(m_table->index(row, LeaderTable::Run),
                                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

} // namespace tastescope::ui

#include "ui/pages/sweep/sweep_page.h"

#include "core/data/dataset.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sweep/add_point_panel.h"
#include "ui/pages/sweep/beside_panel.h"
#include "ui/pages/sweep/cursor_side.h"
#include "ui/pages/sweep/new_sweep_panel.h"
#include "ui/pages/sweep/sweep_charts.h"
#include "ui/pages/sweep/sweep_head.h"
#include "ui/pages/sweep/trial_menu.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/report/figure_source.h"
#include "ui/parts/report/report_menu.h"
#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/metric_words.h"
#include "ui/session/names.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/run_colours.h"
#include "ui/session/selection.h"
#include "ui/session/sweep_session.h"
#include "ui/session/trial_runs.h"
#include "ui/session/workspace.h"
#include "ui/theme/appearance.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QStackedWidget>

#include <algorithm>
#include <set>

namespace tastescope::ui {

namespace {

constexpr int drawMs = 100; // at most ten times a second
constexpr int sidePixels = 388;
constexpr int narrowSidePixels = 348;
constexpr int sweepPageNarrow = 1100; // page width below which the side gives way

} // namespace

SweepPage::SweepPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_head(new SweepHead(workspace.sweeps())),
      m_empty(makeEmpty()),
      m_beside(new BesidePanel(workspace)),
      m_charts(new SweepCharts),
      m_sideLine(new Hairline(Qt::Vertical)),
      m_side(new QStackedWidget),
      m_menu(new TrialMenu(workspace, this))
{
    m_charts->setExplainer([this](const QString& name) { return metricHelp(m_workspace, name.toStdString()); });
    setGround(this, Token::Base);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(drawMs);
    connect(&m_refresh, &QTimer::timeout, this, &SweepPage::refresh);
    makeSide();
    setRoomyWidth(*m_side, sidePixels);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* charts = makeColumn(content);
    charts->addWidget(m_beside);
    charts->addWidget(m_charts, 1);
    scroll->setWidget(content);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(scroll);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addLayout(m_stack, 1);
    row->addWidget(m_sideLine);
    row->addWidget(m_side);
    auto* column = makeColumn(this);
    column->addWidget(m_head);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addLayout(row, 1);
    m_head->reportButton()->setMenu(makeReportMenu());
    m_head->besideButton()->setMenu(m_beside->menu());
    connect(m_beside, &BesidePanel::folderWanted, this, &SweepPage::chooseFolder);
    connectParts();
    connectMeasure();
    refresh();
}

void SweepPage::connectParts()
{
    const SweepSession& sweeps = m_workspace.sweeps();
    connect(&sweeps, &SweepSession::currentChanged, this, &SweepPage::refresh);
    connect(&sweeps, &SweepSession::grew, this, &SweepPage::refreshSoon);
    connect(&sweeps, &SweepSession::factsChanged, this, &SweepPage::refreshSoon);
    connect(&m_workspace.runs(), &RunBook::runChanged, this, &SweepPage::refreshSoon);
    connect(&m_workspace.data(), &OpenData::changed, this, &SweepPage::refresh);
    connect(&m_workspace.selection(), &Selection::sliceChanged, this, &SweepPage::refreshSoon);
    connect(&m_workspace.selection(), &Selection::valueRuleChanged, this, &SweepPage::refreshSoon);
    connect(&m_workspace.jobs(), &JobQueue::pausedChanged, this, &SweepPage::refreshSoon);
    connect(&m_workspace.guide(), &Guide::pointWanted, this, [this](const PointWish& wish) {
        m_workspace.guide().showPage(page::sweep);
        m_wish = wish;
        showWish();
    });
    connect(m_head, &SweepHead::sweepWanted, this, &SweepPage::showForm);
    connect(m_head, &SweepHead::pointWanted, this, [this] { showPointForm(std::nullopt); });
    connect(m_form, &NewSweepPanel::closed, this, [this] { showForm(false); });
    connect(m_form, &NewSweepPanel::started, this, [this] { showForm(false); });
    connect(m_pointForm, &AddPointPanel::closed, this, [this] { showForm(false); });
    connect(m_charts, &SweepCharts::trialChosen, this, [this](MarkId id) { chooseTrial(static_cast<int>(id)); });
    connect(m_charts, &SweepCharts::axisChosen, this, &SweepPage::chooseAxis);
    connect(m_charts, &SweepCharts::pointWanted, this, [this](double x) { showPointForm(x); });
    connect(m_charts, &SweepCharts::tableLetGo, this, &SweepPage::refreshSoon);
    connect(m_charts, &SweepCharts::menuWanted, m_menu, &TrialMenu::addTo);
    connect(m_menu, &TrialMenu::pointWanted, this, [this](int trial) {
        chooseTrial(trial);
        showPointForm(std::nullopt);
    });
    connect(m_cursor, &CursorSide::trialChosen, this, [this](MarkId id) { chooseTrial(static_cast<int>(id)); });
    connect(m_charts, &SweepCharts::tableExportFailed, this,
            [this](const QString& reason) { tellUnsaved(m_workspace, reason); });
    for (const auto& panels : {m_charts->panels(), m_cursor->panels()})
        for (ChartPanel* panel : panels)
            tellUnsaved(panel, m_workspace);
}

void SweepPage::runPreset(SweepConfig config)
{
    config.base.dataset = m_workspace.data().source().paths.join(QLatin1Char(' ')).toStdString();
    try {
        m_workspace.sweeps().start(std::move(config));
        showForm(false);
    } catch (const Error& error) {
        m_workspace.messages().notify({NoticeKind::Error, tr("The sweep did not begin"), shownMessage(error.what())});
    }
}

void SweepPage::showForm(bool shown)
{
    m_side->setCurrentWidget(shown ? static_cast<QWidget*>(m_form) : m_cursor);
    m_head->setFormShown(shown);
    const bool visible = shown || m_view.live;
    m_side->setVisible(visible);
    m_sideLine->setVisible(visible);
}

void SweepPage::showPointForm(const std::optional<double>& x)
{
    if (!m_view.live || m_view.trials().empty())
        return;
    m_side->setCurrentWidget(m_pointForm);
    m_head->setFormShown(false);
    m_pointForm->prepare(m_view, x);
}

void SweepPage::showWish()
{
    if (!m_wish || !m_view.live || !m_view.live->find(m_wish->trial))
        return;
    const PointWish wish = *m_wish;
    m_wish.reset();
    chooseAxis(QString::fromStdString(wish.option));
    chooseTrial(wish.trial);
    showPointForm(numberOf(wish.value));
}

void SweepPage::chooseTrial(int trial)
{
    if (!m_view.live || !m_view.live->find(trial))
        return;
    m_view.trial = trial;
    m_chosen = true;
    refresh();
}

void SweepPage::chooseAxis(const QString& option)
{
    m_view.axis = option.toStdString();
    refresh();
}

void SweepPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void SweepPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_workspace.colours().setLookedAt({});
}

void SweepPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    setRoomyWidth(*m_side, width() < roomyWidth(sweepPageNarrow) ? narrowSidePixels : sidePixels);
}

void SweepPage::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void SweepPage::refresh()
{
    m_refresh.stop();
    updateView();
    m_head->setSliced(!m_workspace.selection().users().isAll());
    m_head->setView(m_view);
    const bool hasTrials = m_view.live && !m_view.trials().empty();
    m_stack->setCurrentIndex(hasTrials ? 1 : 0);
    const bool form = m_side->currentWidget() == m_form;
    m_side->setVisible(hasTrials || form);
    m_sideLine->setVisible(hasTrials || form);
    if (!hasTrials)
        return showEmpty();
    m_charts->setView(m_view);
    showFigures(m_charts, sweepFigures(m_view, m_workspace.selection().users().isAll()));
    m_cursor->setView(m_view, m_charts->slice());
    showWish();
}

void SweepPage::showEmpty()
{
    if (!m_workspace.data().dataset())
        return m_empty->setWords(tr("No data open"),
                                 tr("Open files, drop a folder on the window, or explore the sample."));
    m_empty->setWords(tr("Two trials make a comparison"),
                      tr("A sweep trains many settings, shows which are best, and says which of them are tied."),
                      tr("4 trials of 5 epochs as published, or a grid of 5 learning rates"));
}

void SweepPage::updateView()
{
    const SweepSession& sweeps = m_workspace.sweeps();
    if (sweeps.current() != m_view.live) { // another sweep
        m_view = {};
        m_chosen = false;
    }
    m_view.live = sweeps.current();
    takeRule();
    if (!m_view.live)
        return;
    const auto axes = numericAxes(m_view.live->sweep);
    if (std::ranges::find(axes, m_view.axis) == axes.end())
        m_view.axis = axes.empty() ? std::string() : axes.front();
    m_view.best = m_view.highest();
    m_view.paused = sweeps.isRunning() && m_workspace.jobs().isPaused();
    if (!m_chosen || !m_view.live->find(m_view.trial))
        m_view.trial = m_view.best;
    updateColours();
}

/// Trials have the colours of their runs. Of a sweep that no history keeps, what is looked at takes colours no run has.
void SweepPage::updateColours()
{
    const std::vector<int> inFront{m_view.trial, m_view.best};
    const std::map<int, const SessionRun*> runs = runsOfTrials(m_workspace.runs(), *m_view.live);
    std::vector<int> lookedAt;
    for (const int trial : inFront)
        if (const auto run = runs.find(trial); run != runs.end())
            lookedAt.push_back(run->second->id);
    if (isVisible())
        m_workspace.colours().setLookedAt(lookedAt);
    m_view.colours.clear();
    std::set<int> taken;
    for (const SessionRun& run : m_workspace.runs().runs())
        taken.insert(run.shownSlot);
    for (const auto& [trial, run] : runs)
        if (run->shownSlot >= 0)
            m_view.colours[trial] = run->shownSlot;
    for (const int trial : inFront)
        for (int slot = 0; slot < runSlots && trial != 0 && !runs.contains(trial); ++slot)
            if (!m_view.colours.contains(trial) && taken.insert(slot).second)
                m_view.colours[trial] = slot;
}

} // namespace tastescope::ui

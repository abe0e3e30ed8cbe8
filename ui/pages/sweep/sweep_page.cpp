#include "ui/pages/sweep/sweep_page.h"

#include "core/data/dataset.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sweep/add_point_panel.h"
#include "ui/pages/sweep/cursor_side.h"
#include "ui/pages/sweep/new_sweep_panel.h"
#include "ui/pages/sweep/sweep_charts.h"
#include "ui/pages/sweep/sweep_head.h"
#include "ui/pages/sweep/trial_menu.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/report/report_menu.h"
#include "ui/session/messages.h"
#include "ui/session/open_data.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"
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
      m_charts(new SweepCharts),
      m_sideLine(new Hairline(Qt::Vertical)),
      m_side(new QStackedWidget),
      m_menu(new TrialMenu(workspace, this))
{
    setGround(this, Token::Base);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(drawMs);
    connect(&m_refresh, &QTimer::timeout, this, &SweepPage::refresh);
    makeSide();
    m_side->setFixedWidth(sidePixels);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_charts);
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
    connectParts();
    refresh();
}

void SweepPage::connectParts()
{
    const SweepSession& sweeps = m_workspace.sweeps();
    connect(&sweeps, &SweepSession::currentChanged, this, &SweepPage::refresh);
    connect(&sweeps, &SweepSession::grew, this, &SweepPage::refreshSoon);
    connect(&sweeps, &SweepSession::factsChanged, this, &SweepPage::refreshSoon);
    connect(&m_workspace.data(), &OpenData::changed, this, &SweepPage::refresh);
    connect(m_head, &SweepHead::sweepWanted, this, &SweepPage::showForm);
    connect(m_head, &SweepHead::pointWanted, this, [this] { showPointForm(std::nullopt); });
    connect(m_form, &NewSweepPanel::closed, this, [this] { showForm(false); });
    connect(m_form, &NewSweepPanel::started, this, [this] { showForm(false); });
    connect(m_pointForm, &AddPointPanel::closed, this, [this] { showForm(false); });
    connect(m_charts, &SweepCharts::trialChosen, this, [this](MarkId id) { chooseTrial(static_cast<int>(id)); });
    connect(m_charts, &SweepCharts::axisChosen, this, &SweepPage::chooseAxis);
    connect(m_charts, &SweepCharts::pointWanted, this, [this](double x) { showPointForm(x); });
    connect(m_charts, &SweepCharts::menuWanted, m_menu, &TrialMenu::addTo);
    connect(m_menu, &TrialMenu::pointWanted, this, [this](int trial) {
        chooseTrial(trial);
        showPointForm(std::nullopt);
    });
    connect(m_cursor, &CursorSide::trialChosen, this, [this](MarkId id) { chooseTrial(static_cast<int>(id)); });
    const auto tellFailure = [this](const QString& text) {
        m_workspace.messages().notify({NoticeKind::Error, tr("The picture was not saved"), text});
    };
    connect(m_charts, &SweepCharts::tableExportFailed, this, tellFailure);
    for (const auto& panels : {m_charts->panels(), m_cursor->panels()})
        for (ChartPanel* panel : panels)
            connect(panel, &ChartPanel::exportFailed, this, tellFailure);
}

void SweepPage::runPreset(SweepConfig config)
{
    config.base.dataset = m_workspace.data().source().paths.join(QLatin1Char(' ')).toStdString();
    try {
        m_workspace.sweeps().start(std::move(config));
        showForm(false);
    } catch (const Error& error) {
        m_workspace.messages().notify(
            {NoticeKind::Error, tr("The sweep did not begin"), QString::fromUtf8(error.what())});
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

void SweepPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_side->setFixedWidth(width() < sweepPageNarrow ? narrowSidePixels : sidePixels);
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
    m_head->setView(m_view);
    const bool hasTrials = m_view.live && !m_view.trials().empty();
    m_stack->setCurrentIndex(hasTrials ? 1 : 0);
    const bool form = m_side->currentWidget() == m_form;
    m_side->setVisible(hasTrials || form);
    m_sideLine->setVisible(hasTrials || form);
    if (!hasTrials)
        return showEmpty();
    m_charts->setView(m_view);
    m_cursor->setView(m_view, m_charts->slice());
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
        m_coloured.clear();
        m_chosen = false;
    }
    m_view.live = sweeps.current();
    m_view.facts = sweeps.facts();
    if (!m_view.live)
        return;
    const auto axes = numericAxes(m_view.live->sweep);
    if (std::ranges::find(axes, m_view.axis) == axes.end())
        m_view.axis = axes.empty() ? std::string() : axes.front();
    m_view.best = m_view.live->sweep.best;
    if (!m_chosen || !m_view.live->find(m_view.trial))
        m_view.trial = m_view.best;
    colourTrial(m_view.best);
    colourTrial(m_view.trial);
}

/// The best and those that were looked at have colours; when all are taken, the one longest ago gives up its.
void SweepPage::colourTrial(int trial)
{
    if (trial == 0 || m_view.colours.contains(trial))
        return;
    int slot = static_cast<int>(m_coloured.size());
    if (slot >= runSlots) {
        const auto oldest =
            std::ranges::find_if(m_coloured, [&](int other) { return other != m_view.best && other != m_view.trial; });
        slot = m_view.colours.at(*oldest);
        m_view.colours.erase(*oldest);
        m_coloured.erase(oldest);
    }
    m_view.colours[trial] = slot;
    m_coloured.push_back(trial);
}

} // namespace tastescope::ui

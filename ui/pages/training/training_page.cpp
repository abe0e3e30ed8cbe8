#include "ui/pages/training/training_page.h"

#include "core/data/data_counts.h"
#include "core/evaluation/metrics.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/plot/linked_cursor.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/training/curve_tools.h"
#include "ui/pages/training/lower_charts.h"
#include "ui/pages/training/next_run_panel.h"
#include "ui/pages/training/pace_panel.h"
#include "ui/pages/training/replay_bar.h"
#include "ui/pages/training/run_end_strip.h"
#include "ui/pages/training/run_facts.h"
#include "ui/pages/training/run_protocol.h"
#include "ui/pages/training/training_curves.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/first_steps.h"
#include "ui/session/job_queue.h"
#include "ui/session/metric_words.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_search.h"
#include "ui/session/scoped_figures.h"
#include "ui/session/selection.h"
#include "ui/session/shown_figures.h"
#include "ui/session/workspace.h"
#include "ui/theme/appearance.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QMenu>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>

namespace tastescope::ui {

namespace {

constexpr int drawMs = 100; // at most ten times a second
constexpr int formPixels = 270;
constexpr double smoothingWeight = 0.6;

} // namespace

TrainingPage::TrainingPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_cursor(new LinkedCursor(this)),
      m_next(new NextRunPanel(workspace))
{
    setGround(this, Token::Base);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(drawMs);
    connect(&m_refresh, &QTimer::timeout, this, &TrainingPage::refresh);

    m_next->setFixedWidth(formPixels);
    auto* row = makeRow(this);
    row->addWidget(m_next);
    row->addWidget(new Hairline(Qt::Vertical));
    row->addWidget(makeViews(), 1);
    connectCharts();
    connectWorkspace();
    refresh();
}

QWidget* TrainingPage::makeCharts()
{
    m_end = new RunEndStrip(m_workspace);
    m_mrr = new CurveChart;
    m_mrrPanel = new ChartPanel(tr("MRR"), m_mrr);
    m_mrrPanel->titleRow()->explainTitle([this] { return metricHelp(m_workspace, "mrr"); });
    m_tools = new CurveTools;
    m_mrrPanel->titleRow()->addTool(m_tools);

    auto* content = new QWidget;
    setGround(content, Token::Base);
    auto* layout = makeColumn(content);
    layout->addWidget(m_end);
    layout->addWidget(m_mrrPanel, 9);
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(makeLower(), 10);
    setRoomyMinimum(*m_mrrPanel, 0, 190);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);

    m_replay = new ReplayBar(m_workspace);
    auto* charts = new QWidget;
    auto* column = makeColumn(charts);
    column->addWidget(scroll, 1);
    column->addWidget(m_replay);
    return charts;
}

QWidget* TrainingPage::makeLower()
{
    m_cutoffs = new CurveChart;
    m_cutoffsPanel = new ChartPanel(tr("Hit@K"), m_cutoffs);
    m_cutoffsPanel->titleRow()->explainTitle(
        [this] { return metricHelp(m_workspace, "hit-" + std::to_string(m_workspace.selection().k())); });
    m_loss = new CurveChart;
    m_lossPanel = new ChartPanel(tr("Training loss"), m_loss);
    m_pace = new PacePanel;
    m_lower = new LowerCharts;
    m_lower->addPanel(tr("Hit@K"), m_cutoffsPanel);
    m_lower->addPanel(tr("Training loss"), m_lossPanel);
    m_lower->addPanel(tr("Pace"), m_pace);
    addMetricChoice();
    return m_lower;
}

/// Of the metrics with a cutoff that training watches, which one the panel draws.
void TrainingPage::addMetricChoice()
{
    QMenu* menu = m_cutoffsPanel->titleRow()->moreButton()->menu();
    menu->addSeparator();
    auto* choice = new QActionGroup(this);
    for (const Metric& metric : fullMetrics()) {
        if (!metric.cut || metric.watchedAt.empty())
            continue;
        const std::string name(metric.name);
        const QString title = tr("%1@K").arg(QString::fromUtf8(metric.title.data(), qsizetype(metric.title.size())));
        QAction* action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(name == m_metric);
        choice->addAction(action);
        connect(action, &QAction::triggered, this, [this, name, title] { showMetric(name, title); });
    }
}

void TrainingPage::showMetric(const std::string& metric, const QString& title)
{
    m_metric = metric;
    m_cutoffsPanel->setTitle(title);
    m_lower->setTitle(m_cutoffsPanel, title);
    refresh();
}

void TrainingPage::connectCharts()
{
    for (CurveChart* chart : {m_mrr, m_cutoffs, m_loss}) {
        chart->linkTo(m_cursor);
        chart->setEmptyText(tr("The first epoch is not finished yet."));
        connect(chart, &CurveChart::viewChanged, this, [this, chart] { setSmoothing(chart->smoothing()); });
    }
    for (ChartPanel* panel : {m_mrrPanel, m_cutoffsPanel, m_lossPanel, m_pace->panel()})
        tellUnsaved(panel, m_workspace);
    connect(m_tools, &CurveTools::scaleChanged, this, &TrainingPage::setScale);
    connect(m_tools, &CurveTools::smoothingToggled, this, [this](bool on) { setSmoothing(on ? smoothingWeight : 0); });
    connect(m_replay, &ReplayBar::moved, this, &TrainingPage::refreshSoon);
    m_tools->lead(m_mrr);
}

void TrainingPage::connectWorkspace()
{
    const RunBook& runs = m_workspace.runs();
    for (const auto signal : {&RunBook::runAdded, &RunBook::runChanged, &RunBook::runGrew, &RunBook::runRemoved})
        connect(&runs, signal, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.choices(), &RunChoices::currentChanged, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.choices(), &RunChoices::baselineChanged, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.data(), &OpenData::changed, this, &TrainingPage::refresh);
    connect(&m_workspace.scopedFigures(), &ScopedFigures::changed, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.selection(), &Selection::valueRuleChanged, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.search(), &RunSearch::changed, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.neighbours(), &NeighbourSession::searchEnded, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.jobs(), &JobQueue::changed, this, &TrainingPage::refreshSoon);
    connect(m_next, &NextRunPanel::costChanged, this, &TrainingPage::showEmpty);
}

void TrainingPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_next->updateCost();
    refresh();
}

void TrainingPage::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void TrainingPage::refresh()
{
    m_refresh.stop();
    m_next->updateButton();
    if (!m_workspace.jobs().isBusy())
        m_next->updateCost();
    const SessionRun* focus =
        m_workspace.choices().current() ? m_workspace.choices().current() : m_workspace.runs().newest();
    m_stack->setCurrentIndex(focus ? 1 : 0);
    m_end->setRun(focus);
    m_replay->setRun(focus);
    if (focus)
        showRuns(*focus);
    else
        showEmpty();
}

void TrainingPage::showEmpty()
{
    const auto& dataset = m_workspace.data().dataset();
    if (!dataset) {
        m_empty->setWords(tr("No data open"), tr("Open files, drop a folder on the window, or explore the sample."));
        return;
    }
    const DataCounts counts = countData(*dataset, m_workspace.selection().users());
    showFigures(m_empty, {{figure::users, static_cast<double>(counts.users)},
                          {figure::trainPositives, static_cast<double>(counts.train)}});
    QStringList costs;
    const int epochs = plannedEpochs(m_workspace.nextRun().options());
    if (epochs > 0 && m_next->expectedSeconds())
        costs << tr("about %1 for %2 epochs").arg(duration(*m_next->expectedSeconds())).arg(epochs);
    if (const double search = m_workspace.neighbours().searchSeconds(); search > 0)
        costs << tr("about %1 for neighbours").arg(duration(search));
    m_empty->setWords(tr("Nothing trained yet"),
                      tr("Curves appear here while a model learns. The data is ready: %1 users, %2 positives in the "
                         "training part.")
                          .arg(count(counts.users), count(counts.train)),
                      costs.join(QStringLiteral(", ")));
}

void TrainingPage::showRuns(const SessionRun& focus)
{
    const RunSearch& search = m_workspace.search();
    TrainingView view = viewOf(m_workspace.runs().runs(), &focus,
                               {m_tools->scale(), m_workspace.choices().baseline(), m_workspace.selection().valueRule(),
                                [&search](const SessionRun& run) { return search.passes(run); }});
    if (const SessionRun* part = m_replay->part())
        view = replayed(std::move(view), *part);
    m_mrr->setData(mrrCurves(view));
    showFigures(m_mrrPanel,
                bestFigures(m_mrr->data(), figure::inScope("mrr", m_workspace.selection().users().isAll())));
    m_cutoffs->setData(cutoffCurves(view, m_metric));
    m_loss->setData(lossCurves(view));
    m_pace->setView(view, m_workspace.jobs());
    const QString value = tr("value: %1").arg(wordsOf(view.rule));
    m_mrrPanel->setCaption(captionOf(focus, m_workspace, value));
    m_cutoffsPanel->setCaption(tr("%1, %2").arg(focus.name, value));
    m_lossPanel->setCaption(tr("%1, mean softplus, %2").arg(focus.name, value));
    for (CurveChart* chart : {m_mrr, m_cutoffs})
        chart->setEmptyText(noCurvesYet(focus));
    m_loss->setEmptyText(!hasEpochs(focus) ? tr("%1 learns in one step: there is no loss.").arg(focus.name)
                         : focus.isOver() && !view.whole ? tr("No epoch was finished.")
                                                         : tr("The first epoch is not finished yet."));
    m_mrrPanel->setSource(originOf(focus, view.runs));
    for (ChartPanel* panel : {m_cutoffsPanel, m_lossPanel, m_pace->panel()})
        panel->setSource(originOf(focus, {&focus}));
}

void TrainingPage::setSmoothing(double weight)
{
    for (CurveChart* chart : {m_mrr, m_cutoffs, m_loss})
        chart->setSmoothing(weight);
    m_tools->setSmoothing(weight);
}

void TrainingPage::setScale()
{
    m_cursor->setPosition(std::nullopt);
    m_cursor->setAnchor(std::nullopt);
    m_mrr->fit(); // a part of one axis means nothing on another
    m_pace->linkTo(m_tools->scale() == RunScale::Time ? m_cursor : nullptr);
    refresh();
}

} // namespace tastescope::ui

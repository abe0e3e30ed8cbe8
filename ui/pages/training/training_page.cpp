#include "ui/pages/training/training_page.h"

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
#include "ui/pages/training/training_curves.h"
#include "ui/parts/empty_state.h"
#include "ui/session/first_steps.h"
#include "ui/session/job_queue.h"
#include "ui/session/messages.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
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
    m_stack = new QStackedLayout;
    m_empty = makeEmpty();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeCharts());
    row->addLayout(m_stack, 1);
    connectCharts();
    connectWorkspace();
    refresh();
}

EmptyState* TrainingPage::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("train"));
    empty->addButton(tr("Train %1").arg(modelTitle(learningModel)), [this] { runOnce(learningModel); });
    empty->addButton(tr("Run %1").arg(modelTitle(neighbourModel)), [this] { runOnce(neighbourModel); });
    return empty;
}

QWidget* TrainingPage::makeCharts()
{
    m_end = new RunEndStrip(m_workspace);
    m_mrr = new CurveChart;
    m_mrrPanel = new ChartPanel(tr("MRR"), m_mrr);
    m_tools = new CurveTools;
    m_mrrPanel->titleRow()->addTool(m_tools);

    auto* content = new QWidget;
    setGround(content, Token::Base);
    auto* layout = makeColumn(content);
    layout->addWidget(m_end);
    layout->addWidget(m_mrrPanel, 9);
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(makeLower(), 10);
    m_mrrPanel->setMinimumHeight(190);

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
    m_loss = new CurveChart;
    m_lossPanel = new ChartPanel(tr("Training loss"), m_loss);
    m_lossPanel->setCaption(tr("mean softplus"));
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
        connect(panel, &ChartPanel::exportFailed, this, [this](const QString& text) {
            m_workspace.messages().notify({NoticeKind::Error, tr("The picture was not saved"), text});
        });
    connect(m_tools, &CurveTools::scaleChanged, this, &TrainingPage::setScale);
    connect(m_tools, &CurveTools::smoothingToggled, this, [this](bool on) { setSmoothing(on ? smoothingWeight : 0); });
    connect(m_replay, &ReplayBar::moved, this, &TrainingPage::refreshSoon);
    connect(m_tools, &CurveTools::nearerClicked, m_mrr, [this] { m_mrr->zoomBy(2); });
}

void TrainingPage::connectWorkspace()
{
    const RunBook& runs = m_workspace.runs();
    for (const auto signal : {&RunBook::runAdded, &RunBook::runChanged, &RunBook::runGrew, &RunBook::runRemoved})
        connect(&runs, signal, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.choices(), &RunChoices::currentChanged, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.choices(), &RunChoices::baselineChanged, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.data(), &OpenData::changed, this, &TrainingPage::refresh);
    connect(&m_workspace.neighbours(), &NeighbourSession::searchEnded, this, &TrainingPage::refreshSoon);
    connect(&m_workspace.jobs(), &JobQueue::changed, this, &TrainingPage::refreshSoon);
    connect(m_next, &NextRunPanel::costChanged, this, &TrainingPage::showEmpty);
}

void TrainingPage::runOnce(std::string_view model)
{
    const ModelOptions kept = m_workspace.nextRun().options();
    m_workspace.nextRun().setModel(model);
    m_workspace.nextRun().train();
    m_workspace.nextRun().setOptions(kept);
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
    QStringList costs;
    const int epochs = plannedEpochs(m_workspace.nextRun().options());
    if (epochs > 0 && m_next->expectedSeconds())
        costs << tr("about %1 for %2 epochs").arg(duration(*m_next->expectedSeconds())).arg(epochs);
    if (const double search = m_workspace.neighbours().searchSeconds(); search > 0)
        costs << tr("about %1 for neighbours").arg(duration(search));
    m_empty->setWords(tr("Nothing trained yet"),
                      tr("Curves appear here while a model learns. The data is ready: %1 users, %2 positives.")
                          .arg(count(static_cast<std::int64_t>(dataset->userCount())),
                               shortCount(static_cast<double>(dataset->train().entryCount()))),
                      costs.join(QStringLiteral(", ")));
}

void TrainingPage::showRuns(const SessionRun& focus)
{
    TrainingView view = viewOf(m_workspace.runs().runs(), &focus, m_tools->scale(), m_workspace.choices().baseline());
    if (const SessionRun* part = m_replay->part())
        view = replayed(std::move(view), *part);
    m_mrr->setData(mrrCurves(view));
    m_cutoffs->setData(cutoffCurves(view, m_metric));
    m_loss->setData(lossCurves(view));
    m_pace->setView(view, m_workspace.jobs());
    const auto facts = factsOf(focus);
    m_mrrPanel->setCaption(
        facts ? tr("validation, 1 + %1 candidates, n = %2 users").arg(facts->negatives).arg(count(facts->users))
              : QString());
    m_loss->setEmptyText(!hasEpochs(focus) ? tr("%1 learns in one step: there is no loss.").arg(focus.name)
                         : focus.isOver() && !view.whole ? tr("No epoch was finished.")
                                                         : tr("The first epoch is not finished yet."));
    const QString source = tr("%1, data %2").arg(focus.name, shortHash(QString::fromStdString(focus.data.hash)));
    for (ChartPanel* panel : {m_mrrPanel, m_cutoffsPanel, m_lossPanel, m_pace->panel()})
        panel->setSource(source);
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

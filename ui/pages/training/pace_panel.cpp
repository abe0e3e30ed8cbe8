#include "ui/pages/training/pace_panel.h"

#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/plot/linked_cursor.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/sheet/statistics_column.h"
#include "ui/charts/spread/share_bar.h"
#include "ui/pages/training/training_curves.h"
#include "ui/session/job_queue.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/theme/theme.h"

#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

namespace {

QString timeLeft(const SessionRun& run, const JobQueue& jobs)
{
    for (const JobState& job : jobs.jobs())
        if (job.id == run.jobId && job.left && run.phase == RunPhase::Running)
            return job.paused ? PacePanel::tr("paused") : timeRange(job.left->low, job.left->high);
    return unknownNumber();
}

/// Patience may end the run before its last epoch.
QString lastEpoch(const SessionRun& run)
{
    const int planned = plannedEpochs(run.config.model);
    const int patience = patienceOf(run.config.model);
    const EpochFinished* best = run.curve.best();
    if (planned == 0 || !best)
        return unknownNumber();
    const int earliest =
        std::max(std::max(best->epoch, patienceFrom(run.config.model)) + patience, run.curve.last()->epoch);
    if (patience == 0 || earliest >= planned)
        return QString::number(planned);
    return PacePanel::tr("%1 to %2").arg(earliest).arg(planned);
}

QString oneEpoch(const RunCurve& curve)
{
    if (curve.epochs.empty() || !curve.start)
        return unknownNumber();
    const std::vector<double> ends = secondsAtEpochs(curve);
    return PacePanel::tr("%1, %2 %3")
        .arg(duration(ends.back() / static_cast<double>(ends.size())),
             shortCount(static_cast<double>(curve.start->samplesPerEpoch)),
             QString::fromStdString(curve.start->sample));
}

QList<Share> sharesOf(const RunCurve& curve)
{
    Share train{PacePanel::tr("train"), 0};
    Share evaluate{PacePanel::tr("evaluate"), 0};
    Share save{PacePanel::tr("save"), 0};
    for (const EpochFinished& epoch : curve.epochs) {
        train.value += epoch.trainSeconds;
        evaluate.value += epoch.evaluateSeconds;
        save.value += epoch.saveSeconds;
    }
    return {train, evaluate, save};
}

} // namespace

PacePanel::PacePanel(QWidget* parent)
    : QWidget(parent),
      m_chart(new CurveChart),
      m_panel(new ChartPanel(tr("Pace"), m_chart)),
      m_figures(new StatisticsColumn(this, StatisticsPlace::Below)),
      m_shares(new ShareBar(tr("What the time goes to"))),
      m_own(new LinkedCursor(this))
{
    setGround(this, Token::Base);
    m_chart->linkTo(m_own);
    m_chart->setEmptyText(tr("Drawn while a model learns in epochs."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->setSpacing(8);
    layout->addWidget(m_panel, 1);
    layout->addWidget(m_figures);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(12, 0, 12, 0);
    inset->addWidget(m_shares);
    layout->addLayout(inset);
}

void PacePanel::linkTo(LinkedCursor* shared)
{
    m_chart->linkTo(shared ? shared : m_own);
}

void PacePanel::setView(const TrainingView& view, const JobQueue& jobs)
{
    PaceCurve pace = paceCurve(view);
    m_panel->setCaption(pace.unit.isEmpty() ? QString() : tr("%1, %2").arg(view.focus->name, pace.unit));
    m_chart->setData(std::move(pace.data));
    showFigures(*view.focus, jobs, view.whole != nullptr);
}

void PacePanel::showFigures(const SessionRun& run, const JobQueue& jobs, bool isReplay)
{
    const RunCurve& curve = run.curve;
    const QString now = curve.ticks.empty()
                            ? (curve.epochs.empty() ? unknownNumber() : rate(curve.epochs.back().samplesPerSecond))
                            : rate(curve.ticks.back().samplesPerSecond);
    Statistics figures;
    if (run.isOver()) {
        const std::vector<double> ends = secondsAtEpochs(curve);
        const double took = run.record ? run.record->seconds : ends.empty() ? 0 : ends.back();
        figures.figures = {{isReplay ? tr("now") : tr("at the end"), now},
                           {tr("one epoch"), oneEpoch(curve)},
                           {isReplay ? tr("so far") : tr("took"), took > 0 ? duration(took) : unknownNumber()},
                           {isReplay ? tr("epochs so far") : tr("ended at epoch"),
                            curve.last() ? QString::number(curve.last()->epoch) : unknownNumber()}};
    } else {
        figures.figures = {{tr("now"), now},
                           {tr("one epoch"), oneEpoch(curve)},
                           {tr("time left"), timeLeft(run, jobs)},
                           {tr("finishes at epoch"), lastEpoch(run)}};
    }
    m_figures->setStatistics(std::move(figures));
    m_shares->setVisible(!curve.epochs.empty());
    m_shares->setShares(sharesOf(curve));
}

} // namespace tastescope::ui

#include "ui/pages/sequence/runs_view.h"

#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sequence/sequence_table.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/guide.h"
#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/run_edits.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

void SequenceRunsView::addToMenu(QMenu* menu, int shownAt)
{
    if (shownAt < 0 || m_table->shown(shownAt).id == 0)
        return;
    const SequenceRow& row = m_table->shown(shownAt);
    SequenceSession& session = m_workspace.sequence();
    menu->addAction(tr("One User With This Run"), this, [this, id = row.id] { emit userWanted(id); });
    menu->addAction(tr("Make It the Baseline"), this, [&session, id = row.id] { session.setBaseline(id); });
    if (row.state == SequenceSession::State::NotMeasured || row.state == SequenceSession::State::Failed)
        menu->addAction(tr("Measure It"), this, [&session, id = row.id] { session.measure(id); });
    menu->addAction(tr("Delete"), this, [this, id = row.id] { m_workspace.runEdits().remove({id}); });
}

/// Its own small sweep: short runs of the settings in front, one a weight.
void SequenceRunsView::sweepWeights()
{
    SweepConfig config;
    config.base.model = m_workspace.nextRun().optionsOf("transformer");
    setOption(config.base.model, "repetition", std::string("mass"));
    config.base.name = "repetition";
    config.space.axes.push_back(parseAxis(config.base.model, "repetition_weight=choice(0,0.1,0.5,2)"));
    config.scheduler = Scheduler::Grid;
    config.points = 0;
    try {
        m_workspace.sweeps().start(config);
        m_workspace.guide().showPage(page::sweep);
    } catch (const Error& error) {
        tellUnsaved(m_workspace, shownMessage(error.what()));
    }
}

SequenceView SequenceRunsView::view() const
{
    const SequenceSession& session = m_workspace.sequence();
    SequenceView view{{}, session.focus(), session.baseline(), m_scale};
    for (const SessionRun* run : session.runs())
        if (!run->hidden || run == view.focus)
            view.runs.push_back(run);
    return view;
}

void SequenceRunsView::refresh()
{
    const SequenceView shown = view();
    const SequenceSession& session = m_workspace.sequence();
    const auto& dataset = m_workspace.data().dataset();
    m_loss->setData(lossCurvesOf(shown));
    m_lossPanel->setCaption(lossCaption(shown));
    QStringList foot;
    if (shown.focus)
        foot << paceWords(*shown.focus);
    if (seemsToLeak(shown))
        foot << tr("Validation below training in every epoch: the windows of both overlap.");
    foot.removeAll(QString());
    m_pace->setText(foot.join(QStringLiteral("  ")));
    m_pace->setVisible(!foot.isEmpty());
    m_repeats->setData(repeatCurves(shown, session, dataset ? static_cast<std::int64_t>(dataset->itemCount()) : 0));
    const int weights = penaltyWeights(shown, session);
    m_penalty->setCurrentIndex(weights < 3 ? 0 : 1);
    m_penaltyWords->setText(weights == 0   ? tr("How much repeating costs, by the weight of the penalty. No weight is "
                                                  "measured yet.")
                            : weights == 1 ? tr("One weight does not make a curve.")
                                           : tr("Two weights do not make a curve."));
    m_mrr->setData(penaltyCurve(shown, session, NextItemFigure::Mrr));
    m_repeatsByWeight->setData(penaltyCurve(shown, session, NextItemFigure::Repeats));
    showTable();
}

QString SequenceRunsView::protocolWords(std::int64_t questions) const
{
    if (m_workspace.sequence().protocol() == NextItemProtocol::Published)
        return tr("%1 windows, a random tenth: windows of one user lie on both sides of this split, read it against "
                  "the "
                  "publication only")
            .arg(count(questions));
    const QString words =
        tr("last %1 of each of %2 users against all others")
            .arg(QString::fromStdString(m_workspace.data().dataset()->nouns().item), count(questions));
    const auto runs = m_workspace.sequence().runs();
    const bool hasImported = std::ranges::any_of(
        runs, [this](const SessionRun* run) { return run->isImported() && m_workspace.sequence().figures(run->id); });
    return hasImported ? tr("%1 (imported weights may have learned from it)").arg(words) : words;
}

void SequenceRunsView::showTable()
{
    const SequenceSession& session = m_workspace.sequence();
    std::vector<SequenceRow> rows = sequenceRows(m_workspace);
    std::int64_t questions = 0;
    bool canMeasure = false;
    for (const SequenceRow& row : rows) {
        questions = std::max(questions, row.questions);
        canMeasure = canMeasure || row.state == SequenceSession::State::NotMeasured;
    }
    const SessionRun* baseline = session.baseline();
    m_tableTitle->setCaption(questions > 0 && baseline ? tr("%1; below each value its difference to %2, paired, 95 %")
                                                             .arg(protocolWords(questions), baseline->name)
                                                       : tr("not measured yet"));
    m_measure->setText(session.isMeasuring() ? tr("Stop") : tr("Measure"));
    m_measure->setToolTip(session.isMeasuring() ? tr("Stop measuring")
                                                : tr("Ask every model for the last item of each user"));
    m_measure->setEnabled(session.isMeasuring() || canMeasure);
    if (m_view->isHeld())
        return;
    m_isShowing = true;
    m_table->setRows(std::move(rows));
    if (const SessionRun* focus = session.focus(); focus && m_table->rowOf(focus->id) >= 0)
        m_view->selectRow(m_table->rowOf(focus->id));
    m_view->fitColumns();
    m_isShowing = false;
}

void SequenceRunsView::keyPressEvent(QKeyEvent* event)
{
    const SessionRun* focus = m_workspace.sequence().focus();
    if (event->modifiers() == Qt::NoModifier && focus && event->key() == Qt::Key_B)
        m_workspace.sequence().setBaseline(focus->id);
    else if (event->modifiers() == Qt::NoModifier && focus && event->key() == Qt::Key_H)
        m_workspace.runs().setHidden(focus->id, !focus->hidden);
    else
        QWidget::keyPressEvent(event);
}

} // namespace tastescope::ui

#include "ui/pages/training/run_end_strip.h"

#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_jobs.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/theme/line_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int runEndStripInset = 12;
constexpr int runEndStripHeadPixels = 36;
constexpr int badgePixels = 16;
constexpr int runEndStripGap = 8;

bool isRefitted(const SessionRun& run)
{
    return run.isOver() && run.record && run.record->refit && run.record->refit->test && run.record->test;
}

QString stateOf(const SessionRun& run)
{
    if (isRefitted(run))
        return RunEndStrip::tr("refitted");
    if (run.record && run.record->state == RunState::Diverged)
        return RunEndStrip::tr("diverged");
    return run.failure.isEmpty() ? RunEndStrip::tr("stopped") : RunEndStrip::tr("failed");
}

/// "MRR 0.4021 of the model as found, 0.4096 trained again on train and validation (27 epochs, 3.1 s)"
QString refitText(const RunRecord& record)
{
    const Refit& refit = *record.refit;
    const auto found = record.test->mrr();
    const auto again = refit.test->mrr();
    if (!found || !again)
        return {};
    const QString epochs = refit.epochs > 0 ? RunEndStrip::tr("%1 epochs, ").arg(refit.epochs) : QString();
    return RunEndStrip::tr("Test MRR %1 as found, %2 trained again on train and validation (%3%4).")
        .arg(ui::metric(found->value), ui::metric(again->value), epochs, duration(refit.seconds));
}

bool endedAsPlanned(const SessionRun& run)
{
    return !run.isOver() || (run.record && run.record->state == RunState::Finished && run.failure.isEmpty());
}

} // namespace

RunEndStrip::RunEndStrip(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_title(new QLabel),
      m_text(new QLabel),
      m_resume(new QPushButton),
      m_gentler(new QPushButton),
      m_use(new QPushButton(tr("Use the best model")))
{
    setGround(this, Token::Base);
    setTextStyle(m_title, TypeRole::Button);
    setTextStyle(m_text, TypeRole::Table, Token::Text2);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_resume->setToolTip(tr("Goes on as if it had not been stopped, bit for bit"));
    m_gentler->setToolTip(tr("Train again with the same settings at a tenth of the learning rate"));
    m_use->setToolTip(tr("Recommend with the best epoch of this run"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(runEndStripInset, runEndStripHeadPixels + 1 + 8, runEndStripInset, 10);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 6, 0, 0);
    buttons->setSpacing(runEndStripGap);
    buttons->addWidget(m_resume);
    buttons->addWidget(m_gentler);
    buttons->addWidget(m_use);
    buttons->addStretch();
    layout->addLayout(buttons);
    connect(m_resume, &QPushButton::clicked, this, [this] { m_workspace.runJobs().resume(m_run); });
    connect(m_gentler, &QPushButton::clicked, this, [this] {
        if (const SessionRun* run = m_workspace.runs().find(m_run))
            m_workspace.nextRun().trainGentler(run->config.model);
    });
    connect(m_use, &QPushButton::clicked, this, [this] {
        m_workspace.choices().setCurrent(m_run);
        m_workspace.selection().setValueRule(ValueRule{});
        m_put = m_run;
        hide();
    });
    hide();
}

QString RunEndStrip::titleOf(const SessionRun& run) const
{
    if (isRefitted(run))
        return tr("Refitted on train and validation.");
    if (run.record && run.record->state == RunState::Diverged)
        return run.bestModel ? tr("The loss became infinite. The best epoch is kept.")
                             : tr("The loss became infinite in the first epoch. Nothing is kept.");
    if (!run.failure.isEmpty())
        return tr("The run failed.");
    return run.bestModel ? tr("Stopped. The best epoch is kept.")
                         : tr("Stopped before its first epoch was finished. Nothing is kept.");
}

QString RunEndStrip::textOf(const SessionRun& run) const
{
    if (isRefitted(run))
        return refitText(*run.record);
    if (!run.failure.isEmpty())
        return run.failure;
    if (run.record && run.record->state == RunState::Diverged)
        return shownMessage(run.record->message);
    const EpochFinished* best = run.curve.best();
    if (!best || !run.bestModel)
        return tr("Train again to start anew.");
    const auto mrr = best->validation.mrr();
    if (!mrr)
        return tr("Epoch %1. The last state is kept too, so it goes on bit for bit.").arg(best->epoch);
    return tr("Epoch %1, MRR %2. The last state is kept too, so it goes on bit for bit.")
        .arg(QString::number(best->epoch), ui::metric(*mrr));
}

void RunEndStrip::setRun(const SessionRun* run)
{
    m_run = run ? run->id : 0;
    if (!run || (endedAsPlanned(*run) && !isRefitted(*run)) || m_run == m_put) {
        if (run && !run->isOver())
            m_put = 0;
        hide();
        return;
    }
    const int done = run->curve.last() ? run->curve.last()->epoch : 0;
    const bool diverged = run->record && run->record->state == RunState::Diverged;
    m_title->setText(titleOf(*run));
    m_text->setText(textOf(*run));
    m_resume->setText(tr("Resume from epoch %1").arg(done));
    m_resume->setVisible(!isRefitted(*run) && !diverged && done > 0 && done < plannedEpochs(run->config.model));
    const std::optional<double> gentler = gentlerRate(run->config.model);
    m_gentler->setVisible(diverged && gentler);
    if (gentler)
        m_gentler->setText(tr("Try learning rate %1").arg(shortest(*gentler)));
    m_use->setVisible(!isRefitted(*run) && run->bestModel != nullptr);
    setAccessibleName(tr("%1 %2").arg(run->name, stateOf(*run)));
    setAccessibleDescription(m_title->text() + QLatin1Char(' ') + m_text->text());
    show();
    update();
}

void RunEndStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), colour(Token::Base));
    painter.fillRect(QRect(0, runEndStripHeadPixels, width(), 1), colour(Token::Line));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Line));
    const SessionRun* run = m_workspace.runs().find(m_run);
    if (!run)
        return;
    int left = runEndStripInset;
    drawSwatch(painter, QRectF(left, 0, 20, runEndStripHeadPixels), {LineRole::Focus, run->shownSlot},
               colour(Token::Base));
    left += 20 + runEndStripGap;
    const auto write = [&](const QString& text, TypeRole role, Token tone) {
        painter.setFont(ui::font(role));
        painter.setPen(colour(tone));
        const int wide = painter.fontMetrics().horizontalAdvance(text);
        painter.drawText(QRect(left, 0, wide + 2, runEndStripHeadPixels), Qt::AlignLeft | Qt::AlignVCenter, text);
        left += wide + runEndStripGap;
    };
    write(run->name, TypeRole::TableStrong, Token::Text);
    const QString state = stateOf(*run);
    const bool bad = state != tr("stopped") && state != tr("refitted");
    painter.setFont(ui::font(TypeRole::Header));
    const int wide = painter.fontMetrics().horizontalAdvance(state) + 12;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(bad ? Token::ErrGround : Token::Hover));
    painter.drawRoundedRect(QRectF(left, (runEndStripHeadPixels - badgePixels) / 2.0, wide, badgePixels), 3, 3);
    painter.setPen(colour(bad ? Token::Err : Token::Text2));
    painter.drawText(QRect(left, 0, wide, runEndStripHeadPixels), Qt::AlignCenter, state);
    left += wide + runEndStripGap;
    const int done = run->curve.last() ? run->curve.last()->epoch : 0;
    write(tr("after %1 of %2 epochs").arg(done).arg(plannedEpochs(run->config.model)), TypeRole::Table, Token::Text2);
    const EpochFinished* best = run->curve.best();
    if (const auto mrr = best ? best->validation.mrr() : std::nullopt) {
        painter.setFont(ui::font(TypeRole::TableStrong));
        painter.setPen(colour(Token::Text));
        painter.drawText(QRect(left, 0, width() - runEndStripInset - left, runEndStripHeadPixels),
                         Qt::AlignRight | Qt::AlignVCenter, ui::metric(*mrr));
    }
}

} // namespace tastescope::ui

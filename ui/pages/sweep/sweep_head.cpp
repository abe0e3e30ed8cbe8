#include "ui/pages/sweep/sweep_head.h"

#include "ui/pages/sweep/badge_label.h"
#include "ui/pages/sweep/measure_box.h"
#include "ui/pages/sweep/sweep_view.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/sweep_session.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace tastescope::ui {

namespace {

constexpr int headPixels = 44;
constexpr int wordsThatShrink = 90; // px of those that are elided

QString countWords(const TrialCounts& counts, bool paused)
{
    QStringList parts;
    const auto add = [&](int number, const QString& word) {
        if (number > 0)
            parts << count(number) + QLatin1Char(' ') + word;
    };
    add(counts.finished, QObject::tr("finished"));
    add(counts.stoppedEarly, QObject::tr("stopped early"));
    add(counts.stopped, QObject::tr("stopped"));
    add(counts.running, paused ? QObject::tr("paused") : QObject::tr("running"));
    add(counts.waiting, QObject::tr("to come"));
    add(counts.diverged, QObject::tr("diverged"));
    add(counts.failed, QObject::tr("failed"));
    return parts.join(QStringLiteral(", "));
}

} // namespace

SweepHead::SweepHead(SweepSession& sweeps, QWidget* parent)
    : QWidget(parent),
      m_sweeps(sweeps),
      m_names(new QComboBox),
      m_measure(new MeasureBox),
      m_total(textLabel(TypeRole::TableStrong, Token::Text)),
      m_counts(new ElidedLabel),
      m_badge(new BadgeLabel),
      m_tied(textLabel(TypeRole::TableStrong, Token::Text)),
      m_range(new ElidedLabel),
      m_beside(new QPushButton(tr("Compare sweeps"))),
      m_report(new QPushButton(icon(QStringLiteral("down")), tr("Report…"))),
      m_resume(new QPushButton(tr("Go on"))),
      m_point(new QPushButton(icon(QStringLiteral("plus")), tr("Add point"))),
      m_new(new QPushButton(tr("New sweep…")))
{
    setGround(this, Token::Base);
    setMinimumHeight(headPixels);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_names->setMinimumWidth(180);
    m_names->setAccessibleName(tr("Sweep"));
    m_names->setToolTip(tr("Sweeps of this data, newest first"));
    setTextStyle(m_counts, TypeRole::Table, Token::Text2);
    setTextStyle(m_range, TypeRole::Table, Token::Text2);
    m_resume->setToolTip(tr("Finished trials are not run again; interrupted ones go on from their last epoch"));
    m_point->setToolTip(tr("One more trial with values of your own; while the sweep runs, too"));
    m_beside->setToolTip(tr("Up to three further sweeps of this data on the axes of this one"));
    m_report->setToolTip(tr("One PDF of the parts you tick, and where all of it comes from"));
    m_new->setCheckable(true);
    layOut();

    connect(m_names, &QComboBox::textActivated, &sweeps, &SweepSession::open);
    connect(m_resume, &QPushButton::clicked, &sweeps, &SweepSession::resume);
    connect(m_point, &QPushButton::clicked, this, &SweepHead::pointWanted);
    connect(m_new, &QPushButton::clicked, this, &SweepHead::sweepWanted);
    connect(&sweeps, &SweepSession::namesChanged, this, &SweepHead::listNames);
    listNames();
}

void SweepHead::layOut()
{
    QLabel* label = textLabel(TypeRole::Body, Token::Text3, nullptr, tr("Sweep"));
    label->setBuddy(m_names);
    QLabel* by = textLabel(TypeRole::Body, Token::Text3, nullptr, tr("by"));
    by->setBuddy(m_measure);
    m_words = new QWidget(this);
    m_buttons = new QWidget(this);
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_rows->setContentsMargins(12, 7, 12, 7);
    m_rows->setSpacing(6);
    m_rows->addWidget(m_words, 1);
    m_rows->addWidget(m_buttons);
    auto* row = makeRow(m_words, 6);
    row->addWidget(label);
    row->addWidget(m_names);
    row->addWidget(by);
    row->addWidget(m_measure);
    row->addSpacing(6);
    row->addWidget(m_total);
    row->addWidget(m_counts, 3);
    row->addSpacing(6);
    row->addWidget(m_badge);
    row->addWidget(m_tied);
    row->addWidget(m_range, 2);
    auto* buttons = makeRow(m_buttons, 6);
    for (QPushButton* button : {m_resume, m_beside, m_report, m_point, m_new})
        buttons->addWidget(button);
    buttons->addStretch();
}

void SweepHead::arrange()
{
    const int needed = m_words->minimumSizeHint().width() + m_buttons->sizeHint().width() + wordsThatShrink;
    m_rows->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void SweepHead::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void SweepHead::listNames()
{
    m_names->clear();
    for (const QString& name : m_sweeps.names())
        m_names->addItem(name);
    m_names->setEnabled(m_names->count() > 0);
    m_names->setCurrentText(m_sweeps.current() ? m_sweeps.current()->name : QString());
}

void SweepHead::setSliced(bool sliced)
{
    m_sliced = sliced;
}

void SweepHead::setFormShown(bool shown)
{
    m_new->setChecked(shown);
}

void SweepHead::setView(const SweepView& view)
{
    const LiveSweep* live = m_sweeps.current();
    m_names->setCurrentText(live ? live->name : QString());
    const TrialCounts counts = live ? countTrials(live->sweep) : TrialCounts{};
    const QString trials = live ? counted(counts.all, "trial") : QString();
    m_total->setText(live && m_sliced ? tr("%1, of all users").arg(trials) : trials);
    m_counts->setText(countWords(counts, view.paused));
    const int tied = view.facts ? view.facts->tied() : 0;
    m_badge->setText(tied > 1 ? tr("best set") : QString());
    m_tied->setText(tied > 1 ? tr("%1 trials tied").arg(tied) : tied == 1 ? tr("one trial alone") : QString());
    if (live && view.rule.rule != ValueRule::Rule::Best)
        m_tied->setText(tr("%1; ties are judged at the best epochs").arg(wordsOf(view.rule)));
    QString range;
    if (view.facts && live)
        if (const auto zones = view.facts->zones.find(view.axis); zones != view.facts->zones.end())
            range = tied > 1
                        ? tr("%1 %2 to %3")
                              .arg(optionWords(optionInfo(live->sweep, view.axis)), general(zones->second.low),
                                   general(zones->second.high))
                        : tr("%1 %2").arg(optionWords(optionInfo(live->sweep, view.axis)), general(zones->second.low));
    m_range->setText(range);
    m_beside->setEnabled(live && !live->sweep.trials.empty());
    m_report->setEnabled(live && !live->sweep.trials.empty());
    m_resume->setVisible(m_sweeps.canResume());
    arrange();
    m_point->setEnabled(live && !live->sweep.trials.empty() && (m_sweeps.isRunning() || !m_sweeps.isBusy()));
}

QString SweepHead::countsText() const
{
    return m_total->text() + QLatin1Char(' ') + m_counts->text();
}

QString SweepHead::bestText() const
{
    return m_tied->text() + QLatin1Char(' ') + m_range->text();
}

} // namespace tastescope::ui

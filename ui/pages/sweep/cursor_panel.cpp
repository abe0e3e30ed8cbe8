#include "ui/pages/sweep/cursor_panel.h"

#include "ui/pages/sweep/axis_slider.h"
#include "ui/pages/sweep/badge_label.h"
#include "ui/pages/sweep/sweep_view.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int cursorPanelInset = 12;

QVBoxLayout* makePanelColumn(QWidget* panel)
{
    setGround(panel, Token::Base);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(cursorPanelInset, 8, cursorPanelInset, 8);
    column->setSpacing(2);
    return column;
}

} // namespace

CursorPanel::CursorPanel(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel),
      m_value(new QLabel),
      m_trial(new ElidedLabel),
      m_zone(new BadgeLabel),
      m_slider(new AxisSlider)
{
    QVBoxLayout* column = makePanelColumn(this);
    setTextStyle(m_title, TypeRole::Title);
    setTextStyle(m_value, TypeRole::Display);
    setTextStyle(m_trial, TypeRole::Table, Token::Text2);
    column->addWidget(m_title);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_value, 0, Qt::AlignBaseline);
    row->addWidget(m_trial, 1, Qt::AlignBaseline);
    row->addWidget(m_zone);
    column->addLayout(row);
    column->addSpacing(4);
    column->addWidget(m_slider);
    connect(m_slider, &AxisSlider::markChosen, this, &CursorPanel::trialChosen);
}

void CursorPanel::setView(const SweepView& view, const DotData& slice)
{
    const SweepTrial* trial = view.live->find(view.trial);
    const bool hasAxis = !view.axis.empty();
    const QString title = hasAxis ? optionTitle(optionInfo(view.live->sweep, view.axis)) : tr("Trial");
    m_title->setText(hasAxis ? tr("%1 cursor").arg(QString(title).replace(QLatin1Char(' '), QLatin1Char('-'))) : title);
    m_value->setText(!trial    ? unknownNumber()
                     : hasAxis ? valueText(optionOf(view.live->sweep, *trial, view.axis))
                               : view.name(trial->id));
    m_trial->setText(trial && hasAxis ? tr("nearest trial, %1").arg(view.name(trial->id)) : QString());
    const std::optional<Zone> zone = trial ? view.zoneOf(*trial) : std::nullopt;
    const bool isAlone = zone == Zone::FlatOptimum && view.facts->zones.at(view.axis).trials < 2;
    m_zone->setText(!zone     ? QString()
                    : isAlone ? tr("best")
                              : wordOf(*zone),
                    zone == Zone::Diverging ? Token::Err : Token::Text2);
    m_slider->setVisible(hasAxis);
    m_slider->setAccessibleName(m_title->text());
    m_slider->setData(slice);
    m_slider->setMark(view.trial);
}

PairPanel::PairPanel(QWidget* parent)
    : QWidget(parent),
      m_title(new ElidedLabel),
      m_badge(new BadgeLabel),
      m_values(new ElidedLabel),
      m_difference(new QLabel),
      m_note(new ElidedLabel)
{
    QVBoxLayout* column = makePanelColumn(this);
    setTextStyle(m_title, TypeRole::TableStrong);
    setTextStyle(m_values, TypeRole::Table, Token::Text2);
    setTextStyle(m_difference, TypeRole::TableStrong);
    setTextStyle(m_note, TypeRole::Table, Token::Text2);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_badge);
    column->addLayout(head);
    auto* row = new QHBoxLayout;
    row->addWidget(m_values, 1);
    row->addWidget(m_difference);
    column->addLayout(row);
    column->addWidget(m_note);
}

void PairPanel::setView(const SweepView& view)
{
    const bool isJudged = view.facts && view.facts->sweep.best == view.best;
    const auto pair = isJudged ? pairAgainstBest(*view.facts, view.trial, neighbourOf(view, view.trial)) : std::nullopt;
    const auto value = [&](int id) {
        const SweepTrial* trial = view.live->find(id);
        return trial && !view.axis.empty() ? valueText(optionOf(view.live->sweep, *trial, view.axis)) : QString();
    };
    if (!pair) {
        m_title->setText(tr("Against the best"));
        m_badge->setText({});
        m_values->clear();
        m_difference->clear();
        const SweepTrial* trial = view.live->find(view.trial);
        if (trial && !trial->message.empty())
            return m_note->setText(shownMessage(trial->message));
        if (view.rule.rule != ValueRule::Rule::Best)
            return m_note->setText(tr("Trials are compared at their best epochs only."));
        m_note->setText(neighbourOf(view, view.trial) == 0 ? tr("No other trial is finished yet.")
                                                           : tr("Compared as soon as the trial is finished."));
        return;
    }
    const PairedComparison& difference = pair->difference;
    m_title->setText(tr("%1 against %2").arg(view.name(pair->first), view.name(pair->second)));
    m_badge->setText(difference.tied             ? tr("about tied")
                     : difference.difference > 0 ? tr("↑ better")
                                                 : tr("↓ worse"),
                     difference.tied             ? Token::Text2
                     : difference.difference > 0 ? Token::Ok
                                                 : Token::Err);
    m_values->setText(view.axis.empty() ? QString() : tr("%1 against %2").arg(value(pair->first), value(pair->second)));
    m_difference->setText(delta(difference.difference, difference.low, difference.high));
    m_note->setText(tr("Smallest difference this data can show: %1.").arg(ui::metric(difference.smallestDetectable)));
}

} // namespace tastescope::ui

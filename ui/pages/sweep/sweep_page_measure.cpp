// What the trials are held against each other by, and which of their epochs counts.
#include "ui/pages/sweep/measure_box.h"
#include "ui/pages/sweep/sweep_head.h"
#include "ui/pages/sweep/sweep_page.h"
#include "ui/session/selection.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"

namespace tastescope::ui {

void SweepPage::connectMeasure()
{
    MeasureBox* box = m_head->measureBox();
    const auto offer = [this, box] { box->offer(m_workspace.selection().k(), m_workspace.sweeps().measure()); };
    connect(&m_workspace.selection(), &Selection::kChanged, this, offer);
    connect(&m_workspace.sweeps(), &SweepSession::measureChanged, this, [this, offer] {
        offer();
        refresh();
    });
    connect(box, &MeasureBox::measureChosen, this, [this, box] { m_workspace.sweeps().setMeasure(box->measure()); });
    offer();
}

/// What was judged is said of the best epochs alone, and so is what training does not measure.
void SweepPage::takeRule()
{
    m_view.measure = m_workspace.sweeps().measure();
    m_view.rule = isMeasuredInTraining(m_view.measure) ? m_workspace.selection().valueRule() : ValueRule{};
    const bool isBest = m_view.rule.rule == ValueRule::Rule::Best;
    m_view.facts = isBest ? m_workspace.sweeps().facts() : nullptr;
}

} // namespace tastescope::ui

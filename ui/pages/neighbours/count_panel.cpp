#include "ui/pages/neighbours/count_panel.h"

#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/pages/neighbours/hit_line.h"
#include "ui/pages/neighbours/neighbour_figures.h"
#include "ui/parts/report/figure_source.h"
#include "ui/parts/slice/sliced_chart.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/scoped_neighbours.h"
#include "ui/session/selection.h"
#include "ui/session/slicing.h"
#include "ui/session/workspace.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

/// What the limit cuts off, which the bars cannot show: it is the person's own, not the data's. Empty: nothing.
QString limitWords(const NeighbourSession::Selection& selection, const BeyondLimit& beyond)
{
    const int limit = selection.options.maximum;
    if (beyond.atLimit == 0)
        return {};
    return CountPanel::tr("%1 at your limit of %2, median %3 more of %4")
        .arg(percent(static_cast<double>(beyond.atLimit) / static_cast<double>(beyond.users)), count(limit),
             general(beyond.median), count(static_cast<std::int64_t>(selection.reach.searched)));
}

QString nearWords(const NeighbourReach& reach)
{
    const QString searched = CountPanel::tr("of the %1 searched").arg(reach.searched);
    return reach.threshold > 0
               ? CountPanel::tr("at least %1 similar, %2").arg(fixed(static_cast<double>(reach.threshold), 2), searched)
               : CountPanel::tr("of any similarity, %1: drag the threshold").arg(searched);
}

} // namespace

CountPanel::CountPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_chart(new HistogramChart),
      m_panel(new ChartPanel(tr("Neighbours per user"), m_chart)),
      m_what(new QComboBox)
{
    auto* column = makeColumn(this);
    column->addWidget(m_panel, 1);
    m_below = addLineBelow(column);
    m_what->addItems({tr("kept"), tr("near")});
    m_what->setProperty(property::small, true);
    m_what->setAccessibleName(tr("Which neighbours are counted"));
    m_what->setToolTip(tr("Those kept, at most as many as you set, or all searched ones above the threshold"));
    m_panel->titleRow()->addTool(m_what);
    tellData(m_panel, m_workspace);
    tellUnsaved(m_panel, m_workspace);
    connect(m_what, &QComboBox::currentIndexChanged, this, &CountPanel::show);
    bindToSlices(
        m_chart, [this] { return number(); }, workspace);
}

UserNumber CountPanel::number() const
{
    return m_what->currentIndex() == 0 ? UserNumber::Neighbours : UserNumber::Near;
}

/// Null: they are on their way.
const Distribution* CountPanel::shownCounts() const
{
    if (number() == UserNumber::Neighbours) {
        const NeighbourSummary* summary = scopedSummary(m_workspace);
        return summary ? &summary->neighbourCount : nullptr;
    }
    const ScopedNeighbours::Found* found = m_workspace.scopedNeighbours().found();
    return found ? &found->near : nullptr;
}

void CountPanel::show()
{
    const auto& selection = m_workspace.neighbours().selection();
    if (!selection)
        return;
    const OfUsers<std::int32_t>& values =
        number() == UserNumber::Neighbours ? selection->statistics.neighbours : selection->reach.near;
    const Distribution* counts = shownCounts();
    HistogramData shown =
        slicedBars(values, tr("neighbours"), false, counts ? std::optional(counts->median) : std::nullopt, m_workspace);
    Statistics figures = counts ? countFigures(*counts) : Statistics();
    shown.line = hitLine(m_workspace, values, shown.bars);
    if (shown.line)
        figures.legend << LegendEntry{shown.line->style, shown.line->name};
    m_chart->setData(std::move(shown));
    showBrush(m_chart, number(), m_workspace);
    m_panel->setStatistics(figures);
    m_panel->setCaption(m_workspace.slicing().words());
    QString below = nearWords(selection->reach);
    if (number() == UserNumber::Neighbours) {
        const ScopedNeighbours::Found* found = m_workspace.scopedNeighbours().found();
        const bool isAll = m_workspace.selection().users().isAll();
        below = isAll   ? limitWords(*selection, selection->beyond)
                : found ? limitWords(*selection, found->beyond)
                        : QString();
    }
    m_below->setText(below);
    m_below->setVisible(!below.isEmpty());
}

QString CountPanel::words() const
{
    return m_below->text();
}

} // namespace tastescope::ui

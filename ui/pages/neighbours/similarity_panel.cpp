#include "ui/pages/neighbours/similarity_panel.h"

#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/threshold_chart.h"
#include "ui/pages/neighbours/neighbour_controls.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/answer_runner.h"
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
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int kthBars = 30;

} // namespace

SimilarityPanel::SimilarityPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_chart(new ThresholdChart),
      m_panel(new ChartPanel(tr("Similarity"), m_chart)),
      m_what(new QComboBox),
      m_keep(new QPushButton(tr("Keep")))
{
    auto* column = makeColumn(this);
    column->addWidget(m_panel, 1);
    m_below = addLineBelow(column);
    m_what->addItems({tr("pairs"), tr("last kept")});
    m_what->setProperty(property::small, true);
    m_what->setAccessibleName(tr("Similarity of what"));
    m_what->setToolTip(tr("Of all searched pairs, or of each user's neighbour at the limit"));
    m_keep->setProperty(property::small, true);
    m_keep->setAccessibleName(tr("Keep the threshold"));
    m_keep->setToolTip(tr("Pass over neighbours below the threshold from now on (Enter in the chart)"));
    m_keep->hide();
    m_panel->titleRow()->addTool(m_keep);
    m_panel->titleRow()->addTool(m_what);

    tellData(m_panel, m_workspace);
    tellUnsaved(m_panel, m_workspace);
    connect(m_what, &QComboBox::currentIndexChanged, this, &SimilarityPanel::show);
    connect(m_keep, &QPushButton::clicked, m_chart, &ThresholdChart::keep);
    connect(m_chart, &ThresholdChart::triedChanged, this, &SimilarityPanel::countTried);
    connect(m_chart, &ThresholdChart::keptChanged, this, &SimilarityPanel::keep);
    connect(&workspace.neighbours(), &NeighbourSession::selectionChanged, this, &SimilarityPanel::show);
    connect(&workspace.neighbours(), &NeighbourSession::optionsChanged, this, &SimilarityPanel::show);
    connect(&workspace.selection(), &Selection::sliceChanged, this, &SimilarityPanel::show);
    connect(&workspace.scopedNeighbours(), &ScopedNeighbours::changed, this, &SimilarityPanel::show);
    show();
}

void SimilarityPanel::show()
{
    const NeighbourSession& session = m_workspace.neighbours();
    if (!session.selection())
        return;
    (m_what->currentIndex() == 0 ? showPairs() : showKth());
    m_chart->setKept(static_cast<double>(session.selectionOptions().minimumSimilarity));
    countTried();
}

void SimilarityPanel::showPairs()
{
    m_chart->setData({.bars = m_workspace.neighbours().similarities(),
                      .valueName = tr("similarity"),
                      .countName = tr("pairs"),
                      .wholeNumbers = false});
    m_words = tr("Drag the threshold to count what it leaves, of all users");
}

/// What the limit is really about: where it is far above the threshold, it cuts off what is near.
void SimilarityPanel::showKth()
{
    const NeighbourReach& reach = m_workspace.neighbours().selection()->reach;
    const auto known = [](const std::vector<float>& all) {
        std::vector<double> values;
        for (const float similarity : all)
            if (similarity > 0)
                values.push_back(static_cast<double>(similarity));
        return values;
    };
    const UserSet& users = m_workspace.selection().users();
    const std::vector<float> scoped = users.valuesOf(reach.similarityOfKth);
    const std::vector<double> values = known(scoped);
    HistogramData data{.bars = histogram(known(reach.similarityOfKth.values()), kthBars, false, false),
                       .valueName = tr("similarity of neighbour %1").arg(reach.k),
                       .countName = tr("users"),
                       .wholeNumbers = false};
    if (const ScopedNeighbours::Found* found = m_workspace.scopedNeighbours().found())
        data.median = found->medianOfKth;
    if (!users.isAll())
        data.part = recounted(data.bars, values).counts;
    m_chart->setData(std::move(data));
    m_words = tr("Of neighbour %1, the last one your limit lets in: %2 users, %3 have fewer.")
                  .arg(count(reach.k), count(static_cast<std::int64_t>(values.size())),
                       count(static_cast<std::int64_t>(scoped.size() - values.size())));
}

void SimilarityPanel::countTried()
{
    m_keep->setVisible(m_chart->tried().has_value());
    m_counts.reset();
    const auto& selection = m_workspace.neighbours().selection();
    if (!m_chart->tried() || !selection) {
        m_workspace.answers().forget(this);
        showWords();
        return;
    }
    m_workspace.answers().ask(
        this,
        [found = m_workspace.neighbours().found(), dataset = selection->dataset->hash(),
         threshold = static_cast<float>(*m_chart->tried()), users = m_workspace.selection().users()](
            const JobContext&) { return countAbove(*found, dataset, threshold, users); },
        [this](const Outcome<ThresholdCounts>& outcome) {
            if (const auto* counts = std::get_if<ThresholdCounts>(&outcome))
                m_counts = *counts;
            showWords();
        });
}

void SimilarityPanel::showWords()
{
    if (!m_counts) {
        m_below->setText(m_words);
        return;
    }
    m_below->setText(
        tr("%1: %4 of %5 users alone, %2 of %3 pairs. Enter keeps it, Esc goes back.")
            .arg(fixed(static_cast<double>(m_counts->threshold), 2), shortCount(static_cast<double>(m_counts->pairs)),
                 shortCount(static_cast<double>(m_counts->allPairs)), count(m_counts->alone), count(m_counts->users)));
}

QString SimilarityPanel::words() const
{
    return m_below->text();
}

void SimilarityPanel::keep(double threshold)
{
    NeighbourSession& session = m_workspace.neighbours();
    SelectionOptions options = session.selectionOptions();
    options.minimumSimilarity = static_cast<float>(threshold);
    stepSelection(m_workspace, session.selectionOptions(), options);
}

} // namespace tastescope::ui

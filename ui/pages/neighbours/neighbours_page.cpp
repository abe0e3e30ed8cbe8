#include "ui/pages/neighbours/neighbours_page.h"

#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/pages/neighbours/count_panel.h"
#include "ui/pages/neighbours/insight_strip.h"
#include "ui/pages/neighbours/neighbour_controls.h"
#include "ui/pages/neighbours/neighbour_figures.h"
#include "ui/pages/neighbours/neighbour_panel.h"
#include "ui/pages/neighbours/similarity_panel.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/report/figure_source.h"
#include "ui/parts/slice/sliced_chart.h"
#include "ui/session/memory_words.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/scoped_neighbours.h"
#include "ui/session/selection.h"
#include "ui/session/slicing.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/appearance.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>

namespace tastescope::ui {

NeighboursPage::NeighboursPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_stack(new QStackedLayout(this))
{
    setGround(this, Token::Base);
    m_stack->addWidget(m_empty = makeEmpty());
    m_stack->addWidget(underInsights(makeFull()));
    bindToSlices(m_chosen.chart, UserNumber::TimesChosen, workspace);
    bindToSlices(m_reach.chart, UserNumber::InReach, workspace);
    for (HistogramChart* chart : {m_count->chart(), m_chosen.chart, m_reach.chart})
        connect(chart, &HistogramChart::barClicked, this, &NeighboursPage::lookAtFirst);
    NeighbourSession& session = workspace.neighbours();
    for (const auto signal : {&NeighbourSession::searchStarted, &NeighbourSession::searchEnded,
                              &NeighbourSession::selectionStarted, &NeighbourSession::selectionChanged})
        connect(&session, signal, this, &NeighboursPage::show);
    connect(&workspace.data(), &OpenData::changed, this, &NeighboursPage::show);
    connect(&workspace.users(), &UserSession::sourceChanged, m_count, &CountPanel::show);
    connect(&workspace.selection(), &Selection::kChanged, m_count, &CountPanel::show);
    connect(&workspace.selection(), &Selection::sliceChanged, this, &NeighboursPage::show);
    connect(&workspace.scopedNeighbours(), &ScopedNeighbours::changed, this, &NeighboursPage::show);
    show();
}

EmptyState* NeighboursPage::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("neigh"));
    m_search = empty->addButton(tr("Find neighbours"),
                                [this] { m_workspace.neighbours().search(m_workspace.neighbours().searchOptions()); });
    m_search->setToolTip(tr("Exact cosine over all libraries; seconds for a hundred thousand users"));
    return empty;
}

void NeighboursPage::showEmpty()
{
    const auto& dataset = m_workspace.data().dataset();
    const bool searching = m_workspace.neighbours().isFinding();
    NeighbourSession& session = m_workspace.neighbours();
    const QString problem =
        memoryWords(tr("The search for neighbours"), session.memory(session.searchOptions())).problem;
    m_search->setVisible(dataset && !searching);
    m_search->setEnabled(problem.isEmpty());
    if (!dataset)
        m_empty->setWords(tr("No data open"), tr("Open files, drop a folder on the window, or explore the sample."));
    else if (searching)
        m_empty->setWords(tr("Finding neighbours"), tr("%1 users are compared, each with all others.")
                                                        .arg(count(static_cast<std::int64_t>(dataset->userCount()))));
    else if (!problem.isEmpty())
        m_empty->setWords(tr("Not enough memory"), problem);
    else
        m_empty->setWords(tr("No neighbours yet"),
                          tr("The nearest users of every user appear here once they are searched."));
}

/// The suggestions stay in view when the page scrolls.
QWidget* NeighboursPage::underInsights(QWidget* content)
{
    auto* page = new QWidget;
    auto* layout = makeColumn(page);
    layout->addWidget(new InsightStrip(m_workspace));
    layout->addWidget(content, 1);
    return page;
}

NeighboursPage::View NeighboursPage::makeView(const QString& title)
{
    auto* chart = new HistogramChart;
    auto* panel = new ChartPanel(title, chart);
    tellData(panel, m_workspace);
    tellUnsaved(panel, m_workspace);
    return {chart, panel};
}

QWidget* NeighboursPage::makeFull()
{
    m_count = new CountPanel(m_workspace);
    m_chosen = makeView(tr("Times chosen"));
    m_reach = makeView(tr("Items in reach"));
    m_neighbours = new NeighbourPanel(m_workspace);

    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(new NeighbourControls(m_workspace), 0, 0, 1, 5);
    grid->addWidget(m_count, 1, 0);
    grid->addWidget(new Hairline(Qt::Vertical), 1, 1);
    grid->addWidget(m_chosen.panel, 1, 2);
    grid->addWidget(new Hairline(Qt::Vertical), 1, 3);
    grid->addWidget(m_reach.panel, 1, 4);
    grid->addWidget(new Hairline(Qt::Horizontal), 2, 0, 1, 5);
    grid->addWidget(new SimilarityPanel(m_workspace), 3, 0);
    grid->addWidget(new Hairline(Qt::Vertical), 3, 1);
    grid->addWidget(m_neighbours, 3, 2, 1, 3);
    for (const int row : {1, 3})
        grid->setRowStretch(row, 1);
    for (const int column : {0, 2, 4})
        grid->setColumnStretch(column, 1);
    setRoomyMinimum(*content, 840, 520);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    setGround(scroll->viewport(), Token::Base);
    return scroll;
}

void NeighboursPage::show()
{
    const NeighbourSession& session = m_workspace.neighbours();
    const auto selection = session.selection();
    showEmpty();
    m_stack->setCurrentIndex(selection ? 1 : 0);
    if (!selection || !m_workspace.data().dataset())
        return;
    const NeighbourStatistics& found = selection->statistics;
    const NeighbourSummary* summary = scopedSummary(m_workspace);
    const QString items = plural(m_workspace.data().dataset()->nouns().item);
    m_reach.panel->setTitle(tr("%1 in reach").arg(items.left(1).toUpper() + items.mid(1)));
    m_count->show();
    m_chosen.chart->setData(slicedBars(found.timesChosen, tr("times chosen"), true,
                                       summary ? std::optional(summary->popularity.median) : std::nullopt,
                                       m_workspace));
    m_chosen.panel->setStatistics(summary ? chosenFigures(summary->popularity, summary->neverChosen) : Statistics());
    m_reach.chart->setData(slicedBars(found.inReach, tr("%1 in reach").arg(items), false,
                                      summary ? std::optional(summary->reachableItems.median) : std::nullopt,
                                      m_workspace));
    m_reach.panel->setStatistics(summary ? countFigures(summary->reachableItems) : Statistics());
    for (const View* view : {&m_chosen, &m_reach})
        view->panel->setCaption(m_workspace.slicing().words());
}

/// A click on a bar is a question about somebody, too.
void NeighboursPage::lookAtFirst()
{
    const auto& slice = m_workspace.selection().slice();
    if (slice && !slice->users.empty())
        m_workspace.selection().setUser(slice->users.front());
}

} // namespace tastescope::ui

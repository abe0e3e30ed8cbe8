#include "ui/pages/neighbours/neighbours_page.h"

#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/pages/neighbours/hit_line.h"
#include "ui/pages/neighbours/insight_strip.h"
#include "ui/pages/neighbours/neighbour_controls.h"
#include "ui/pages/neighbours/neighbour_panel.h"
#include "ui/parts/empty_state.h"
#include "ui/session/messages.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>

#include <cmath>

namespace tastescope::ui {

namespace {

QString figure(double value)
{
    return value == std::floor(value) ? count(static_cast<std::int64_t>(value)) : fixed(value, 2);
}

/// The same fields in the same order as the original published them.
Statistics countFigures(const Distribution& d)
{
    return {{{NeighboursPage::tr("users"), count(d.count)},
             {NeighboursPage::tr("min"), figure(d.min)},
             {NeighboursPage::tr("p25"), figure(d.p25)},
             {NeighboursPage::tr("median"), figure(d.median)},
             {NeighboursPage::tr("mean"), fixed(d.mean, 2)},
             {NeighboursPage::tr("p75"), figure(d.p75)},
             {NeighboursPage::tr("p99"), figure(d.p99)},
             {NeighboursPage::tr("max"), figure(d.max)}}};
}

Statistics chosenFigures(const Distribution& d, std::int64_t never)
{
    return {{{NeighboursPage::tr("users"), count(d.count)},
             {NeighboursPage::tr("min"), figure(d.min)},
             {NeighboursPage::tr("median"), figure(d.median)},
             {NeighboursPage::tr("mean"), fixed(d.mean, 2)},
             {NeighboursPage::tr("p90"), figure(d.p90)},
             {NeighboursPage::tr("p99"), figure(d.p99)},
             {NeighboursPage::tr("max"), figure(d.max)},
             {NeighboursPage::tr("never"), count(never)}},
            {},
            NeighboursPage::tr("log axis")};
}

HistogramData bars(const std::vector<std::int32_t>& values, const QString& name, bool logarithmic, double median)
{
    return {.bars = histogram(asDoubles(values), 30, true, logarithmic),
            .valueName = name,
            .countName = NeighboursPage::tr("users"),
            .logarithmicX = logarithmic,
            .median = median};
}

} // namespace

NeighboursPage::NeighboursPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_stack(new QStackedLayout(this))
{
    setGround(this, Token::Base);
    m_stack->addWidget(m_empty = makeEmpty());
    m_stack->addWidget(underInsights(makeFull()));
    const auto statistics = [this]() -> const NeighbourStatistics& {
        return m_workspace.neighbours().selection()->statistics;
    };
    connectView(
        m_count, [statistics]() -> const auto& { return statistics().neighbours; });
    connectView(
        m_chosen, [statistics]() -> const auto& { return statistics().timesChosen; });
    connectView(
        m_reach, [statistics]() -> const auto& { return statistics().inReach; });
    connect(m_similarity, &HistogramChart::barClicked, this, &NeighboursPage::chooseThreshold);
    NeighbourSession& session = workspace.neighbours();
    for (const auto signal :
         {&NeighbourSession::searchStarted, &NeighbourSession::searchEnded, &NeighbourSession::selectionChanged})
        connect(&session, signal, this, &NeighboursPage::show);
    connect(&workspace.data(), &OpenData::changed, this, &NeighboursPage::show);
    connect(&workspace.users(), &UserSession::sourceChanged, this, &NeighboursPage::showCounts);
    connect(&workspace.selection(), &Selection::kChanged, this, &NeighboursPage::showCounts);
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
    const bool searching = m_workspace.neighbours().isSearching();
    m_search->setVisible(dataset && !searching);
    if (!dataset)
        m_empty->setWords(tr("No data open"), tr("Open files, drop a folder on the window, or explore the sample."));
    else if (searching)
        m_empty->setWords(tr("Finding neighbours"), tr("%1 users are compared, each with all others.")
                                                        .arg(count(static_cast<std::int64_t>(dataset->userCount()))));
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

NeighboursPage::View NeighboursPage::makeView(const QString& title, const QString& words)
{
    auto* chart = new HistogramChart;
    auto* panel = new ChartPanel(title, chart);
    connect(panel, &ChartPanel::exportFailed, this, [this](const QString& text) {
        m_workspace.messages().notify({NoticeKind::Error, tr("The picture was not saved"), text});
    });
    return {chart, panel, words};
}

QWidget* NeighboursPage::makeFull()
{
    m_count = makeView(tr("Neighbours per user"), tr("%1 neighbours"));
    m_chosen = makeView(tr("Times chosen"), tr("chosen %1 times"));
    m_reach = makeView(tr("Items in reach"), tr("%1 items in reach"));
    const View similarity = makeView(tr("Similarity"), {});
    m_similarity = similarity.chart;
    m_similarityPanel = similarity.panel;
    m_similarityPanel->setCaption(tr("of searched pairs, all users"));
    m_neighbours = new NeighbourPanel(m_workspace);

    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(new NeighbourControls(m_workspace), 0, 0, 1, 5);
    grid->addWidget(m_count.panel, 1, 0);
    grid->addWidget(new Hairline(Qt::Vertical), 1, 1);
    grid->addWidget(m_chosen.panel, 1, 2);
    grid->addWidget(new Hairline(Qt::Vertical), 1, 3);
    grid->addWidget(m_reach.panel, 1, 4);
    grid->addWidget(new Hairline(Qt::Horizontal), 2, 0, 1, 5);
    grid->addWidget(m_similarityPanel, 3, 0);
    grid->addWidget(new Hairline(Qt::Vertical), 3, 1);
    grid->addWidget(m_neighbours, 3, 2, 1, 3);
    for (const int row : {1, 3})
        grid->setRowStretch(row, 1);
    for (const int column : {0, 2, 4})
        grid->setColumnStretch(column, 1);
    content->setMinimumSize(840, 520);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    setGround(scroll->viewport(), Token::Base);
    return scroll;
}

void NeighboursPage::connectView(const View& view, std::function<const std::vector<std::int32_t>&()> values)
{
    connect(view.chart, &HistogramChart::barClicked, this,
            [this, view, values](double low, double high) { slice(view, values(), low, high); });
    connect(view.chart, &HistogramChart::brushChanged, this, [this, view, values](const std::optional<Range>& brush) {
        if (brush)
            slice(view, values(), brush->low, brush->high);
        else
            m_workspace.selection().setSlice(std::nullopt);
    });
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
    const QString items = plural(m_workspace.data().dataset()->nouns().item);
    m_reach.panel->setTitle(tr("%1 in reach").arg(items.left(1).toUpper() + items.mid(1)));
    m_reach.words = tr("%1 %2 in reach").arg(QStringLiteral("%1"), items);
    showCounts();
    m_chosen.chart->setData(bars(found.timesChosen, tr("times chosen"), true, found.popularity.median));
    m_chosen.panel->setStatistics(chosenFigures(found.popularity, found.neverChosen));
    m_reach.chart->setData(bars(found.inReach, tr("%1 in reach").arg(items), false, found.reachableItems.median));
    m_reach.panel->setStatistics(countFigures(found.reachableItems));
    showSimilarities();
}

/// The line of the run in front stands over the bars, on an axis of its own.
void NeighboursPage::showCounts()
{
    const auto selection = m_workspace.neighbours().selection();
    if (!selection)
        return;
    const NeighbourStatistics& found = selection->statistics;
    HistogramData shown = bars(found.neighbours, tr("neighbours"), false, found.neighbourCount.median);
    Statistics figures = countFigures(found.neighbourCount);
    shown.line = hitLine(m_workspace, found.neighbours, shown.bars);
    if (shown.line)
        figures.legend << LegendEntry{shown.line->style, shown.line->name};
    m_count.chart->setData(std::move(shown));
    m_count.panel->setStatistics(figures);
}

void NeighboursPage::showSimilarities()
{
    const NeighbourSession& session = m_workspace.neighbours();
    m_similarity->setData({.bars = session.similarities(),
                           .valueName = tr("similarity"),
                           .countName = tr("pairs"),
                           .wholeNumbers = false});
    const auto threshold = static_cast<double>(session.selectionOptions().minimumSimilarity);
    m_similarity->setThreshold(threshold > 0 ? std::optional(threshold) : std::nullopt);
}

void NeighboursPage::slice(const View& view, const std::vector<std::int32_t>& values, double low, double high)
{
    Slice slice;
    for (std::size_t user = 0; user < values.size(); ++user)
        if (values[user] >= low && values[user] < high)
            slice.users.push_back(User{static_cast<std::int32_t>(user)});
    const auto first = static_cast<std::int64_t>(std::ceil(low));
    const auto last = static_cast<std::int64_t>(std::ceil(high)) - 1;
    slice.name = view.words.arg(first >= last ? count(first) : tr("%1 to %2").arg(count(first), count(last)));
    const bool any = !slice.users.empty();
    const User nearest = any ? slice.users.front() : User{};
    m_workspace.selection().setSlice(std::move(slice));
    if (any)
        m_workspace.selection().setUser(nearest);
}

/// A click on a bar leaves out the pairs below it; another on the same bar takes them in again.
void NeighboursPage::chooseThreshold(double low)
{
    SelectionOptions options = m_workspace.neighbours().selectionOptions();
    const auto threshold = static_cast<float>(low);
    options.minimumSimilarity = options.minimumSimilarity == threshold ? 0 : threshold;
    m_workspace.neighbours().setSelectionOptions(options);
}

} // namespace tastescope::ui

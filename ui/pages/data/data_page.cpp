#include "ui/pages/data/data_page.h"

#include "core/neighbours/neighbour_health.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/charts/spread/lorenz_chart.h"
#include "ui/charts/spread/rank_chart.h"
#include "ui/pages/data/count_strip.h"
#include "ui/pages/data/health_panel.h"
#include "ui/pages/data/provenance_panel.h"
#include "ui/parts/empty_state.h"
#include "ui/session/answer_runner.h"
#include "ui/session/messages.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QStackedLayout>

namespace tastescope::ui {

DataPage::DataPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_stack(new QStackedLayout(this))
{
    setGround(this, Token::Base);
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makeFull());
    for (ChartPanel* panel : {m_likesPanel, m_popularityPanel, m_ownedPanel, m_lorenzPanel, m_explorationPanel})
        watchExports(panel);
    connect(m_likes, &HistogramChart::barClicked, this, &DataPage::sliceByLikes);
    connect(&workspace.data(), &OpenData::changed, this, &DataPage::load);
    connect(&workspace.neighbours(), &NeighbourSession::selectionChanged, this, &DataPage::checkNeighbours);
    load();
}

QWidget* DataPage::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("data"));
    empty->setWords(tr("No data open"),
                    tr("Drop a file or a folder anywhere on this window, or open one with Ctrl+O."));
    return empty;
}

QWidget* DataPage::makeFull()
{
    auto* content = new QWidget;
    auto* layout = makeColumn(content);
    m_counts = new CountStrip;
    layout->addWidget(m_counts);
    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(makeCharts(), 21);
    body->addWidget(new Hairline(Qt::Vertical));
    body->addWidget(makeSide(), 10);
    layout->addLayout(body, 1);
    content->setMinimumHeight(560);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    return scroll;
}

QWidget* DataPage::makeCharts()
{
    m_likes = new HistogramChart;
    m_likesPanel = new ChartPanel({}, m_likes);
    m_popularity = new RankChart;
    m_popularityPanel = new ChartPanel({}, m_popularity);
    m_owned = new HistogramChart;
    m_ownedPanel = new ChartPanel(tr("Ownership"), m_owned);
    m_lorenz = new LorenzChart;
    m_lorenzPanel = new ChartPanel(tr("Concentration"), m_lorenz);

    auto* charts = new QWidget;
    auto* grid = new QGridLayout(charts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_likesPanel, 0, 0);
    grid->addWidget(new Hairline(Qt::Vertical), 0, 1, 3, 1);
    grid->addWidget(m_popularityPanel, 0, 2);
    grid->addWidget(new Hairline(Qt::Horizontal), 1, 0, 1, 3);
    grid->addWidget(m_ownedPanel, 2, 0);
    grid->addWidget(m_lorenzPanel, 2, 2);
    for (const int row : {0, 2})
        grid->setRowStretch(row, 1);
    for (const int column : {0, 2})
        grid->setColumnStretch(column, 1);
    return charts;
}

QWidget* DataPage::makeSide()
{
    m_health = new HealthPanel(m_workspace);
    m_exploration = new HistogramChart;
    m_explorationPanel = new ChartPanel(tr("Exploration"), m_exploration);
    m_explorationPanel->setFixedHeight(186);
    m_provenance = new ProvenancePanel;

    auto* side = new QWidget;
    side->setMinimumWidth(280);
    auto* layout = makeColumn(side);
    layout->addWidget(m_health, 1);
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(m_explorationPanel);
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(m_provenance);
    return side;
}

void DataPage::watchExports(ChartPanel* panel)
{
    connect(panel, &ChartPanel::exportFailed, this, [this](const QString& text) {
        m_workspace.messages().notify({NoticeKind::Error, tr("The picture was not saved"), text});
    });
}

void DataPage::load()
{
    const auto dataset = m_workspace.data().dataset();
    m_stack->setCurrentIndex(dataset ? 1 : 0);
    if (!dataset) {
        m_workspace.answers().forget(this);
        return;
    }
    m_provenance->setDataset(*dataset);
    m_workspace.answers().ask(
        this,
        [dataset](const JobContext&) {
            return Findings{describe(*dataset), checkHealth(*dataset)};
        },
        [this](const Outcome<Findings>& outcome) {
            if (const auto* findings = std::get_if<Findings>(&outcome))
                show(*findings);
            else if (const auto* failure = std::get_if<Failure>(&outcome))
                m_workspace.messages().notify(
                    {NoticeKind::Error, tr("The dataset could not be described"), failure->message});
        });
}

void DataPage::show(const Findings& findings)
{
    showCounts(findings.summary);
    showLikes(findings.summary);
    showPopularity(findings.summary);
    showOwnership(findings.summary);
    showExploration(findings.summary);
    m_health->setRows(findings.health);
}

void DataPage::checkNeighbours()
{
    const auto& selection = m_workspace.neighbours().selection();
    m_health->setNeighbours(selection ? std::optional(tastescope::checkNeighbours(selection->statistics))
                                      : std::nullopt);
}

/// The users whose number of positives is in [low, high) become the slice.
void DataPage::sliceByLikes(double low, double high)
{
    const auto dataset = m_workspace.data().dataset();
    if (!dataset)
        return;
    const Split& split = dataset->split();
    Slice slice;
    for (const User user : idsUpTo<User>(dataset->userCount())) {
        const std::size_t likes = split.train.row(user).size() + split.validation.row(user).size()
                                  + split.test.row(user).size() + split.cold.row(user).size();
        if (static_cast<double>(likes) >= low && static_cast<double>(likes) < high)
            slice.users.push_back(user);
    }
    const auto first = static_cast<std::int64_t>(low);
    const auto last = static_cast<std::int64_t>(high) - 1;
    slice.name = first >= last ? tr("%1 liked").arg(first) : tr("%1 to %2 liked").arg(first).arg(last);
    m_workspace.selection().setSlice(std::move(slice));
}

} // namespace tastescope::ui

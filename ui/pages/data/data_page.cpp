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
#include "ui/parts/report/figure_source.h"
#include "ui/parts/slice/sliced_chart.h"
#include "ui/session/answer_runner.h"
#include "ui/session/messages.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/theme/appearance.h"
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
    for (ChartPanel* panel : {m_positivesPanel, m_popularityPanel, m_ownedPanel, m_lorenzPanel, m_explorationPanel})
        watchExports(panel);
    bindToSlices(m_positives, UserNumber::Positives, workspace);
    connect(&workspace.selection(), &Selection::sliceChanged, this, &DataPage::load);
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
    setRoomyMinimum(*content, 0, 560);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    return scroll;
}

QWidget* DataPage::makeCharts()
{
    m_positives = new HistogramChart;
    m_positivesPanel = new ChartPanel({}, m_positives);
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
    grid->addWidget(m_positivesPanel, 0, 0);
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
    tellData(panel, m_workspace);
    tellUnsaved(panel, m_workspace);
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
        [dataset, users = m_workspace.selection().users()](const JobContext&) {
            const DatasetSummary all = describe(*dataset);
            return Findings{all, users.isAll() ? all : describe(*dataset, 30, users), checkHealth(*dataset)};
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
    showCounts(findings.scoped);
    showPositives(findings);
    showPopularity(findings.scoped);
    showOwnership(findings);
    showExploration(findings);
    m_health->setRows(findings.health);
}

void DataPage::checkNeighbours()
{
    const auto& selection = m_workspace.neighbours().selection();
    m_health->setNeighbours(selection ? std::optional(tastescope::checkNeighbours(selection->statistics))
                                      : std::nullopt);
}

} // namespace tastescope::ui

// How the charts of a sweep are put together and linked.
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/parallel/parallel_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sweep/sweep_charts.h"
#include "ui/tables/table_view.h"
#include "ui/theme/appearance.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace tastescope::ui {

namespace {

QComboBox* makeAxisBox(const QString& name)
{
    auto* box = new QComboBox;
    box->setProperty(property::small, true);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setMaximumWidth(128);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

/// The same three buttons in the title of each face, so that one can go from any to any.
QWidget* makeSegments(int pressed, const std::function<void(int)>& show)
{
    auto* segments = new QWidget;
    auto* row = makeRow(segments);
    const QStringList texts{QObject::tr("Trials"), QObject::tr("Curves"), QObject::tr("Map")};
    const QStringList places{QStringLiteral("first"), QStringLiteral("middle"), QStringLiteral("last")};
    const QStringList tips{QObject::tr("In the order of the trials"), QObject::tr("All trials by epoch"),
                           QObject::tr("Two parameters against one another")};
    for (int i = 0; i < texts.size(); ++i) {
        auto* button = new QPushButton(texts.at(i));
        button->setCheckable(true);
        button->setChecked(i == pressed);
        button->setProperty(property::segment, places.at(i));
        button->setProperty(property::small, true);
        button->setToolTip(tips.at(i));
        QObject::connect(button, &QPushButton::clicked, segments, [button, i, pressed, show] {
            button->setChecked(i == pressed); // each face has buttons of its own
            show(i);
        });
        row->addWidget(button);
    }
    return segments;
}

} // namespace

SweepCharts::SweepCharts(QWidget* parent) : QWidget(parent)
{
    setGround(this, Token::Base);
    auto* top = new QHBoxLayout;
    top->setSpacing(0);
    QWidget* faces = makeFaces();
    QWidget* slice = makeSlice();
    for (QWidget* widget : {faces, slice})
        widget->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    m_topLine = new Hairline(Qt::Vertical);
    top->addWidget(faces, 15);
    top->addWidget(m_topLine);
    top->addWidget(slice, 22);
    m_tabs = new QTabBar;
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Charts"));
    m_tabs->addTab(tr("History"));
    m_tabs->addTab(tr("Slice"));
    m_tabs->hide();
    connect(m_tabs, &QTabBar::currentChanged, this, &SweepCharts::arrangeTop);
    auto* column = makeColumn(this);
    column->addWidget(m_tabs);
    column->addLayout(top, 13);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(makeLines(), 10);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(makeTable(), 11);
    for (MarkView* chart : {static_cast<MarkView*>(m_history), static_cast<MarkView*>(m_map),
                            static_cast<MarkView*>(m_slice), static_cast<MarkView*>(m_lines)})
        connectMarks(chart);
}

QWidget* SweepCharts::makeFaces()
{
    m_faces = new QStackedWidget;
    setRoomyMinimum(*m_faces, 0, 220);
    m_history = new DotChart;
    m_curves = new CurveChart;
    m_map = new ParameterMap;
    m_map->setEmptyText(tr("Only one parameter varies: the map needs two."));
    auto* history = new ChartPanel(tr("History"), m_history);
    auto* curves = new ChartPanel(tr("Curves"), m_curves);
    auto* map = new ChartPanel(tr("Map"), m_map);
    history->setObjectName(QStringLiteral("history"));
    curves->setObjectName(QStringLiteral("curves"));
    map->setObjectName(QStringLiteral("map"));
    m_mapX = makeAxisBox(tr("Parameter to the right"));
    m_mapY = makeAxisBox(tr("Parameter upward"));
    map->setCaption(tr("brighter is better"));
    auto* mapFace = new QWidget;
    auto* axes = new QHBoxLayout;
    axes->setContentsMargins(12, 2, 12, 6);
    axes->setSpacing(8);
    axes->addWidget(m_mapY);
    axes->addStretch();
    axes->addWidget(m_mapX);
    auto* mapColumn = makeColumn(mapFace);
    mapColumn->addWidget(map, 1);
    mapColumn->addLayout(axes);
    for (QComboBox* box : {m_mapX, m_mapY})
        connect(box, &QComboBox::activated, this, &SweepCharts::fillMap);
    addAllButton(history);
    addAllButton(curves);
    int face = History;
    for (ChartPanel* panel : {history, curves, map}) {
        panel->titleRow()->addTool(makeSegments(face++, [this](int wanted) { showFace(wanted); }));
        m_faces->addWidget(panel == map ? mapFace : panel);
        m_panels.push_back(panel);
    }
    return m_faces;
}

void SweepCharts::addAllButton(ChartPanel* panel)
{
    auto* button = new QPushButton(tr("All"));
    button->setCheckable(true);
    button->setProperty(property::small, true);
    button->setAccessibleName(tr("All trials, else those near the best"));
    button->setToolTip(
        tr("All trials. Else only those near the best, within %1 intervals, and how many are below; a log "
           "axis ends where trials diverge  A")
            .arg(nearIntervals));
    panel->titleRow()->addTool(button);
    m_all.push_back(button);
    connect(button, &QPushButton::clicked, this, &SweepCharts::showAll);
    if (auto* dots = qobject_cast<DotChart*>(panel->chart()))
        connect(dots, &DotChart::allChanged, this, &SweepCharts::showAll);
}

QWidget* SweepCharts::makeSlice()
{
    m_slice = new DotChart;
    m_slice->setEmptyText(tr("No number varies in this sweep."));
    m_slicePanel = new ChartPanel(tr("Slice"), m_slice);
    m_slicePanel->setObjectName(QStringLiteral("slice"));
    m_axis = makeAxisBox(tr("Parameter"));
    m_slicePanel->titleRow()->addTool(m_axis);
    addAllButton(m_slicePanel);
    m_panels.push_back(m_slicePanel);
    connect(m_axis, &QComboBox::activated, this, [this] { emit axisChosen(m_axis->currentData().toString()); });
    connect(m_slice, &DotChart::pointWanted, this, &SweepCharts::pointWanted);
    connect(m_slice, &DotChart::cursorMoved, this, [this](MarkId id) { emit trialChosen(id); });
    return m_slicePanel;
}

QWidget* SweepCharts::makeLines()
{
    m_lines = new ParallelChart;
    m_lines->setEmptyText(tr("Lines appear here as trials go on."));
    m_linesPanel = new ChartPanel(tr("Parallel coordinates"), m_lines);
    m_linesPanel->setObjectName(QStringLiteral("parallel"));
    m_linesPanel->setCaption(tr("parameters that vary"));
    setRoomyMinimum(*m_linesPanel, 0, 180);
    m_brushBest = new QPushButton(tr("Best 20 %"));
    m_brushBest->setCheckable(true);
    m_brushBest->setChecked(true);
    m_brushBest->setProperty(property::small, true);
    m_brushBest->setToolTip(
        tr("Brush the best fifth of the trials, once %1 are finished; drag along any axis for another brush")
            .arg(fewestTrialsForClaims));
    m_linesPanel->titleRow()->addTool(m_brushBest);
    m_panels.push_back(m_linesPanel);
    connect(m_brushBest, &QPushButton::clicked, this, &SweepCharts::brushBest);
    connect(m_lines, &ParallelChart::brushChanged, this, [this] {
        m_brushBest->setChecked(false);
        m_linesPanel->setKey(m_lines->key());
    });
    return m_linesPanel;
}

QWidget* SweepCharts::makeTable()
{
    auto* panel = new QWidget;
    auto* column = makeColumn(panel);
    m_tableTitle = new PanelTitle(tr("Trials"));
    m_tableTitle->tableButton()->hide(); // it is one
    m_tableTitle->moreButton()->hide();
    m_tableTitle->exportButton()->setToolTip(tr("Save the table as CSV"));
    m_bySeed = new QPushButton(tr("Seeds as groups"));
    m_bySeed->setCheckable(true);
    m_bySeed->setChecked(true);
    m_bySeed->setProperty(property::small, true);
    m_bySeed->setToolTip(
        tr("One row a point: mean and range over its seeds, and points against each other as settings"));
    m_tableTitle->addTool(m_bySeed);
    connect(m_bySeed, &QPushButton::clicked, this, &SweepCharts::fillTable);
    m_table = new TableView(tr("Trials"));
    setRoomyMinimum(*m_table, 0, 120);
    column->addWidget(m_tableTitle);
    column->addWidget(m_table, 1);
    connect(m_tableTitle->exportButton(), &QToolButton::clicked, this, &SweepCharts::exportTable);
    connect(m_table, &TableView::rowHovered, this, [this](int row) {
        const auto trial = row >= 0 ? std::optional<MarkId>(m_rows->shown(row).id) : std::nullopt;
        setHovered(trial);
        emit trialHovered(trial);
    });
    connect(m_table, &TableView::currentRowChanged, this, [this](int row) {
        if (row >= 0 && !m_following)
            emit trialChosen(m_rows->shown(row).id);
    });
    connect(m_table, &TableView::menuWanted, this, [this](QMenu* menu, int row) {
        if (row >= 0)
            emit menuWanted(menu, m_rows->shown(row).id, selectedTrials());
    });
    connect(m_table, &TableView::menuClosed, this, &SweepCharts::tableLetGo);
    return panel;
}

void SweepCharts::connectMarks(MarkView* chart)
{
    connect(chart, &MarkView::hoveredChanged, this, [this](const std::optional<MarkId>& trial) {
        setHovered(trial);
        emit trialHovered(trial);
    });
    connect(chart, &MarkView::selectionChanged, this, &SweepCharts::choose);
    for (ChartPanel* panel : m_panels) {
        if (panel->chart() != chart)
            continue;
        QMenu* menu = panel->titleRow()->moreButton()->menu();
        const QList<QAction*> always = menu->actions();
        connect(menu, &QMenu::aboutToShow, this, [this, chart, menu, always] {
            for (QAction* action : menu->actions()) // of the trial the menu was shown over before
                if (!always.contains(action)) {
                    menu->removeAction(action);
                    action->deleteLater();
                }
            emit menuWanted(menu, static_cast<int>(chart->hovered().value_or(m_view.trial)), {});
        });
    }
}

} // namespace tastescope::ui

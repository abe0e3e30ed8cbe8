#include "ui/pages/sweep/beside_panel.h"

#include "core/data/dataset.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sweep/beside_curves.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/messages.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int besideRefreshMs = 100; // at most ten times a second
constexpr int besidePixels = 250;
constexpr int hashKept = 16; // letters that tell data apart

/// By the data: the sweeps of others are not offered.
QString keptKey(const Workspace& workspace)
{
    return QStringLiteral("sweeps/beside/") + QString::fromStdString(workspace.data().dataset()->hash()).left(hashKept);
}

} // namespace

BesidePanel::BesidePanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_beside(workspace.sweeps(), workspace.data()),
      m_menu(new QMenu(this)),
      m_distribution(new CurveChart),
      m_best(new CurveChart),
      m_distributionPanel(new ChartPanel(tr("Distribution"), m_distribution)),
      m_bestPanel(new ChartPanel(tr("Best so far"), m_best))
{
    setGround(this, Token::Base);
    m_distributionPanel->setObjectName(QStringLiteral("distribution"));
    m_bestPanel->setObjectName(QStringLiteral("best"));
    for (CurveChart* chart : {m_distribution, m_best})
        chart->setEmptyText(tr("No trial is finished yet."));
    auto* charts = new QWidget;
    charts->setFixedHeight(besidePixels);
    auto* row = makeRow(charts);
    row->addWidget(m_distributionPanel, 1);
    row->addWidget(new Hairline(Qt::Vertical));
    row->addWidget(m_bestPanel, 1);
    auto* column = makeColumn(this);
    column->addWidget(charts);
    column->addWidget(new Hairline(Qt::Horizontal));

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(besideRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &BesidePanel::showSweeps);
    const auto showSoon = [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    };
    connect(&m_beside, &SweepsBeside::changed, this, showSoon);
    connect(&workspace.selection(), &Selection::valueRuleChanged, this, showSoon);
    connect(&workspace.sweeps(), &SweepSession::measureChanged, this, showSoon);
    connect(m_menu, &QMenu::aboutToShow, this, &BesidePanel::fillMenu);
    connect(&m_beside, &SweepsBeside::failed, this, [this](const QString& title, const QString& message) {
        m_workspace.messages().notify({NoticeKind::Error, title, message});
    });
    for (ChartPanel* panel : panels())
        tellUnsaved(panel, m_workspace);
    for (const auto signal : {&SweepSession::namesChanged, &SweepSession::currentChanged})
        connect(&m_workspace.sweeps(), signal, this, &BesidePanel::restore);
    connect(&m_workspace.data(), &OpenData::changed, this, &BesidePanel::restore); // it may open after they are listed
    showSweeps();
}

void BesidePanel::fillMenu()
{
    m_menu->clear();
    const std::vector<QString> names = m_beside.offered();
    if (names.empty())
        m_menu->addAction(tr("No other sweep of this data"))->setEnabled(false);
    for (const QString& name : names) {
        QAction* action = m_menu->addAction(withoutMnemonics(name));
        action->setCheckable(true);
        action->setChecked(m_beside.isChosen(name));
        action->setEnabled(action->isChecked() || m_beside.canChoose());
        connect(action, &QAction::triggered, this, [this, name](bool on) { choose(name, on); });
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Open Another…")), &QAction::triggered, this, &BesidePanel::folderWanted);
}

void BesidePanel::choose(const QString& name, bool isBeside)
{
    const QString key = keptKey(m_workspace);
    QStringList kept = m_workspace.settings().value(key).toStringList();
    kept.removeAll(name);
    if (isBeside)
        kept << name;
    m_workspace.settings().setValue(key, kept);
    m_beside.choose(name, isBeside);
}

/// What stood beside one another stands there again, as soon as it is listed.
void BesidePanel::restore()
{
    if (!m_workspace.data().dataset())
        return;
    const std::vector<QString> offered = m_beside.offered();
    for (const QString& name : m_workspace.settings().value(keptKey(m_workspace)).toStringList())
        if (std::ranges::find(offered, name) != offered.end() && !m_beside.isChosen(name) && m_beside.canChoose())
            m_beside.choose(name, true);
}

/// As the page, as far as it is known of sweeps that are not open: what only models that were kept can tell is not.
SweepView BesidePanel::wantedValue() const
{
    SweepView by;
    if (const Measure& measure = m_workspace.sweeps().measure(); isMeasuredInTraining(measure))
        by.measure = measure;
    by.rule = m_workspace.selection().valueRule();
    return by;
}

void BesidePanel::showSweeps()
{
    const std::vector<NamedSweep> sweeps = m_beside.shown();
    setVisible(!sweeps.empty());
    const SweepView by = wantedValue();
    m_distribution->setData(distributionCurves(sweeps, by));
    m_best->setData(bestSoFarCurves(sweeps, by));
    const QString note = besideNote(sweeps, by);
    const QString title = besideTitle(by);
    const QString caption = tr("trials with at most this %1; further right is better").arg(title);
    m_bestPanel->setCaption(tr("%1 by trial").arg(title));
    m_distributionPanel->setCaption(note.isEmpty() ? caption : tr("%1. %2").arg(caption, note));
    QStringList names;
    for (const NamedSweep& of : sweeps)
        names << tr("%1, %2, seed %3")
                     .arg(of.name, counted(static_cast<std::int64_t>(of.sweep->trials.size()), "trial"))
                     .arg(of.sweep->config.seed);
    const auto& dataset = m_workspace.data().dataset();
    if (dataset)
        names << tr("hash %1").arg(shortHash(QString::fromStdString(dataset->hash())));
    for (ChartPanel* panel : panels())
        panel->setSource(names.join(QStringLiteral("; ")));
}

} // namespace tastescope::ui

#include "ui/pages/sweep/sweep_charts.h"

#include "core/base/atomic_file.h"
#include "core/base/file_name.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/parallel/parallel_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sweep/sweep_report.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/tables/table_view.h"
#include "ui/theme/appearance.h"

#include <QComboBox>
#include <QFileDialog>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int sweepChartsNarrow = 720; // px: the titles need their buttons whole
constexpr double brushedShare = 0.2;

void fill(QComboBox* box, const Sweep& sweep, const std::vector<std::string>& options, const std::string& wanted)
{
    QStringList names;
    for (const std::string& option : options)
        names << QString::fromStdString(option);
    QStringList there;
    for (int i = 0; i < box->count(); ++i)
        there << box->itemData(i).toString();
    if (there != names) {
        box->clear();
        for (const std::string& option : options)
            box->addItem(optionTitle(optionInfo(sweep, option)), QString::fromStdString(option));
    }
    box->setCurrentIndex(static_cast<int>(names.indexOf(QString::fromStdString(wanted))));
    box->setVisible(options.size() > 1);
}

} // namespace

std::vector<ChartPanel*> SweepCharts::panels() const
{
    return m_panels;
}

const DotData& SweepCharts::slice() const
{
    return m_slice->data();
}

void SweepCharts::setView(const SweepView& view)
{
    m_view = view;
    m_history->setEmptyText(whyNoValues(view));
    m_history->setData(historyDots(view));
    m_curves->setEmptyText(whyNoCurves(view));
    m_curves->setData(allCurves(view));
    fillAxes(view);
    m_slice->setData(view.axis.empty() ? DotData{} : sliceDots(view));
    m_slice->setCursorMark(view.trial > 0 ? std::optional<MarkId>(view.trial) : std::nullopt);
    fillMap();
    m_lines->setData(parallelLines(view, m_showsAll));
    m_brushBest->setEnabled(countTrials(view.live->sweep).finished >= fewestTrialsForClaims);
    if (m_brushBest->isChecked())
        brushBest(true);
    m_linesPanel->setKey(m_lines->key());
    m_linesPanel->setCaption(m_lines->isBrushed() ? tr("parameters that vary; brushed by %1").arg(view.title())
                                                  : tr("parameters that vary"));
    for (MarkView* chart : {static_cast<MarkView*>(m_history), static_cast<MarkView*>(m_map),
                            static_cast<MarkView*>(m_slice), static_cast<MarkView*>(m_lines)})
        chart->setSelected(view.trial > 0 ? std::vector<MarkId>{view.trial} : std::vector<MarkId>());
    fillTable();
    for (ChartPanel* panel : m_panels)
        panel->setSource(originOf(view));
}

void SweepCharts::setHovered(const std::optional<MarkId>& trial)
{
    for (MarkView* chart : {static_cast<MarkView*>(m_history), static_cast<MarkView*>(m_map),
                            static_cast<MarkView*>(m_slice), static_cast<MarkView*>(m_lines)})
        chart->setHovered(trial);
    m_table->setHoveredRow(trial ? rowOf(static_cast<int>(*trial)) : -1);
}

void SweepCharts::choose(const std::vector<MarkId>& ids)
{
    if (!ids.empty())
        emit trialChosen(ids.back());
}

void SweepCharts::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrangeTop();
}

void SweepCharts::arrangeTop()
{
    const bool isTabbed = width() < sweepChartsNarrow * currentAppearance().textPercent / 100;
    m_tabs->setVisible(isTabbed);
    m_topLine->setVisible(!isTabbed);
    m_faces->setVisible(!isTabbed || m_tabs->currentIndex() == 0);
    m_slicePanel->setVisible(!isTabbed || m_tabs->currentIndex() == 1);
}

void SweepCharts::showFace(int face)
{
    m_faces->setCurrentIndex(face);
}

void SweepCharts::showAll(bool all)
{
    m_showsAll = all;
    for (DotChart* chart : {m_history, m_slice})
        chart->setAll(all);
    m_curves->setAll(all);
    for (QPushButton* button : m_all)
        button->setChecked(all);
    if (m_view.live)
        m_lines->setData(parallelLines(m_view, all));
}

void SweepCharts::fillAxes(const SweepView& view)
{
    const Sweep& sweep = view.live->sweep;
    fill(m_axis, sweep, numericAxes(sweep), view.axis);
    const OptionInfo info = optionInfo(sweep, view.axis);
    m_tabs->setTabText(1, view.axis.empty() ? tr("Slice") : optionTitle(info));
    m_slicePanel->setTitle(view.axis.empty() ? tr("Slice") : optionTitle(info));
    const QString band =
        sweep.config.seeds > 1 ? tr("mean and whiskers of %1 seeds").arg(sweep.config.seeds) : tr("95 % intervals");
    m_slicePanel->setCaption(view.axis.empty() ? QString() : info.logarithmic ? tr("log axis, %1").arg(band) : band);
    const std::vector<std::string> options = varyingOptions(sweep);
    const bool isBest = view.rule.rule == ValueRule::Rule::Best;
    const QString title = isBest ? view.title() : tr("%1, %2").arg(view.title(), wordsOf(view.rule));
    m_panels.front()->setCaption(sweep.config.seeds > 1 ? tr("%1, %2").arg(title, band) : title);
    m_panels[Curves]->setCaption(view.title());
    const std::string x = m_mapX->currentData().toString().toStdString();
    const std::string y = m_mapY->currentData().toString().toStdString();
    const auto has = [&](const std::string& name) { return std::ranges::find(options, name) != options.end(); };
    fill(m_mapX, sweep, options, has(x) ? x : options.empty() ? "" : options.front());
    fill(m_mapY, sweep, options, has(y) ? y : options.size() < 2 ? "" : options[1]);
}

void SweepCharts::fillMap()
{
    const std::string x = m_mapX->currentData().toString().toStdString();
    const std::string y = m_mapY->currentData().toString().toStdString();
    const bool hasTwo = m_mapX->count() > 1 && !x.empty() && !y.empty();
    m_map->setData(hasTwo ? parameterMap(m_view, x, y) : MapData{});
}

void SweepCharts::fillTable()
{
    if (m_table->isHeld())
        return; // filled when it is let go
    const std::vector<std::string> options = varyingOptions(m_view.live->sweep);
    m_bySeed->setVisible(m_view.live->sweep.config.seeds > 1);
    if (!m_rows || options != m_options || m_view.measure != m_measure || isBySeed() != m_isBySeed) {
        m_options = options;
        m_measure = m_view.measure;
        m_isBySeed = isBySeed();
        auto rows = std::make_unique<RowTable<TrialRow>>(trialColumns(m_view, options, m_isBySeed));
        rows->setExplainer(m_explain);
        m_table->setTable(rows.get());
        m_rows = std::move(rows); // the old one goes after the view let go of it
        connect(m_rows.get(), &QAbstractItemModel::layoutChanged, this, &SweepCharts::captionTable);
    }
    m_following = true;
    auto rows = m_isBySeed ? pointRows(m_view, options) : trialRows(m_view, options);
    const bool isNew = rows != m_rows->rows();
    const int scrolled = m_table->verticalScrollBar()->value();
    if (isNew)
        m_rows->setRows(std::move(rows));
    if (const int row = rowOf(m_view.trial); row >= 0 && row != m_table->currentIndex().row())
        m_table->selectRow(row);
    if (isNew)
        m_table->verticalScrollBar()->setValue(scrolled); // where the person reads, whatever goes on
    m_following = false;
    captionTable();
}

void SweepCharts::captionTable()
{
    const auto rows = static_cast<std::int64_t>(m_rows->rows().size());
    const QString trials = m_isBySeed
                               ? tr("%1 of %2 seeds").arg(counted(rows, "point")).arg(m_view.live->sweep.config.seeds)
                               : counted(rows, "trial");
    const int column = m_rows->sortedBy();
    const QString title = column < 0 ? QString() : m_rows->title(column);
    m_tableTitle->setCaption(column < 0        ? tr("%1, sorted by %2, unfinished first").arg(trials, m_view.title())
                             : title.isEmpty() ? tr("%1, sorted by number").arg(trials)
                                               : tr("%1, sorted by %2").arg(trials, title));
}

int SweepCharts::rowOf(int trial) const
{
    if (!m_rows)
        return -1;
    for (int row = 0; row < m_rows->rowCount(); ++row)
        if (const auto& members = m_rows->shown(row).members; std::ranges::find(members, trial) != members.end())
            return row;
    return -1;
}

bool SweepCharts::isBySeed() const
{
    return m_view.live->sweep.config.seeds > 1 && m_bySeed->isChecked();
}

std::vector<int> SweepCharts::selectedTrials() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    for (int& row : rows)
        row = m_rows->shown(row).id;
    return rows;
}

void SweepCharts::brushBest(bool on)
{
    const QSignalBlocker quiet(m_lines);
    if (on && m_brushBest->isEnabled())
        m_lines->brushBest(brushedShare);
    else
        m_lines->clearBrushes();
    m_brushBest->setChecked(on);
    m_linesPanel->setKey(m_lines->key());
}

void SweepCharts::exportTable()
{
    const QString wanted =
        QString::fromStdString(fileNameOf(m_view.live->name.toStdString())) + QStringLiteral("-trials.csv");
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the table"), wanted, tr("Table (*.csv)"));
    if (path.isEmpty())
        return;
    try {
        replaceFile(path.toStdU16String(), m_rows->toCsv().toStdString());
    } catch (const std::exception& error) {
        emit tableExportFailed(shownMessage(error.what()));
    }
}

} // namespace tastescope::ui

#include "ui/pages/sweep/new_sweep_panel.h"

#include "core/experiment/sweep_cost.h"
#include "core/models/model_kind.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"
#include "ui/pages/sweep/measure_box.h"
#include "ui/pages/sweep/search_row.h"
#include "ui/parts/run_pace.h"
#include "ui/session/first_steps.h"
#include "ui/session/job_queue.h"
#include "ui/session/memory_words.h"
#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/pace_session.h"
#include "ui/session/run_book.h"
#include "ui/session/selection.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

namespace {

enum Preset { AsNextRun, Published, FiveRates };

} // namespace

SweepConfig fiveLearningRates(const ModelOptions& options)
{
    SweepConfig config;
    config.base.model = learningRateOf(options) ? options : defaultOptions(learningModel);
    config.base.name = "learning-rates";
    config.space.axes = {parseAxis(config.base.model, "learning_rate=grid(0.001,0.003,0.01,0.03,0.1)")};
    config.scheduler = Scheduler::Grid;
    config.points = 0;
    return config;
}

NewSweepPanel::NewSweepPanel(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace)
{
    setGround(this, Token::Window);
    setAccessibleName(tr("New sweep"));
    auto* layout = makeColumn(this);
    layout->addWidget(makeHead());
    layout->addWidget(new Hairline(Qt::Horizontal));
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeFields());
    layout->addWidget(scroll, 1);
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(makeFoot());
    connect(&workspace.jobs(), &JobQueue::changed, this, [this] {
        if (isVisible() && !m_workspace.jobs().isBusy())
            refresh();
    });
    connect(&workspace.data(), &OpenData::changed, this, &NewSweepPanel::refresh);
    connect(&workspace.paces(), &PaceSession::measured, this, &NewSweepPanel::refresh);
    const auto offer = [this] { offerMeasures(m_workspace.sweeps().measure()); };
    connect(&workspace.sweeps(), &SweepSession::measureChanged, this, offer);
    connect(&workspace.selection(), &Selection::kChanged, this, [this] { offerMeasures(m_measure->measure()); });
    offer();
    applyPreset();
}

void NewSweepPanel::makeRows(const ModelOptions& model)
{
    m_model = model;
    m_rows.clear();
    while (QLayoutItem* item = m_rowsLayout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    std::string group;
    for (const OptionInfo& info : optionInfos(model)) {
        if (info.group != group) {
            auto* heading = new QLabel(QString::fromStdString(info.group));
            heading->setContentsMargins(12, 6, 12, 2);
            setTextStyle(heading, TypeRole::TableStrong, Token::Text2);
            m_rowsLayout->addWidget(heading);
        }
        group = info.group;
        auto* row = new SearchRow(model, info);
        connect(row, &SearchRow::edited, this, &NewSweepPanel::refresh);
        m_rowsLayout->addWidget(row);
        m_rows.push_back(row);
    }
    tabInOrder(this);
}

SearchRow* NewSweepPanel::row(const std::string& option) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const SearchRow* row) { return row->info().name == option; });
    return found == m_rows.end() ? nullptr : *found;
}

void NewSweepPanel::setConfig(const SweepConfig& config)
{
    m_filling = true;
    if (!config.base.name.empty())
        m_name->setText(QString::fromStdString(config.base.name));
    m_models->setCurrentIndex(m_models->findData(QString::fromStdString(std::string(modelName(config.base.model)))));
    showSearch(config);
    makeRows(config.base.model);
    for (const SearchAxis& axis : config.space.axes)
        if (SearchRow* found = row(axis.name))
            found->setAxis(axis);
    m_filling = false;
    refresh();
}

void NewSweepPanel::applyPreset()
{
    SweepConfig config = fiveLearningRates(m_workspace.nextRun().options());
    if (m_presets->currentIndex() == Published) {
        config = publishedSweep();
        config.base.name = "lr-published";
    } else if (m_presets->currentIndex() == AsNextRun) {
        config = SweepConfig{};
        config.base.model = m_workspace.nextRun().options();
        config.base.name = "sweep";
        config.points = 12;
        if (learningRateOf(config.base.model))
            config.space.axes = {parseAxis(config.base.model, "learning_rate=loguniform(0.001,0.1)")};
    }
    setConfig(config);
}

SweepConfig NewSweepPanel::config() const
{
    SweepConfig config;
    config.base.model = m_model;
    config.base.dataset = m_workspace.data().source().paths.join(QLatin1Char(' ')).toStdString();
    const QString name = m_name->text().trimmed().replace(QLatin1Char('/'), QLatin1Char('-'));
    config.base.name = name.isEmpty() ? "sweep" : name.toStdString();
    for (const SearchRow* row : m_rows) {
        if (!row->isValid())
            throw Error(row->info().title + " cannot be used as it stands."); // the row says why
        if (row->axis())
            config.space.axes.push_back(*row->axis());
        else
            setOption(config.base.model, row->info().name, row->value());
    }
    takeSearch(config);
    checkSweep(config);
    return config;
}

void NewSweepPanel::refresh()
{
    if (m_filling)
        return;
    const auto scheduler = std::get<std::string>(m_search->row("scheduler")->value());
    m_search->row("points")->setEnabled(scheduler != toText(Scheduler::Grid));
    for (const char* ofHalving : {"eta", "min_epochs"})
        m_search->row(ofHalving)->setEnabled(scheduler == toText(Scheduler::Halving));
    QString problem;
    try {
        const SweepConfig wanted = config();
        problem = showCost(wanted);
        const auto trials = pointCount(wanted) * wanted.seeds;
        m_run->setText(trials == 1 ? tr("Run 1 trial") : tr("Run %1 trials").arg(count(trials)));
    } catch (const Error& error) {
        problem = shownMessage(error.what());
        m_needs->clear();
        m_time->clear();
        m_run->setText(tr("Run sweep"));
    }
    if (problem.isEmpty() && m_workspace.sweeps().isBusy())
        problem = tr("%1 is still running. Wait for it or stop it first.").arg(m_workspace.sweeps().running()->name);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_run->setEnabled(problem.isEmpty() && m_workspace.data().dataset());
}

QString NewSweepPanel::showCost(const SweepConfig& config)
{
    const auto& dataset = m_workspace.data().dataset();
    if (!dataset)
        return {};
    std::optional<double> rate;
    if (const ModelOptions& options = config.base.model; modelKind(options).pace) {
        rate = m_workspace.paces().rate(options);
        if (!rate && isVisible() && !m_workspace.jobs().isBusy() && !runLike(options, m_workspace.runs()))
            m_workspace.paces().measure(options);
    }
    const auto seconds = sweepSeconds(config, *dataset, m_workspace.runs(), rate);
    const MemoryWords memory = memoryWords(tr("The sweep"), sweepMemory(config, m_workspace.data().opened().size));
    m_needs->setText(memory.free.isEmpty() ? memory.needs : tr("%1, %2").arg(memory.needs, memory.free));
    const auto epochs = epochsInAll(config);
    const QString work = epochs > 0 ? tr("%1 epochs").arg(count(epochs)) : QString();
    m_time->setText(seconds ? tr("About %1 for %2").arg(duration(*seconds), work) : work);
    return memory.problem;
}

void NewSweepPanel::run()
{
    try {
        m_workspace.sweeps().start(config());
        m_workspace.sweeps().setMeasure(m_measure->measure());
        emit started();
    } catch (const Error& error) {
        m_problem->setText(shownMessage(error.what()));
        m_problem->show();
    }
}

void NewSweepPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace tastescope::ui

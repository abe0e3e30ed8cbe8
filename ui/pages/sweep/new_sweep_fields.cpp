// How the form of a new sweep is put together.
#include "core/models/model_kind.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"
#include "ui/pages/sweep/measure_box.h"
#include "ui/pages/sweep/new_sweep_panel.h"
#include "ui/parts/form_head.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <thread>

namespace tastescope::ui {

namespace {

constexpr int newSweepFieldsInset = 12;
constexpr int fieldPixels = 112;
constexpr int measurePixels = 172; // "NDCG@100, full ranking"

int cores()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace

QWidget* NewSweepPanel::makeHead()
{
    const FormHead head = makeFormHead(tr("New sweep"));
    m_presets = new QComboBox;
    m_presets->addItem(tr("as the next run"));
    m_presets->addItem(tr("published"));
    m_presets->addItem(tr("5 learning rates"));
    m_presets->setProperty(property::small, true);
    m_presets->setFixedWidth(140);
    m_presets->setAccessibleName(tr("Sweep to start from"));
    m_presets->setToolTip(tr("Sweep to start from; choosing one sets every field"));
    head.row->insertWidget(1, m_presets);
    connect(m_presets, &QComboBox::activated, this, &NewSweepPanel::applyPreset);
    connect(head.close, &QToolButton::clicked, this, &NewSweepPanel::closed);
    return head.widget;
}

QWidget* NewSweepPanel::makeFields()
{
    m_name = new QLineEdit;
    m_name->setProperty(property::small, true);
    m_name->setAccessibleName(tr("Name"));
    m_models = new QComboBox;
    for (const ModelKind& kind : modelKinds())
        m_models->addItem(QString::fromUtf8(kind.title.data(), static_cast<qsizetype>(kind.title.size())),
                          QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size())));
    m_measure = new MeasureBox;
    m_search = new OptionForm;
    auto* content = new QWidget;
    setGround(content, Token::Window);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(newSweepFieldsInset, 8, newSweepFieldsInset, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    const std::pair<QString, QWidget*> fields[] = {
        {tr("Name"), m_name}, {tr("Model"), m_models}, {tr("Judged by"), m_measure}};
    for (const auto& [title, field] : fields) {
        auto* label = textLabel(TypeRole::Body, Token::Text2, nullptr, title);
        label->setBuddy(field);
        field->setProperty(property::small, true);
        field->setFixedWidth(fieldPixels);
        field->setAccessibleName(title);
        grid->addWidget(label, grid->rowCount(), 0);
        grid->addWidget(field, grid->rowCount() - 1, 1);
    }
    m_measure->setFixedWidth(measurePixels);
    m_rowsLayout = new QVBoxLayout;
    m_rowsLayout->setContentsMargins(0, 4, 0, 8);
    m_rowsLayout->setSpacing(0);
    auto* column = makeColumn(content);
    column->addLayout(grid);
    for (QWidget* part : {static_cast<QWidget*>(new Hairline(Qt::Horizontal)), static_cast<QWidget*>(m_search),
                          static_cast<QWidget*>(new Hairline(Qt::Horizontal))})
        column->addWidget(part);
    column->addLayout(m_rowsLayout);
    column->addStretch(1);

    connect(m_models, &QComboBox::activated, this, [this] {
        SweepConfig fresh;
        fresh.base.model = defaultOptions(m_models->currentData().toString().toStdString());
        setConfig(fresh);
    });
    connect(m_name, &QLineEdit::textChanged, this, &NewSweepPanel::refresh);
    connect(m_search, &OptionForm::edited, this, &NewSweepPanel::refresh);
    connect(m_search, &OptionForm::validityChanged, this, &NewSweepPanel::refresh);
    return content;
}

void NewSweepPanel::offerMeasures(const Measure& chosen)
{
    m_measure->offer(m_workspace.selection().k(), chosen);
}

void NewSweepPanel::showSearch(const SweepConfig& config)
{
    std::vector<FormField> fields;
    const auto add = [&fields](OptionInfo info, const OptionValue& value, const OptionValue& preset) {
        if (info.name == "jobs")
            info.maximum = std::max<double>(cores(), static_cast<double>(std::get<std::int64_t>(value)));
        if (info.name != "threads") // all cores, as every job of the window
            fields.push_back({std::move(info), value, preset});
    };
    for (const OptionField<SweepConfig>& field : sweepFields())
        add(field.info, field.read(config), field.read({}));
    for (const OptionField<RunConfig>& field : trialFields())
        add(field.info, field.read(config.base), field.read({}));
    m_search->setFields(fields);
}

void NewSweepPanel::takeSearch(SweepConfig& config) const
{
    if (!m_search->isValid())
        throw Error(m_search->firstProblem().toStdString());
    const std::vector<OptionInfo> ofSweep = infosOf(sweepFields());
    for (const OptionRow* row : m_search->rows()) {
        const std::string& name = row->info().name;
        if (std::ranges::find(ofSweep, name, &OptionInfo::name) != ofSweep.end())
            setField(sweepFields(), config, name, row->value());
        else
            setField(trialFields(), config.base, name, row->value());
    }
    if (config.scheduler == Scheduler::Grid)
        config.points = 0; // all of them
}

QWidget* NewSweepPanel::makeFoot()
{
    auto* foot = new QWidget;
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(newSweepFieldsInset, 10, newSweepFieldsInset, newSweepFieldsInset);
    column->setSpacing(2);
    m_needs = textLabel(TypeRole::Table, Token::Text2);
    m_time = textLabel(TypeRole::Table, Token::Text2);
    m_problem = textLabel(TypeRole::Table, Token::Err);
    m_problem->setWordWrap(true);
    m_run = new QPushButton(tr("Run sweep"));
    m_run->setProperty(property::primary, true);
    for (QLabel* label : {m_needs, m_time, m_problem})
        column->addWidget(label);
    column->addSpacing(6);
    column->addWidget(m_run);
    connect(m_run, &QPushButton::clicked, this, &NewSweepPanel::run);
    return foot;
}

} // namespace tastescope::ui

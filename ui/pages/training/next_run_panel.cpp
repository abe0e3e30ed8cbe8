#include "ui/pages/training/next_run_panel.h"

#include "core/experiment/run_cost.h"
#include "core/models/model_kind.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"
#include "ui/pages/training/key_hint_button.h"
#include "ui/pages/training/model_list.h"
#include "ui/parts/run_pace.h"
#include "ui/session/guide.h"
#include "ui/session/job_queue.h"
#include "ui/session/memory_words.h"
#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/pace_session.h"
#include "ui/session/run_book.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int nextRunPanelInset = 12;
constexpr int nextRunPanelHeadPixels = 38;

} // namespace

NextRunPanel::NextRunPanel(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace)
{
    setGround(this, Token::Window);
    setAccessibleName(tr("Next run"));
    m_models = new ModelList(workspace);
    m_form = new OptionForm;
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    setGround(content, Token::Window);
    auto* fields = makeColumn(content);
    fields->addWidget(m_models);
    fields->addWidget(new Hairline(Qt::Horizontal));
    fields->addWidget(m_form, 1);
    scroll->setWidget(content);
    auto* layout = makeColumn(this);
    layout->addWidget(makeHead());
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(scroll, 1);
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(makeFoot());

    connect(m_form, &OptionForm::edited, this, &NextRunPanel::take);
    connect(m_form, &OptionForm::validityChanged, this, &NextRunPanel::updateButton);
    connect(m_presets, &QComboBox::activated, this, &NextRunPanel::applyPreset);
    connect(&workspace.nextRun(), &NextRun::optionsChanged, this, &NextRunPanel::follow);
    connect(&workspace.data(), &OpenData::changed, this, &NextRunPanel::follow);
    connect(&workspace.paces(), &PaceSession::measured, this, &NextRunPanel::updateCost);
    connect(&workspace.guide(), &Guide::optionWanted, this, [this](const QString& name) {
        if (OptionRow* row = m_form->row(name.toStdString()))
            row->field()->setFocus(Qt::ShortcutFocusReason);
    });
    follow();
}

QWidget* NextRunPanel::makeHead()
{
    auto* head = new QWidget;
    head->setFixedHeight(rowHeight(nextRunPanelHeadPixels, TypeRole::Title));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(nextRunPanelInset, 0, nextRunPanelInset, 0);
    row->setSpacing(8);
    auto* title = textLabel(TypeRole::Title, Token::Text);
    title->setText(tr("Next run"));
    m_name = textLabel(TypeRole::Table, Token::Text2);
    m_presets = new QComboBox;
    m_presets->setProperty(property::small, true);
    m_presets->setFixedWidth(118);
    m_presets->setAccessibleName(tr("Settings to start from"));
    m_presets->setToolTip(tr("Settings to start from; choosing one sets every field"));
    row->addWidget(title);
    row->addWidget(m_name, 1);
    row->addWidget(m_presets);
    return head;
}

QWidget* NextRunPanel::makeFoot()
{
    auto* foot = new QWidget;
    auto* grid = new QGridLayout(foot);
    grid->setContentsMargins(nextRunPanelInset, 10, nextRunPanelInset, nextRunPanelInset);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    m_needs = textLabel(TypeRole::Table, Token::Text2);
    m_free = textLabel(TypeRole::Table, Token::Text3);
    m_time = textLabel(TypeRole::Table, Token::Text2);
    m_changed = textLabel(TypeRole::Table, Token::Text3);
    m_problem = textLabel(TypeRole::Table, Token::Err);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_train = new KeyHintButton(tr("Ctrl+R"));
    m_train->setToolTip(tr("Train with these settings; behind the running job if there is one  Ctrl+R"));
    connect(m_train, &QPushButton::clicked, this, [this] { m_workspace.nextRun().train(); });
    grid->addWidget(m_needs, 0, 0);
    grid->addWidget(m_free, 0, 1, Qt::AlignRight);
    grid->addWidget(m_time, 1, 0);
    grid->addWidget(m_changed, 1, 1, Qt::AlignRight);
    grid->addWidget(m_problem, 2, 0, 1, 2);
    grid->setRowMinimumHeight(3, 6);
    grid->addWidget(m_train, 4, 0, 1, 2);
    return foot;
}

ModelOptions NextRunPanel::preset() const
{
    const ModelOptions& options = m_workspace.nextRun().options();
    const int chosen = m_presets->currentIndex();
    if (chosen < 1)
        return defaultOptions(modelName(options));
    return presetOptions(modelName(options), modelKind(options).presets[static_cast<std::size_t>(chosen) - 1].name);
}

void NextRunPanel::makeFields()
{
    const ModelOptions& options = m_workspace.nextRun().options();
    const ModelOptions base = preset();
    std::vector<FormField> fields;
    for (const OptionInfo& info : optionInfos(options))
        fields.push_back({info, readOption(options, info.name), readOption(base, info.name)});
    m_form->setFields(fields);
    tabInOrder(this); // the button comes after the fields that were made after it
}

void NextRunPanel::follow()
{
    const ModelOptions& options = m_workspace.nextRun().options();
    if (m_model != &modelKind(options)) {
        m_model = &modelKind(options);
        m_presets->clear();
        m_presets->addItem(tr("default"));
        for (const ModelPreset& preset : m_model->presets)
            m_presets->addItem(QString::fromUtf8(preset.name));
        m_presets->setEnabled(m_presets->count() > 1);
        makeFields();
    }
    for (OptionRow* row : m_form->rows()) // only those set elsewhere: a field one types in keeps its text
        if (const OptionValue value = readOption(options, row->info().name); value != row->value())
            row->setValue(value);
    updateCost();
    updateButton();
}

void NextRunPanel::applyPreset()
{
    const ModelOptions base = preset();
    for (OptionRow* row : m_form->rows())
        row->setPreset(readOption(base, row->info().name));
    m_form->reset();
    m_workspace.nextRun().setOptions(base);
    updateButton();
}

void NextRunPanel::take(const QString& name, const OptionValue& value)
{
    ModelOptions options = m_workspace.nextRun().options();
    setOption(options, name.toStdString(), value);
    m_workspace.nextRun().setOptions(options);
    updateCost();
}

void NextRunPanel::updateButton()
{
    const auto jobs = m_workspace.jobs().jobs();
    m_name->setText(m_workspace.runs().nextName(m_workspace.nextRun().options()));
    m_train->setText(jobs.empty() ? tr("Train") : tr("Queue after %1").arg(withoutMnemonics(jobs.back().title)));
    m_train->setAccessibleName(m_train->text());
    m_train->setEnabled(m_workspace.data().dataset() && m_form->isValid() && m_problem->text().isEmpty());
    if (const int changed = m_form->changedCount(); m_form->isValid())
        m_changed->setText(changed == 0 ? tr("none changed") : tr("%1 changed").arg(changed));
    else
        m_changed->setText(tr("one cannot be used"));
    m_changed->setToolTip(m_form->firstProblem());
}

std::optional<double> NextRunPanel::knownSeconds()
{
    const ModelOptions& options = m_workspace.nextRun().options();
    const auto seconds = ui::expectedSeconds(m_workspace, options);
    if (!seconds && modelKind(options).pace && isVisible() && !m_workspace.jobs().isBusy())
        m_workspace.paces().measure(options);
    return seconds;
}

void NextRunPanel::updateCost()
{
    const auto& dataset = m_workspace.data().dataset();
    m_seconds = dataset ? knownSeconds() : std::nullopt;
    MemoryWords memory;
    if (dataset)
        memory = memoryWords(tr("Training"), m_workspace.nextRun().memory());
    m_needs->setText(memory.needs);
    m_free->setText(memory.free);
    m_problem->setText(memory.problem);
    m_problem->setVisible(!memory.problem.isEmpty());
    m_models->refresh();
    m_time->setText(m_seconds ? tr("About %1").arg(duration(*m_seconds)) : QString());
    updateButton();
    emit costChanged();
}

} // namespace tastescope::ui

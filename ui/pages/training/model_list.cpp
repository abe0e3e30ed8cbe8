#include "ui/pages/training/model_list.h"

#include "core/experiment/run_cost.h"
#include "ui/pages/training/key_hint_button.h"
#include "ui/parts/run_pace.h"
#include "ui/session/first_steps.h"
#include "ui/session/job_queue.h"
#include "ui/session/memory_words.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/pace_session.h"
#include "ui/session/train_all.h"
#include "ui/session/workspace.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QRadioButton>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int modelListInset = 12;

QString nameOfKind(const ModelKind& kind)
{
    return QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size()));
}

} // namespace

ModelList::ModelList(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace)
{
    setGround(this, Token::Window);
    setAccessibleName(tr("Model"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(modelListInset, 8, modelListInset, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    grid->addWidget(textLabel(TypeRole::TableStrong, Token::Text2, nullptr, tr("Model")), 0, 0);
    for (const ModelKind& kind : modelKinds()) {
        Line line{&kind, new QRadioButton(modelTitle(kind.name)), textLabel(TypeRole::Table, Token::Text3)};
        const int row = grid->rowCount();
        grid->addWidget(line.button, row, 0);
        grid->addWidget(line.time, row, 1, Qt::AlignRight);
        connect(line.button, &QRadioButton::clicked, this,
                [this, name = nameOfKind(kind)] { m_workspace.nextRun().setModel(name.toStdString()); });
        m_lines.push_back(line);
    }
    auto* all = new KeyHintButton(tr("Ctrl+Shift+R"));
    all->setText(tr("Train all of them"));
    all->setProperty(property::small, true);
    all->setToolTip(tr("Queue every model with its default settings that these data have no run of  Ctrl+Shift+R"));
    connect(all, &QPushButton::clicked, this, [this] { trainAllAndTell(m_workspace); });
    grid->setRowMinimumHeight(grid->rowCount(), 4);
    grid->addWidget(all, grid->rowCount(), 0, 1, 2);
    m_all = all;
    connect(&workspace.jobs(), &JobQueue::changed, this, &ModelList::measureNext);
    connect(&workspace.paces(), &PaceSession::measured, this, &ModelList::refresh);
    refresh();
}

void ModelList::showLine(const Line& line)
{
    const ModelOptions options = m_workspace.nextRun().optionsOf(line.kind->name);
    line.button->setChecked(modelName(m_workspace.nextRun().options()) == line.kind->name);
    QString problem;
    QString words;
    Token tone = Token::Text3;
    const auto& dataset = m_workspace.data().dataset();
    if (dataset && line.kind->needsTimes && !dataset->hasTimes()) {
        problem = tr("It goes by the order of time, and these data have no times.");
        words = tr("needs times");
    } else if (dataset) {
        RunConfig config;
        config.model = options;
        const MemoryWords memory =
            memoryWords(modelTitle(line.kind->name), runMemory(config, m_workspace.data().opened().size));
        problem = memory.problem;
        if (!problem.isEmpty()) {
            words = memory.needs;
            tone = Token::Err;
        } else if (const auto seconds = expectedSeconds(m_workspace, options))
            words = duration(*seconds);
    }
    line.time->setText(words);
    setTextStyle(line.time, TypeRole::Table, tone);
    for (QWidget* part : {static_cast<QWidget*>(line.button), static_cast<QWidget*>(line.time)})
        part->setToolTip(problem);
    line.button->setAccessibleDescription(problem.isEmpty() ? words : problem);
}

void ModelList::refresh()
{
    if (isVisible())
        for (const Line& line : m_lines)
            showLine(line);
    m_all->setEnabled(m_workspace.data().dataset() != nullptr);
    measureNext();
}

void ModelList::measureNext()
{
    if (!isVisible() || !m_workspace.data().dataset() || m_workspace.jobs().isBusy()
        || m_workspace.paces().isMeasuring())
        return;
    for (const Line& line : m_lines) {
        const ModelOptions options = m_workspace.nextRun().optionsOf(line.kind->name);
        const bool isOpen = line.kind->pace && !m_workspace.paces().rate(options);
        if (isOpen && line.button->toolTip().isEmpty() && !expectedSeconds(m_workspace, options))
            return m_workspace.paces().measure(options);
    }
}

void ModelList::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

QRadioButton* ModelList::button(std::string_view model) const
{
    const auto found = std::ranges::find(m_lines, model, [](const Line& line) { return line.kind->name; });
    return found == m_lines.end() ? nullptr : found->button;
}

QString ModelList::timeText(std::string_view model) const
{
    const auto found = std::ranges::find(m_lines, model, [](const Line& line) { return line.kind->name; });
    return found == m_lines.end() ? QString() : found->time->text();
}

} // namespace tastescope::ui

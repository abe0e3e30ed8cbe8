#include "ui/window/run_bar.h"

#include "core/models/model_kind.h"
#include "ui/session/command.h"
#include "ui/session/job_queue.h"
#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/window/caption_button.h"
#include "ui/window/last_job.h"

#include <QAction>
#include <QComboBox>
#include <QDynamicPropertyChangeEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QSpinBox>

namespace tastescope::ui {

namespace {

constexpr int steps = 1000; // of the progress bar

QString nameOf(const ModelOptions& options)
{
    const std::string_view title = modelKind(options).title;
    return QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
}

QString phaseOf(const JobState& job)
{
    if (!job.running)
        return RunBar::tr("waits for the abandoned job to end");
    return job.paused ? RunBar::tr("paused, %1").arg(job.phase) : job.phase;
}

QString leftOf(const JobState& job)
{
    if (job.stopping)
        return RunBar::tr("Press again to abandon");
    return job.left && !job.paused ? RunBar::tr("%1 left").arg(timeRange(job.left->low, job.left->high)) : QString();
}

void showIcon(QPushButton* button)
{
    const bool filled = button->property(property::primary).toBool() && !button->property(property::quiet).toBool();
    button->setIcon(icon(QStringLiteral("play"), filled ? Token::OnFill : Token::Text2));
}

void setPrimary(QPushButton* button, bool primary)
{
    if (button->property(property::primary).toBool() == primary)
        return;
    button->setProperty(property::primary, primary);
    showIcon(button);
    restyle(button);
}

} // namespace

RunBar::RunBar(Workspace& workspace, QMenu* dataMenu, QMenu* modelMenu, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_data(new CaptionButton(tr("Data"), 180, this)),
      m_model(new CaptionButton(tr("Model"), 146, this)),
      m_last(new LastJob(workspace, this))
{
    setGround(this, Token::Window);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 7, 12, 8);
    layout->setSpacing(8);
    m_data->setMenu(dataMenu);
    m_model->setMenu(modelMenu);
    layout->addWidget(m_data);
    layout->addWidget(m_model);
    m_run = addButton(QStringLiteral("play"));
    m_run->setProperty(property::fallback, true); // what a page has just opened comes before
    m_run->installEventFilter(this);
    m_pause = addButton(QStringLiteral("pause"));
    m_stop = addButton(QStringLiteral("stop"));
    layout->addSpacing(4);
    layout->addWidget(makeProgress(), 100);
    layout->addStretch(1);
    addFigureChoices();

    connect(&workspace.jobs(), &JobQueue::changed, this, &RunBar::updateJobs);
    connect(&workspace.data(), &OpenData::changed, this, &RunBar::updateChoices);
    connect(&workspace.nextRun(), &NextRun::optionsChanged, this, &RunBar::updateChoices);
    connect(m_last, &LastJob::changed, this, &RunBar::updateJobs);
    updateChoices();
    updateJobs();
}

void RunBar::setActions(QAction* run, QAction* pause, QAction* stop)
{
    const auto bind = [](QPushButton* button, QAction* action) {
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        button->setToolTip(action->toolTip() + QStringLiteral("  ")
                           + action->shortcut().toString(QKeySequence::NativeText));
        button->setAccessibleDescription(button->toolTip());
    };
    bind(m_run, run);
    bind(m_pause, pause);
    bind(m_stop, stop);
}

QPushButton* RunBar::addButton(const QString& iconName)
{
    auto* button = new QPushButton(icon(iconName), {}, this);
    button->setIconSize({22, 16}); // 16, with air between icon and word
    layout()->addWidget(button);
    return button;
}

QWidget* RunBar::makeProgress()
{
    auto* panel = new QWidget(this);
    panel->setMaximumWidth(380);
    auto* grid = new QGridLayout(panel);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(3);
    m_name = new QLabel(panel);
    m_phase = new ElidedLabel(panel);
    m_left = new QLabel(panel);
    setTextStyle(m_name, TypeRole::TableStrong, Token::Text);
    setTextStyle(m_phase, TypeRole::Table, Token::Text2);
    setTextStyle(m_left, TypeRole::Table, Token::Text2);
    m_phase->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar = new QProgressBar(panel);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, steps);
    m_bar->setAccessibleName(tr("Progress of the running job"));
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_phase, 0, 1);
    grid->addWidget(m_left, 0, 2, Qt::AlignRight);
    grid->addWidget(m_bar, 1, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    return panel;
}

void RunBar::addFigureChoices()
{
    const auto addLabel = [this](const QString& text) {
        auto* label = new QLabel(text, this);
        setTextStyle(label, TypeRole::Body, Token::Text2);
        label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
        layout()->addWidget(label);
        return label;
    };
    QLabel* valueLabel = addLabel(tr("Value"));
    m_value = new QComboBox(this);
    m_value->addItems({tr("best"), tr("last"), tr("at epoch")}); // as EpochChoice::Rule counts them
    m_value->setAccessibleName(tr("Value"));
    m_value->setToolTip(
        tr("Which epoch every figure and list is of: the best by validation MRR, the last, or one by number."));
    valueLabel->setBuddy(m_value);
    layout()->addWidget(m_value);
    m_epoch = new QSpinBox(this);
    m_epoch->setFixedWidth(64);
    m_epoch->setAlignment(Qt::AlignRight);
    m_epoch->setRange(1, 1'000'000);
    m_epoch->setKeyboardTracking(false);
    m_epoch->setAccessibleName(tr("Epoch"));
    m_epoch->setToolTip(tr("The epoch all figures are of. Runs that have no such epoch show none."));
    m_epoch->hide();
    layout()->addWidget(m_epoch);
    QLabel* kLabel = addLabel(tr("K"));
    m_k = new QSpinBox(this);
    m_k->setFixedWidth(56);
    m_k->setAlignment(Qt::AlignRight);
    m_k->setRange(1, 100);
    m_k->setValue(m_workspace.selection().k());
    m_k->setAccessibleName(tr("K"));
    m_k->setToolTip(tr("Length of the lists."));
    kLabel->setBuddy(m_k);
    layout()->addWidget(m_k);
    connect(m_value, &QComboBox::activated, this, &RunBar::chooseRule);
    connect(m_epoch, &QSpinBox::valueChanged, this, [this](int epoch) {
        m_workspace.selection().setValueRule({ValueRule::Rule::At, epoch});
    });
    connect(m_k, &QSpinBox::valueChanged, this, [this](int k) { m_workspace.selection().setK(k); });
    connect(&m_workspace.selection(), &Selection::kChanged, this,
            [this] { m_k->setValue(m_workspace.selection().k()); });
    connect(&m_workspace.selection(), &Selection::valueRuleChanged, this, &RunBar::showRule);
}

// One by number begins where the run in front was best.
void RunBar::chooseRule(int row)
{
    const auto rule = static_cast<ValueRule::Rule>(row);
    const SessionRun* run = m_workspace.choices().current();
    const EpochFinished* best = run ? run->curve.best() : nullptr;
    m_workspace.selection().setValueRule({rule, rule == ValueRule::Rule::At ? (best ? best->epoch : 1) : 0});
}

void RunBar::showRule()
{
    const ValueRule& rule = m_workspace.selection().valueRule();
    const QSignalBlocker quiet(m_epoch);
    m_value->setCurrentIndex(static_cast<int>(rule.rule));
    m_epoch->setVisible(rule.rule == ValueRule::Rule::At);
    if (rule.rule == ValueRule::Rule::At)
        m_epoch->setValue(rule.epoch);
}

void RunBar::updateChoices()
{
    const auto& dataset = m_workspace.data().dataset();
    m_data->setValue(dataset ? dataName(*dataset) : tr("none"));
    m_model->setValue(nameOf(m_workspace.nextRun().options()));
    if (!dataset)
        m_last->clear();
    updateJobs();
}

void RunBar::updateJobs()
{
    const std::vector<JobState> jobs = m_workspace.jobs().jobs();
    const bool busy = !jobs.empty();
    const JobState job = busy ? jobs.front() : JobState{};
    const bool hadFocus = m_run->hasFocus() || m_pause->hasFocus() || m_stop->hasFocus();
    m_run->setEnabled(!busy && missing(Need::RoomForTheNextRun, m_workspace).isEmpty());
    m_pause->setEnabled(job.running && !job.stopping);
    m_stop->setEnabled(busy);
    if (hadFocus && !m_run->hasFocus() && !m_pause->hasFocus() && !m_stop->hasFocus()) // Qt took the next: Value
        (m_run->isEnabled() ? m_run : m_pause->isEnabled() ? m_pause : m_model)->setFocus();
    setPrimary(m_run, m_run->isEnabled());
    m_run->setText(tr("Run"));
    const QString pause = job.paused ? tr("Resume") : tr("Pause");
    if (m_pause->text() != pause) { // an icon that is set is drawn and laid out again, at every event of a job
        m_pause->setText(pause);
        m_pause->setIcon(icon(job.paused ? QStringLiteral("play") : QStringLiteral("pause")));
    }
    m_stop->setText(job.stopping ? tr("Stopping…") : tr("Stop"));

    m_name->setVisible(busy);
    m_left->setVisible(busy);
    m_bar->setVisible(busy);
    m_name->setText(job.title);
    m_phase->setText(busy ? phaseOf(job) : m_last->text());
    m_phase->setToolTip(m_phase->text());
    m_left->setText(leftOf(job));
    m_bar->setRange(0, job.share < 0 && busy ? 0 : steps); // without a share: busy, amount unknown
    m_bar->setValue(static_cast<int>(qMax(0.0, job.share) * steps));
}

void RunBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), colour(Token::Line));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Line));
}

bool RunBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_run && event->type() == QEvent::DynamicPropertyChange
        && static_cast<QDynamicPropertyChangeEvent*>(event)->propertyName() == property::quiet)
        showIcon(m_run);
    return QWidget::eventFilter(watched, event);
}

} // namespace tastescope::ui

#include "ui/window/status_strip.h"

#include "core/base/parallel.h"
#include "ui/session/answer_runner.h"
#include "ui/session/comparison_session.h"
#include "ui/session/job_queue.h"
#include "ui/session/leader_session.h"
#include "ui/session/messages.h"
#include "ui/session/names.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/workspace.h"
#include "ui/theme/icons.h"
#include "ui/theme/text_label.h"
#include "ui/window/jobs_popup.h"
#include "ui/window/notes_popup.h"

#include <QPainter>
#include <QProgressBar>
#include <QRegularExpression>
#include <QToolButton>

#include <algorithm>

namespace tastescope::ui {

namespace {

// A text with a short line at its left.
class PartedLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QLabel::paintEvent(event);
        QPainter(this).fillRect(QRect(0, (height() - 14) / 2, 1, 14), colour(Token::Line));
    }
};

QLabel* makeParted(QWidget* parent)
{
    auto* label = new PartedLabel(parent);
    setTextStyle(label, TypeRole::Axis, Token::Text2);
    label->setIndent(12);
    return label;
}

// "70 / 20 / 10, 5 % cold users, seed 42" in the one word there is room for: "split 42".
QString shortSplit(const QString& split)
{
    static const QRegularExpression seed(QStringLiteral("seed (\\d+)"));
    const auto found = seed.match(split);
    return found.hasMatch() ? StatusStrip::tr("split %1").arg(found.captured(1))
                            : StatusStrip::tr("split %1").arg(split);
}

QString seedOf(const ModelOptions& options)
{
    const OptionValue* seed = options.find("seed");
    return seed ? StatusStrip::tr("seed %1").arg(QString::fromStdString(toText(*seed))) : QString();
}

} // namespace

StatusStrip::StatusStrip(Workspace& workspace, QWidget* window)
    : QStatusBar(window),
      m_workspace(workspace),
      m_jobs(new QToolButton(this)),
      m_progress(new QProgressBar(this)),
      m_notes(new QToolButton(this)),
      m_data(makeParted(this)),
      m_split(makeParted(this)),
      m_seed(makeParted(this)),
      m_threads(makeParted(this)),
      m_window(textLabel(TypeRole::Axis, Token::Text2, this)),
      m_compared(textLabel(TypeRole::Axis, Token::Text2, this)),
      m_answer(textLabel(TypeRole::Axis, Token::Text2, this)),
      m_jobsPopup(new JobsPopup(workspace.jobs(), window)),
      m_notesPopup(new NotesPopup(window))
{
    setSizeGripEnabled(false);
    setFixedHeight(rowHeight(26, TypeRole::Axis));
    setContentsMargins(8, 0, 8, 0);
    addLeft();
    addRight();
    addOpeners(window);
    connectWorkspace();
    updateJobs();
    updateData();
    updateNotes();
}

void StatusStrip::addLeft()
{
    for (QToolButton* button : {m_jobs, m_notes}) {
        button->setFont(ui::font(TypeRole::Axis));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({12, 12});
        button->setAutoRaise(true);
    }
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(72);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("Progress of the running job"));
    m_notes->setIcon(icon(QStringLiteral("warn"), Token::Warn));
    const int threads = Workers().count();
    m_threads->setText(threads == 1 ? tr("1 thread") : tr("%1 threads").arg(threads));
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_jobs, m_progress, m_notes, m_data, m_split, m_seed, m_threads})
        addWidget(widget);
}

void StatusStrip::addRight()
{
    const QString version = tr("build %1").arg(QLatin1String(TASTESCOPE_VERSION));
    for (QLabel* label : {m_window, m_compared, m_answer, textLabel(TypeRole::Axis, Token::Text2, this, version)}) {
        label->setContentsMargins(8, 0, 4, 0);
        addPermanentWidget(label);
    }
}

/// The two buttons that open a list over the strip.
void StatusStrip::addOpeners(QWidget* window)
{
    const auto corner = [this, window] { return mapTo(window, QPoint(8, -4)); };
    connect(m_jobs, &QToolButton::clicked, this, [this, corner] {
        if (m_workspace.jobs().isBusy())
            m_jobsPopup->toggleAt(corner());
    });
    connect(m_notes, &QToolButton::clicked, this, [this, corner] { m_notesPopup->toggleAt(corner()); });
}

void StatusStrip::connectWorkspace()
{
    connect(&m_workspace.jobs(), &JobQueue::changed, this, &StatusStrip::updateJobs);
    connect(&m_workspace.jobs(), &JobQueue::changed, this, &StatusStrip::watchLoop);
    connect(&m_watch, &LoopWatch::secondPassed, this, [this] {
        m_window->setText(tr("window %1").arg(duration(m_watch.recentGap() / 1000)));
        m_window->setToolTip(tr("The longest wait of the window in the last second; since this job began %1")
                                 .arg(duration(m_watch.longestGap() / 1000)));
    });
    connect(&m_workspace.data(), &OpenData::changed, this, &StatusStrip::updateData);
    connect(&m_workspace.nextRun(), &NextRun::optionsChanged, this, &StatusStrip::updateData);
    connect(&m_workspace.messages(), &Messages::noted, this, [this](const QString& note) {
        m_notesPopup->add(note);
        updateNotes();
    });
    connect(&m_workspace.comparisons(), &ComparisonSession::said, m_compared, &QLabel::setText);
    connect(&m_workspace.leaders(), &LeaderSession::said, m_compared, &QLabel::setText);
    connect(&m_workspace.answers(), &AnswerRunner::answered, this,
            [this](double seconds) { m_answer->setText(tr("answer %1").arg(duration(seconds))); });
}

// The heartbeat costs a little, so it beats only while something could disturb it.
void StatusStrip::watchLoop()
{
    const bool busy = m_workspace.jobs().isBusy();
    if (busy == m_watch.isRunning())
        return;
    if (busy) {
        m_watch.start();
    } else {
        m_watch.stop();
        m_window->clear();
    }
}

void StatusStrip::updateJobs()
{
    const std::vector<JobState> jobs = m_workspace.jobs().jobs();
    const auto* run = m_workspace.runs().running();
    QString text;
    if (jobs.empty())
        text = m_workspace.data().dataset() ? tr("Ready") : tr("No data open");
    else
        text = jobs.size() == 1 ? tr("1 job running") : tr("%1 jobs").arg(jobs.size());
    const EpochFinished* best = run && !jobs.empty() ? run->curve.best() : nullptr;
    if (const auto mrr = best ? best->validation.mrr() : std::nullopt)
        text += tr(", best kept %1").arg(ui::metric(*mrr));
    m_jobs->setText(text);
    m_jobs->setIcon(jobs.empty() ? QIcon() : icon(QStringLiteral("dot"), Token::Accent));
    m_progress->setVisible(!jobs.empty());
    const double share = jobs.empty() ? 0 : jobs.front().share;
    m_progress->setRange(0, share < 0 ? 0 : 1000);
    m_progress->setValue(static_cast<int>(qMax(0.0, share) * 1000));
}

void StatusStrip::updateData()
{
    const auto& dataset = m_workspace.data().dataset();
    for (QLabel* label : {m_data, m_split, m_seed, m_threads})
        label->setVisible(dataset != nullptr);
    updateJobs();
    if (!dataset)
        return;
    const QString split = shownName(dataset->provenance().split);
    const QString seed = seedOf(m_workspace.nextRun().options());
    m_data->setText(tr("data %1").arg(shortHash(QString::fromStdString(dataset->hash()))));
    m_data->setToolTip(QString::fromStdString(dataset->hash()));
    m_split->setText(shortSplit(split));
    m_split->setToolTip(split);
    m_seed->setText(seed);
    m_seed->setVisible(!seed.isEmpty());
}

void StatusStrip::updateNotes()
{
    m_notes->setVisible(m_notesPopup->count() > 0);
    m_notes->setText(m_notesPopup->count() == 1 ? tr("1 note") : tr("%1 notes").arg(m_notesPopup->count()));
}

} // namespace tastescope::ui

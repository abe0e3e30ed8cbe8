#include "ui/window/jobs_popup.h"

#include "ui/session/job_queue.h"
#include "ui/session/numbers.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace tastescope::ui {

class JobRow : public QWidget
{
public:
    JobRow(JobQueue& jobs, QWidget* parent) : QWidget(parent)
    {
        auto* grid = new QGridLayout(this);
        grid->setContentsMargins(12, 8, 12, 8);
        grid->setHorizontalSpacing(8);
        grid->setVerticalSpacing(4);
        setTextStyle(m_title, TypeRole::TableStrong, Token::Text);
        setTextStyle(m_phase, TypeRole::Table, Token::Text2);
        setTextStyle(m_left, TypeRole::Table, Token::Text2);
        m_stop->setProperty(property::small, true);
        m_bar->setTextVisible(false);
        grid->addWidget(m_title, 0, 0);
        grid->addWidget(m_phase, 0, 1);
        grid->addWidget(m_left, 0, 2, Qt::AlignRight);
        grid->addWidget(m_stop, 0, 3);
        grid->addWidget(m_bar, 1, 0, 1, 4);
        grid->setColumnStretch(1, 1);
        QObject::connect(m_stop, &QPushButton::clicked, this, [this, &jobs] { jobs.stopOrAbandon(m_id); });
    }

    void show(const JobState& job)
    {
        m_id = job.id;
        m_title->setText(job.title);
        m_phase->setText(job.running ? job.phase : JobsPopup::tr("waits"));
        m_left->setText(job.stopping ? JobsPopup::tr("Press again to abandon")
                        : job.left   ? JobsPopup::tr("%1 left").arg(timeRange(job.left->low, job.left->high))
                                     : QString());
        m_stop->setText(job.stopping ? JobsPopup::tr("Stopping…") : JobsPopup::tr("Stop"));
        m_stop->setAccessibleName(JobsPopup::tr("Stop %1").arg(job.title));
        m_bar->setVisible(job.running);
        m_bar->setRange(0, job.share < 0 ? 0 : 1000);
        m_bar->setValue(static_cast<int>(qMax(0.0, job.share) * 1000));
        m_bar->setAccessibleName(JobsPopup::tr("Progress of %1").arg(job.title));
    }

private:
    int m_id = 0;
    QLabel* m_title = new QLabel(this);
    QLabel* m_phase = new QLabel(this);
    QLabel* m_left = new QLabel(this);
    QPushButton* m_stop = new QPushButton(this);
    QProgressBar* m_bar = new QProgressBar(this);
};

JobsPopup::JobsPopup(JobQueue& jobs, QWidget* window)
    : PopupPanel(window),
      m_jobs(jobs),
      m_layout(new QVBoxLayout(this))
{
    setAccessibleName(tr("Running jobs"));
    setMinimumWidth(430);
    m_layout->setContentsMargins(1, 1, 1, 1);
    m_layout->setSpacing(0);
    connect(&m_jobs, &JobQueue::changed, this, &JobsPopup::update);
    update();
}

void JobsPopup::update()
{
    const std::vector<JobState> jobs = m_jobs.jobs();
    if (jobs.empty())
        hide();
    const bool resized = jobs.size() != m_rows.size();
    while (m_rows.size() > jobs.size()) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    while (m_rows.size() < jobs.size()) {
        m_rows.push_back(new JobRow(m_jobs, this));
        m_layout->addWidget(m_rows.back());
    }
    for (std::size_t row = 0; row < jobs.size(); ++row)
        m_rows[row]->show(jobs[row]);
    if (resized && isVisible())
        fit();
}

} // namespace tastescope::ui

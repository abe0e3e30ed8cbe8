#pragma once

#include "ui/window/popup_panel.h"

#include <vector>

class QVBoxLayout;

namespace tastescope::ui {

class JobQueue;
class JobRow;

/// The running job and those that wait, each with its progress and a Stop button.
class JobsPopup : public PopupPanel
{
    Q_OBJECT

public:
    JobsPopup(JobQueue& jobs, QWidget* window);

private:
    void update();

    JobQueue& m_jobs;
    QVBoxLayout* m_layout;
    std::vector<JobRow*> m_rows;
};

} // namespace tastescope::ui

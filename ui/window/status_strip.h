#pragma once

#include "ui/session/loop_watch.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;
class QToolButton;

namespace tastescope::ui {

class JobsPopup;
class NotesPopup;
class Workspace;

/// The line at the bottom: what runs, what should be known, which data and seeds the figures are of, how fast answers
/// come.
class StatusStrip : public QStatusBar
{
    Q_OBJECT

public:
    StatusStrip(Workspace& workspace, QWidget* window);

private:
    void addLeft();
    void addRight();
    void addOpeners(QWidget* window);
    void connectWorkspace();
    void updateJobs();
    void updateData();
    void updateNotes();
    void watchLoop();

    Workspace& m_workspace;
    QToolButton* m_jobs;
    QProgressBar* m_progress;
    QToolButton* m_notes;
    QLabel* m_data;
    QLabel* m_split;
    QLabel* m_seed;
    QLabel* m_threads;
    QLabel* m_window;   ///< how long it was kept waiting
    QLabel* m_compared; ///< how long the last comparison took
    QLabel* m_answer;   ///< how long the last answer took
    JobsPopup* m_jobsPopup;
    NotesPopup* m_notesPopup;
    LoopWatch m_watch; ///< while jobs run
};

} // namespace tastescope::ui

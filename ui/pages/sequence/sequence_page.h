#pragma once

#include "ui/session/command.h"

#include <QTimer>
#include <QWidget>

class QStackedLayout;

namespace tastescope::ui {

class EmptyState;
class OneUserView;
class SequenceHead;
class SequenceRunsView;
class Workspace;

/// What comes next: runs of models that go by the order of time, and what one of them says of one user. It is made when
/// it is first shown, and says why where there is nothing to show.
class SequencePage : public QWidget
{
    Q_OBJECT

public:
    enum class View { Runs, OneUser };

    explicit SequencePage(Workspace& workspace, QWidget* parent = nullptr);

    void showView(View view);
    View view() const { return m_view; }
    std::vector<Command> commands();

protected:
    void showEvent(QShowEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeParts();
    void refreshSoon();
    void refresh();
    void tellVerdict();

    Workspace& m_workspace;
    QTimer m_refresh;
    View m_view = View::Runs;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_noTimes = nullptr;
    EmptyState* m_noRuns = nullptr;
    QWidget* m_content = nullptr;
    SequenceHead* m_head = nullptr;
    QStackedLayout* m_views = nullptr;
    SequenceRunsView* m_runs = nullptr;
    OneUserView* m_user = nullptr;
};

} // namespace tastescope::ui

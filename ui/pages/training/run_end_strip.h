#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tastescope::ui {

class Workspace;
struct SessionRun;

/// What became of a run that did not end as planned, in words, and the ways on: resume it from its last epoch, or use
/// what it learned; of one that was refitted, both test figures. Hidden for all others.
class RunEndStrip : public QWidget
{
    Q_OBJECT

public:
    explicit RunEndStrip(Workspace& workspace, QWidget* parent = nullptr);

    void setRun(const SessionRun* run);

    QPushButton* resumeButton() const { return m_resume; }
    QPushButton* gentlerButton() const { return m_gentler; }
    QPushButton* useButton() const { return m_use; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString titleOf(const SessionRun& run) const;
    QString textOf(const SessionRun& run) const;

    Workspace& m_workspace;
    int m_run = 0;
    int m_put = 0; ///< the run whose strip was put away
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_resume;
    QPushButton* m_gentler;
    QPushButton* m_use;
};

} // namespace tastescope::ui

#pragma once

#include <QObject>
#include <QString>

namespace tastescope::ui {

class Workspace;

/// What was done last, whatever it was, in words: "bpr-07: 3.2 s, MRR 0.4051", "lr-03: 12 of 12 trials finished".
class LastJob : public QObject
{
    Q_OBJECT

public:
    explicit LastJob(Workspace& workspace, QObject* parent = nullptr);

    const QString& text() const { return m_text; }
    void clear(); ///< other data

signals:
    void changed();

private:
    void connectJobs();
    void tell(const QString& text);
    void tellRun(int id);
    void tellSweep(const QString& name);

    Workspace& m_workspace;
    QString m_text;
    QString m_runningTitle;
    int m_running = 0; ///< the job under way
};

} // namespace tastescope::ui

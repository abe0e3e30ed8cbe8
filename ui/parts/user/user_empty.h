#pragma once

#include <QWidget>

class QPushButton;

namespace tastescope::ui {

class EmptyState;
class Workspace;

/// What stands where users would be: no data, the search for neighbours going on, or no neighbours yet.
class UserEmpty : public QWidget
{
    Q_OBJECT

public:
    explicit UserEmpty(Workspace& workspace, QWidget* parent = nullptr);

    QString title() const;

signals:
    void changed();

private:
    void showState();

    Workspace& m_workspace;
    EmptyState* m_empty;
    QPushButton* m_sample;
    QPushButton* m_search;
};

} // namespace tastescope::ui

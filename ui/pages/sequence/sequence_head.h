#pragma once

#include "ui/pages/sequence/sequence_rows.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;

namespace tastescope::ui {

class ElidedLabel;
class Workspace;

/// The bar of the Sequence page: which view, the finding, and two ways to more runs.
class SequenceHead : public QWidget
{
    Q_OBJECT

public:
    explicit SequenceHead(Workspace& workspace, QWidget* parent = nullptr);

    void setView(int view);
    void setVerdict(const SequenceVerdict& verdict);

signals:
    void viewChosen(int view);

private:
    QButtonGroup* m_views;
    ElidedLabel* m_finding;
    ElidedLabel* m_interval;
    QLabel* m_tied;
};

} // namespace tastescope::ui

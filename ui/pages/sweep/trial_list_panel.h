#pragma once

#include "ui/session/trial_lists.h"
#include "ui/tables/row_table.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace tastescope::ui {

class ElidedLabel;
class TableView;
class Workspace;
struct SweepView;

/// The selected user's list by the trial at the cursor, and what moved against another trial. It can be pinned to the
/// user.
class TrialListPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TrialListPanel(Workspace& workspace, QWidget* parent = nullptr);

    void setView(const SweepView& view);
    const TrialLists& lists() const { return m_lists; }

private:
    void showList();

    Workspace& m_workspace;
    TrialLists m_lists;
    RowTable<TrialList::Line> m_table;
    QLabel* m_user;
    ElidedLabel* m_caption;
    QToolButton* m_pin;
    TableView* m_view;
    ElidedLabel* m_foot;
    QString m_where;   ///< "at this learning rate"
    QString m_against; ///< "0.00363": what it is compared with
};

/// Where a line came from: "same", "↑ from 3", "↓ from 2", "new here".
QString moveText(int rank, const std::optional<int>& before);

} // namespace tastescope::ui

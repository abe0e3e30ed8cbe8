#pragma once

#include "ui/tables/user_tables.h"

#include <QWidget>

class QLabel;

namespace tastescope::ui {

class NeighbourDetail;
class TableView;
class Workspace;

/// The neighbours of the user, nearest first, and below the one that is selected closely.
class NeighbourView : public QWidget
{
    Q_OBJECT

public:
    NeighbourView(Workspace& workspace, Breadth breadth, QWidget* parent = nullptr);

    TableView* table() const { return m_view; } ///< null in the narrow form, which steps from one to the next

private:
    void showAnswer();
    void showNeighbour();
    QString emptyText() const;

    Workspace& m_workspace;
    Breadth m_breadth;
    QLabel* m_empty;
    TableView* m_view = nullptr;
    std::shared_ptr<const Dataset> m_tableOf;
    RowTable<NeighbourRow>* m_table = nullptr;
};

} // namespace tastescope::ui

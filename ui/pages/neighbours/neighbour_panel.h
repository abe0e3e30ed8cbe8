#pragma once

#include "ui/tables/user_tables.h"

#include <QWidget>

class QLabel;

namespace tastescope::ui {

class PanelTitle;
class TableView;
class Workspace;

/// The selected user's neighbours, nearest first, with what they share. Enter or a double click goes to a neighbour.
class NeighbourPanel : public QWidget
{
    Q_OBJECT

public:
    explicit NeighbourPanel(Workspace& workspace, QWidget* parent = nullptr);

    TableView* table() const { return m_view; }

private:
    void renewTable();
    void show();
    QString caption() const;

    Workspace& m_workspace;
    PanelTitle* m_title;
    TableView* m_view;
    QLabel* m_empty;
    RowTable<NeighbourRow>* m_table = nullptr;
    bool m_hasOwners = false;
    QString m_track = QStringLiteral("track");
};

} // namespace tastescope::ui

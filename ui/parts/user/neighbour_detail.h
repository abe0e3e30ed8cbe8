#pragma once

#include "ui/tables/user_tables.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace tastescope::ui {

class FittedTable;
class OverlapBar;
class Workspace;

/// One neighbour of the user closely: the two libraries over each other, what they share, rare first, and what the
/// neighbour brings to the user's list.
class NeighbourDetail : public QWidget
{
    Q_OBJECT

public:
    NeighbourDetail(Workspace& workspace, Breadth breadth, QWidget* parent = nullptr);

private:
    QWidget* makeHead();
    QWidget* makeBroughtHead();
    void showNeighbour();
    void showShared(const NeighbourFacts& neighbour);
    void showBrought(const NeighbourFacts& neighbour);
    void step(int by);

    Workspace& m_workspace;
    Breadth m_breadth;
    QLabel* m_name = nullptr;
    QLabel* m_place = nullptr;
    QLabel* m_similarity = nullptr;
    QToolButton* m_nearer = nullptr;
    QToolButton* m_farther = nullptr;
    OverlapBar* m_overlap;
    std::shared_ptr<const Dataset> m_sharedOf;
    RowTable<TrackRow>* m_shared = nullptr;
    FittedTable* m_sharedView;
    QPushButton* m_more;
    QLabel* m_brings = nullptr;
    QLabel* m_inTop = nullptr;
    RowTable<BroughtRow>* m_brought;
    FittedTable* m_broughtView;
    bool m_all = false; ///< show every shared track
};

} // namespace tastescope::ui

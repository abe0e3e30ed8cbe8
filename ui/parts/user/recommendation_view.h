#pragma once

#include "ui/tables/recommendation_table.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;

namespace tastescope::ui {

class RankedView;
class Workspace;

/// What a user is recommended: who answers, the list with a line after K, and what became of the held-out items.
/// A click chooses the item that Why explains.
class RecommendationView : public QWidget
{
    Q_OBJECT

public:
    RecommendationView(Workspace& workspace, Breadth breadth, QWidget* parent = nullptr);

    RankedView* table() const { return m_view; }

private:
    QWidget* makeHead();
    QWidget* makeFoot();
    void showAnswer();
    void showOptions();
    void showItem();
    QString heldOutText() const;

    Workspace& m_workspace;
    Breadth m_breadth;
    RecommendationTable* m_table;
    RankedView* m_view;
    QCheckBox* m_catalogue = nullptr; ///< both in the wide form only
    QCheckBox* m_filterSeen = nullptr;
    QPushButton* m_refresh = nullptr;
    QLabel* m_fallback;
    QLabel* m_foot = nullptr;
    QLabel* m_lineNote = nullptr;
};

} // namespace tastescope::ui

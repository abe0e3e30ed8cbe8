#pragma once

#include <QWidget>

class QAbstractItemDelegate;
class QLabel;
class QPushButton;

namespace tastescope::ui {

class BadgeRow;
class CarriedDelegate;
class CarriedTable;
struct CarriedAnswer;
class TableView;
class Workspace;

/// What the user's likes carry of the selected item: each left out in turn, what the fewest carry together, the likes
/// nearest to it, and the smallest edit that would put another first.
class CarriedView : public QWidget
{
    Q_OBJECT

public:
    explicit CarriedView(Workspace& workspace, QWidget* parent = nullptr);

    CarriedTable* table() const { return m_table; }
    void setPlain(bool plain); ///< every row, as a plain table

private:
    QWidget* makeTools();
    QWidget* makeBelow();
    void showAnswer();
    void showParts(const CarriedAnswer& answer);
    void fitTable();

    Workspace& m_workspace;
    CarriedTable* m_table;
    TableView* m_view;
    CarriedDelegate* m_bars;
    QAbstractItemDelegate* m_tableDelegate;
    QWidget* m_units = nullptr;
    QPushButton* m_tracks = nullptr;
    QPushButton* m_likes = nullptr;
    BadgeRow* m_badges = nullptr;
    QLabel* m_asked = nullptr;
    QPushButton* m_stop = nullptr;
    QLabel* m_rest = nullptr;
    QWidget* m_below = nullptr;
    QLabel* m_togetherTitle = nullptr;
    QLabel* m_togetherChange = nullptr;
    QLabel* m_together = nullptr;
    QLabel* m_nearTitle = nullptr;
    QLabel* m_nearNames = nullptr;
    QLabel* m_nearValues = nullptr;
    QLabel* m_edit = nullptr;
};

} // namespace tastescope::ui

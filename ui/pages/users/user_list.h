#pragma once

#include "core/serving/find_by_text.h"
#include "ui/tables/user_tables.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QLineEdit;

namespace tastescope::ui {

class ChoiceRow;
class TableView;
class Workspace;

/// The users to choose from: found by number or by a song they like, one of the lists worth looking at, the slice, or
/// all. What is listed here is what Next and Random go through.
class UserList : public QWidget
{
    Q_OBJECT

public:
    explicit UserList(Workspace& workspace, QWidget* parent = nullptr);

    QLineEdit* searchField() const { return m_search; }
    TableView* table() const { return m_view; }
    RowTable<UserRow>* model() const { return m_table; }
    ChoiceRow* choice(int number) const; ///< 0: all users, then as Attention has them

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeSearch();
    void nameSearch();
    void makeChoices();
    QWidget* makeList();
    void showBasis();
    void countChoices();
    void search(const QString& text);
    void showFound(const FoundUsers& found);
    void showChosen();
    void showUsers(const std::vector<User>& users);
    void tellOrder();
    void showSelected();
    std::vector<User> usersOf(int choice) const;
    std::vector<User> allUsers() const;

    Workspace& m_workspace;
    QLineEdit* m_search;
    QLabel* m_found;
    QButtonGroup* m_choices;
    std::shared_ptr<const UserBasis> m_basis; ///< that the rows are of, with the data their names are in
    RowTable<UserRow>* m_table;
    TableView* m_view;
};

} // namespace tastescope::ui

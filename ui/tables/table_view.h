#pragma once

#include <QTableView>
#include <QTimer>

#include <vector>

class QMenu;

namespace tastescope::ui {

class TableDelegate;
class TableHeader;
class TableModel;

/// The table widget of the program: rows are selected whole, the row under the mouse is marked whole, a click on a
/// header sorts, Ctrl+C and the menu copy the selected rows (or all) as CSV. Enter or a double click activates.
class TableView : public QTableView
{
    Q_OBJECT
    Q_MOC_INCLUDE(<QMenu>)

public:
    /// name: what a screen reader calls the table.
    explicit TableView(const QString& name, QWidget* parent = nullptr);

    /// Sets the model and the columns as their looks say. rowPixels: 24, lists with bars 28, ledgers 44.
    void setTable(TableModel* model, int rowPixels = 24);

    void copyAsCsv() const;

    /// Each column as wide as it needs to be; call it when columns were shown, hidden or filled anew.
    void fitColumns();

    /// A person holds a row, by an open editor or menu: rows must stay where they are. A table that is filled again
    /// waits.
    bool isHeld() const { return state() == EditingState || m_menuIsOpen; }

    /// Keeps what stands in an open editor, and closes it.
    void endEditing();

    /// Marks a row hovered elsewhere; -1: none. No signal.
    void setHoveredRow(int row);

signals:
    void rowActivated(int row);
    void currentRowChanged(int row); ///< -1: none
    void rowHovered(int row);        ///< by the mouse; -1: none
    /// Before the menu of a row is shown, by the mouse over it or by the key of menus on the current one: add its title
    /// and what can be done with it. -1: none is there.
    void menuWanted(QMenu* menu, int row);
    void menuClosed();

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void hover(int row);
    void applyFont();
    void shareRoom();   ///< columns as wide as they were found to be, the stretching ones with what is left
    void fitOutgrown(); ///< a number that came late is never cut

    TableDelegate* m_delegate;
    TableHeader* m_header;
    TableModel* m_table = nullptr;
    std::vector<int> m_widths; ///< that the columns need; 0: hidden
    QTimer m_fitSoon;
    QTimer m_growSoon;
    bool m_isStale = false; ///< the cells say something else since
    int m_rowPixels = 24;
    int m_hoveredRow = -1;
    bool m_menuIsOpen = false;
};

} // namespace tastescope::ui

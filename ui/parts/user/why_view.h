#pragma once

#include <QWidget>

class QAbstractItemDelegate;
class QLabel;
class QToolButton;

namespace tastescope::ui {

class CarriedView;
class ElidedLabel;
class LedgerDelegate;
class TableView;
class VoteTable;
class Workspace;

/// Why the selected item stands where it does: the ledger of votes that add up to its score, what the likes carry of
/// it, or who brings it; and the question why something else does not.
class WhyView : public QWidget
{
    Q_OBJECT

public:
    explicit WhyView(Workspace& workspace, QWidget* parent = nullptr);

    VoteTable* table() const { return m_votes; }
    CarriedView* carried() const { return m_carried; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeTotal();
    void showWhy();
    void showHead();
    void showTotal();
    bool isCarried() const; // one cannot take the score apart, and asks what carries it
    void setPlain(bool plain);
    void fitTable();

    Workspace& m_workspace;
    ElidedLabel* m_title = nullptr;
    QToolButton* m_plain = nullptr;
    QLabel* m_words = nullptr;
    VoteTable* m_votes;
    TableView* m_view;
    CarriedView* m_carried;
    LedgerDelegate* m_ledger;
    QAbstractItemDelegate* m_tableDelegate; // of the plain table
    QWidget* m_totalRow = nullptr;
    QWidget* m_tick = nullptr;
    QLabel* m_addsUp = nullptr;
    QLabel* m_precision = nullptr;
    QLabel* m_total = nullptr;
};

} // namespace tastescope::ui

#pragma once

#include <QStyledItemDelegate>

namespace tastescope::ui {

/// Draws the rows of a VoteTable 44 px high: a bar that begins where the one above ended, with a hairline at the joint,
/// and below it what is shared; names and numbers beside the bar.
class LedgerDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace tastescope::ui

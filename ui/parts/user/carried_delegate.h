#pragma once

#include <QStyledItemDelegate>

namespace tastescope::ui {

/// Draws the rows of a CarriedTable 33 px high: the name over how much goes with it, and a bar from zero over the grey
/// of the noise.
class CarriedDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace tastescope::ui

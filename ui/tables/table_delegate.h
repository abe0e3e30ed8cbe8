#pragma once

#include "ui/tables/table_model.h"

#include <QStyledItemDelegate>

namespace tastescope::ui {

/// Draws the cells of all tables: text 8 px from the cell's edges (12 px at the table's), a hairline under the row, one
/// ground for the whole selected or hovered row, bars, badges and ticks. Text that does not fit is elided and told in
/// full by a tooltip; numbers are never elided.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TableDelegate(QObject* parent = nullptr);

    void setHoveredRow(int row) { m_hoveredRow = row; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    int m_hoveredRow = -1;
};

/// A badge: text on a ground with round corners, 16 px high, vertically centred in `place` from its left.
void drawBadge(QPainter& painter, const QRect& place, const QString& text, Token tone);
int badgeWidth(const QString& text);

} // namespace tastescope::ui

#pragma once

#include <QHeaderView>

namespace tastescope::ui {

/// The header of all tables: its texts stand where the cells' texts stand, 8 px from a column's edges and 12 px from
/// the table's; the sorted column has an arrow.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(QWidget* parent = nullptr);

    /// What a column needs for its title.
    int widthFor(int column) const;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;

private:
    int leftInset(int column) const { return column == 0 ? 12 : 8; }
    int rightInset(int column) const { return column == count() - 1 ? 12 : 8; }
};

} // namespace tastescope::ui

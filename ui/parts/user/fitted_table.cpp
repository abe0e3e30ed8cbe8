#include "ui/parts/user/fitted_table.h"

#include <QHeaderView>
#include <QWheelEvent>

namespace tastescope::ui {

FittedTable::FittedTable(const QString& name, QWidget* parent) : TableView(name, parent)
{
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSelectionMode(SingleSelection);
}

QSize FittedTable::sizeHint() const
{
    const int rows = model() ? model()->rowCount() : 0;
    const int header = horizontalHeader()->isHidden() ? 0 : horizontalHeader()->height();
    return {200, header + rows * verticalHeader()->defaultSectionSize()};
}

QSize FittedTable::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void FittedTable::fit()
{
    updateGeometry();
}

void FittedTable::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // what the table stands in scrolls
}

} // namespace tastescope::ui

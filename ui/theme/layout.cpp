#include "ui/theme/layout.h"

#include <QBoxLayout>
#include <QList>
#include <QScrollArea>

namespace tastescope::ui {

namespace {

template<typename Layout>
Layout* make(QWidget* widget, int spacing)
{
    auto* layout = new Layout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

void collect(QWidget* widget, QList<QWidget*>& stops);

void collect(QLayout* layout, QList<QWidget*>& stops)
{
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem* item = layout->itemAt(i);
        if (item->widget())
            collect(item->widget(), stops);
        else if (item->layout())
            collect(item->layout(), stops);
    }
}

void collect(QWidget* widget, QList<QWidget*>& stops)
{
    if (widget->focusPolicy() & Qt::TabFocus)
        stops << widget;
    if (auto* area = qobject_cast<QScrollArea*>(widget); area && area->widget())
        collect(area->widget(), stops);
    else if (widget->layout())
        collect(widget->layout(), stops);
}

} // namespace

void tabInOrder(QWidget* widget)
{
    QList<QWidget*> stops;
    if (widget->layout())
        collect(widget->layout(), stops);
    for (qsizetype i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops[i - 1], stops[i]);
}

QHBoxLayout* makeRow(QWidget* widget, int spacing)
{
    return make<QHBoxLayout>(widget, spacing);
}

QVBoxLayout* makeColumn(QWidget* widget, int spacing)
{
    return make<QVBoxLayout>(widget, spacing);
}

} // namespace tastescope::ui

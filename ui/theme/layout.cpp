#include "ui/theme/layout.h"

#include <QBoxLayout>

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

} // namespace

QHBoxLayout* makeRow(QWidget* widget, int spacing)
{
    return make<QHBoxLayout>(widget, spacing);
}

QVBoxLayout* makeColumn(QWidget* widget, int spacing)
{
    return make<QVBoxLayout>(widget, spacing);
}

} // namespace tastescope::ui

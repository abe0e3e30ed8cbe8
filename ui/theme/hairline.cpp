#include "ui/theme/hairline.h"

#include "ui/theme/tokens.h"

#include <QPainter>

namespace tastescope::ui {

Hairline::Hairline(Qt::Orientation orientation, QWidget* parent) : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Hairline::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), colour(Token::Line));
}

} // namespace tastescope::ui

#include "ui/theme/elided_label.h"

#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tastescope::ui {

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), static_cast<int>(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

// When it is asked for: by then the text may be another one.
bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip)
        setToolTip(fontMetrics().horizontalAdvance(text()) > width() ? text() : QString());
    return QLabel::event(event);
}

ElidedLabel* addLineBelow(QVBoxLayout* column)
{
    auto* words = new ElidedLabel;
    setTextStyle(words, TypeRole::Table, Token::Text2);
    auto* row = makeRow(); // the sheet takes a label's own margins away
    row->setContentsMargins(12, 0, 12, 6);
    row->addWidget(words);
    column->addLayout(row);
    return words;
}

} // namespace tastescope::ui

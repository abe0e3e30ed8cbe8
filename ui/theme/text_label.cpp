#include "ui/theme/text_label.h"

namespace tastescope::ui {

QLabel* textLabel(TypeRole role, Token tone, QWidget* parent, const QString& text)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    setTextStyle(label, role, tone);
    return label;
}

} // namespace tastescope::ui

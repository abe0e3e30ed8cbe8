#include "ui/pages/inspector/edge_button.h"

#include "ui/theme/icons.h"
#include "ui/theme/type.h"

#include <QPainter>

namespace tastescope::ui {

EdgeButton::EdgeButton(const QString& iconName, const QString& text, QWidget* parent)
    : QAbstractButton(parent),
      m_iconName(iconName)
{
    setText(text);
    setAccessibleName(text);
    setToolTip(tr("Open the %1").arg(text));
    setFocusPolicy(Qt::TabFocus);
    setFixedWidth(strip);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void EdgeButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(underMouse() ? Token::Hover : Token::Window));
    ui::icon(m_iconName).paint(&painter, QRect((width() - 16) / 2, 12, 16, 16));
    painter.save();
    painter.translate(width(), 36);
    painter.rotate(90);
    painter.setFont(ui::font(TypeRole::TableStrong));
    painter.setPen(colour(Token::Text2));
    painter.drawText(QRect(0, 0, 200, width()), Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.restore();
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 4, 4);
    }
}

} // namespace tastescope::ui

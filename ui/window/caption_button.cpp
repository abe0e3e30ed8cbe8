#include "ui/window/caption_button.h"

#include "ui/theme/icons.h"
#include "ui/theme/type.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace tastescope::ui {

namespace {

constexpr int captionButtonPadding = 12;
constexpr int arrow = 16;

} // namespace

CaptionButton::CaptionButton(const QString& caption, int usualWidth, QWidget* parent)
    : QPushButton(parent),
      m_caption(caption),
      m_usualWidth(usualWidth)
{
    setAccessibleName(caption);
    setFont(ui::font(TypeRole::Body));
}

void CaptionButton::setValue(const QString& value)
{
    m_value = value;
    setAccessibleName(m_caption + QStringLiteral(": ") + value);
    setToolTip(value);
    updateGeometry();
    update();
}

QSize CaptionButton::sizeHint() const
{
    const int text = QFontMetrics(ui::font(TypeRole::Body)).horizontalAdvance(m_caption) + 6
                     + QFontMetrics(ui::font(TypeRole::Button)).horizontalAdvance(m_value);
    return {qBound(m_usualWidth, text + 2 * captionButtonPadding + arrow + 12, 240), QPushButton::sizeHint().height()};
}

QSize CaptionButton::minimumSizeHint() const
{
    return {96, QPushButton::sizeHint().height()};
}

void CaptionButton::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.features &= ~QStyleOptionButton::HasMenu; // the arrow is drawn below, in the place the picture has it
    painter.drawControl(QStyle::CE_PushButtonBevel, option);

    QRect place = rect().adjusted(captionButtonPadding, 0, -captionButtonPadding - arrow, 0);
    painter.setFont(ui::font(TypeRole::Body));
    painter.setPen(colour(isEnabled() ? Token::Text2 : Token::Off));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(m_caption) + 6);
    painter.setFont(ui::font(TypeRole::Button));
    painter.setPen(colour(isEnabled() ? Token::Text : Token::Off));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_value, Qt::ElideRight, place.width()));
    ui::icon(QStringLiteral("chev"), isEnabled() ? Token::Text2 : Token::Off)
        .paint(&painter, QRect(width() - arrow - 8, (height() - arrow) / 2, arrow, arrow));
}

} // namespace tastescope::ui

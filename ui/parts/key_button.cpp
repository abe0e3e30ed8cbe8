#include "ui/parts/key_button.h"

#include "ui/theme/icons.h"
#include "ui/theme/type.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace tastescope::ui {

namespace {

constexpr int padding = 11;
constexpr int iconPixels = 16;
constexpr int gap = 7;

int advance(const QString& text, TypeRole role)
{
    return QFontMetrics(font(role)).horizontalAdvance(text);
}

} // namespace

KeyButton::KeyButton(const QString& iconName, const QString& text, const QString& key, QWidget* parent)
    : QPushButton(text, parent),
      m_iconName(iconName),
      m_key(key)
{
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize KeyButton::sizeHint() const
{
    return {2 * padding + iconPixels + gap + advance(text(), TypeRole::Button) + gap + advance(m_key, TypeRole::Table),
            28};
}

void KeyButton::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);

    int left = padding;
    const QIcon::Mode mode = isEnabled() ? QIcon::Normal : QIcon::Disabled;
    ui::icon(m_iconName)
        .paint(&painter, QRect(left, (height() - iconPixels) / 2, iconPixels, iconPixels), Qt::AlignCenter, mode);
    left += iconPixels + gap;
    const auto write = [&](const QString& text, TypeRole role, Token tone) {
        painter.setFont(ui::font(role));
        painter.setPen(colour(isEnabled() ? tone : Token::Off));
        painter.drawText(QRect(left, 0, advance(text, role) + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        left += advance(text, role) + gap;
    };
    write(text(), TypeRole::Button, Token::Text);
    write(m_key, TypeRole::Table, Token::Text3);
}

} // namespace tastescope::ui

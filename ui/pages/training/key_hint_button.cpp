#include "ui/pages/training/key_hint_button.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace tastescope::ui {

namespace {

constexpr int keyHintButtonGap = 8;

} // namespace

KeyHintButton::KeyHintButton(const QString& key, QWidget* parent) : QPushButton(parent), m_key(key) {}

void KeyHintButton::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);

    const QFontMetrics strong(ui::font(TypeRole::Button));
    const QFontMetrics faint(ui::font(TypeRole::Table));
    const int keyWidth = faint.horizontalAdvance(m_key);
    const QString words = strong.elidedText(text(), Qt::ElideRight, width() - keyWidth - 4 * keyHintButtonGap);
    const int wordsWidth = strong.horizontalAdvance(words);
    const int left = (width() - wordsWidth - keyHintButtonGap - keyWidth) / 2;
    const auto write = [&](int from, const QString& text, TypeRole role, Token tone) {
        painter.setFont(ui::font(role));
        painter.setPen(colour(isEnabled() ? tone : Token::Off));
        painter.drawText(QRect(from, 0, width() - from, height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    write(left, words, TypeRole::Button, Token::Text);
    write(left + wordsWidth + keyHintButtonGap, m_key, TypeRole::Table, Token::Text2);
}

} // namespace tastescope::ui

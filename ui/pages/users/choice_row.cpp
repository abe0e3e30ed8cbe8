#include "ui/pages/users/choice_row.h"

#include "ui/session/numbers.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int rowPixels = 26;
constexpr int inset = 12;

} // namespace

ChoiceRow::ChoiceRow(const QString& text, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCount(-1);
}

void ChoiceRow::setCount(qint64 users)
{
    m_count = users;
    setEnabled(users >= 0);
    setAccessibleName(users < 0 ? text() : tr("%1, %2 users").arg(text(), count(users)));
    update();
}

QSize ChoiceRow::sizeHint() const
{
    return {200, rowHeight(rowPixels)};
}

void ChoiceRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (isChecked() || (underMouse() && isEnabled()))
        painter.fillRect(rect(), colour(Token::Hover));
    if (isChecked())
        painter.fillRect(QRect(0, 0, 2, height()), colour(Token::Accent));
    const QRect place = rect().adjusted(inset, 0, -inset, 0);
    painter.setFont(ui::font(isChecked() ? TypeRole::TableStrong : TypeRole::Table));
    painter.setPen(colour(isEnabled() ? Token::Text : Token::Off));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setFont(ui::font(TypeRole::Table));
    painter.setPen(colour(isEnabled() ? Token::Text2 : Token::Off));
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, m_count < 0 ? unknownNumber() : count(m_count));
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(3, 1, -3, -1), 4, 4);
    }
}

void ChoiceRow::enterEvent(QEnterEvent*)
{
    update();
}

void ChoiceRow::leaveEvent(QEvent*)
{
    update();
}

} // namespace tastescope::ui

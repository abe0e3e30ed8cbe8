#include "ui/window/search_button.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int searchButtonInset = 8;
constexpr int sign = 16;
constexpr int searchButtonGap = 8;

QString words()
{
    return SearchButton::tr("Search commands, users, titles");
}

QString key()
{
    return QStringLiteral("Ctrl+K");
}

} // namespace

SearchButton::SearchButton(QWidget* parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::NoFocus); // the keyboard has Ctrl+K
    setFixedSize(sizeHint());
    setAttribute(Qt::WA_Hover);
    setAccessibleName(words());
    setToolTip(tr("Any command, user or title by a few of its letters (Ctrl+K)"));
}

void SearchButton::setCompact(bool compact)
{
    m_compact = compact;
    setFixedSize(sizeHint());
    update();
}

QSize SearchButton::sizeHint() const
{
    const int tall = lineHeight(TypeRole::Table) + 6;
    if (m_compact)
        return {sign + 2 * 6, tall};
    const QFontMetrics metrics(ui::font(TypeRole::Table));
    return {2 * searchButtonInset + sign + searchButtonGap + metrics.horizontalAdvance(words()) + 2 * searchButtonGap
                + metrics.horizontalAdvance(key()),
            tall};
}

void SearchButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colour(Token::Control));
    painter.setBrush(colour(isDown() ? Token::Press : underMouse() ? Token::Hover : Token::Field));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const int left = m_compact ? (width() - sign) / 2 : searchButtonInset;
    ui::icon(QStringLiteral("search"), Token::Text2).paint(&painter, QRect(left, (height() - sign) / 2, sign, sign));
    if (m_compact)
        return;
    const QRect place = rect().adjusted(searchButtonInset + sign + searchButtonGap, 0, -searchButtonInset, 0);
    painter.setFont(ui::font(TypeRole::Table));
    painter.setPen(colour(Token::Text3));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, words());
    painter.setPen(colour(Token::Text2));
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, key());
}

} // namespace tastescope::ui

#include "ui/charts/spread/overlap_bar.h"

#include "ui/session/numbers.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <utility>

namespace tastescope::ui {

namespace {

constexpr double overlapBarHeight = 14;
constexpr double barGap = 2;
constexpr double overlapBarTextTop = 36;
constexpr double overlapBarTextGap = 17;

} // namespace

OverlapBar::OverlapBar(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Shared tracks"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void OverlapBar::setCounts(int mine, int shared, int theirs)
{
    m_mine = mine;
    m_shared = shared;
    m_theirs = theirs;
    setAccessibleDescription(tr("mine %1, shared %2, theirs %3").arg(count(mine), count(shared), count(theirs)));
    update();
}

QSize OverlapBar::sizeHint() const
{
    return {160, static_cast<int>(overlapBarTextTop) + lineHeight(TypeRole::Table)};
}

void OverlapBar::paintEvent(QPaintEvent*)
{
    const int all = m_mine + m_theirs - m_shared;
    if (all <= 0)
        return;
    QPainter painter(this);
    const double unit = static_cast<double>(width()) / all;
    const double left = (m_mine - m_shared) * unit;
    const double right = m_mine * unit;
    const double below = overlapBarHeight + barGap;
    painter.fillRect(QRectF(0, 0, left, overlapBarHeight), colour(Token::Bar2));
    painter.fillRect(QRectF(left, 0, right - left, overlapBarHeight), colour(Token::Accent));
    painter.fillRect(QRectF(left, below, right - left, overlapBarHeight), colour(Token::Accent));
    painter.fillRect(QRectF(right, below, width() - right, overlapBarHeight), colour(Token::Bar2));

    double x = 0;
    const auto write = [&](const QString& text, Token tone, TypeRole role) {
        painter.setFont(ui::font(role));
        painter.setPen(colour(tone));
        painter.drawText(QRectF(x, overlapBarTextTop, width(), lineHeight(role)), Qt::AlignLeft | Qt::AlignVCenter,
                         text);
        x += QFontMetricsF(painter.font()).horizontalAdvance(text) + overlapBarTextGap;
    };
    write(tr("mine %1").arg(count(m_mine)), Token::Text2, TypeRole::Table);
    write(tr("shared %1").arg(count(m_shared)), Token::Accent, TypeRole::TableStrong);
    write(tr("theirs %1").arg(count(m_theirs)), Token::Text2, TypeRole::Table);
}

} // namespace tastescope::ui

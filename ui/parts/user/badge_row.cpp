#include "ui/parts/user/badge_row.h"

#include "ui/tables/table_delegate.h"

#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int badgeRowGap = 6;

} // namespace

BadgeRow::BadgeRow(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void BadgeRow::setBadges(const QVector<Badge>& badges)
{
    m_badges = badges;
    QStringList words;
    for (const Badge& badge : badges)
        words << badge.text;
    setAccessibleName(words.join(QStringLiteral(", ")));
    setVisible(!badges.isEmpty());
    updateGeometry();
    update();
}

QSize BadgeRow::sizeHint() const
{
    int width = 0;
    for (const Badge& badge : m_badges)
        width += badgeWidth(badge.text) + badgeRowGap;
    return {width, 20};
}

void BadgeRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    int left = 0;
    for (const Badge& badge : m_badges) {
        drawBadge(painter, QRect(left, 0, badgeWidth(badge.text), height()), badge.text, badge.tone);
        left += badgeWidth(badge.text) + badgeRowGap;
    }
}

} // namespace tastescope::ui

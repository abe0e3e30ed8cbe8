#include "ui/pages/sweep/badge_label.h"

#include "ui/tables/table_delegate.h"

#include <QPainter>

namespace tastescope::ui {

BadgeLabel::BadgeLabel(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void BadgeLabel::setText(const QString& text, Token tone)
{
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize BadgeLabel::sizeHint() const
{
    return {badgeWidth(m_text), 20};
}

void BadgeLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBadge(painter, rect(), m_text, m_tone);
}

} // namespace tastescope::ui

#include "ui/theme/icon_mark.h"

#include "ui/theme/icons.h"

#include <QPainter>

namespace tastescope::ui {

IconMark::IconMark(QString name, Token tone, int pixels, QWidget* parent)
    : QWidget(parent),
      m_name(std::move(name)),
      m_tone(tone)
{
    setFixedSize(pixels, pixels);
}

void IconMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    icon(m_name, m_tone).paint(&painter, rect());
}

} // namespace tastescope::ui

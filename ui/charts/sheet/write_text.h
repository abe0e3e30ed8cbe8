#pragma once

#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QPainter>

namespace tastescope::ui {

/// One text of a figure or a report. Only what may be wrapped is cut at its place.
inline void writeText(QPainter& painter, const QRectF& place, int flags, const QString& text, TypeRole role,
                      Token tone = Token::Text)
{
    painter.setFont(font(role));
    painter.setPen(colour(tone));
    painter.drawText(place, (flags & Qt::TextWordWrap) != 0 ? flags : flags | Qt::TextDontClip, text);
}

} // namespace tastescope::ui

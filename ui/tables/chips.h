#pragma once

#include <QStringList>

class QPainter;
class QRect;

namespace tastescope::ui {

/// Words that stand beside one another in one cell, as trackDetail() joins them: "Action · Adventure · Sci-Fi".
bool areChips(const QString& text);

/// Of all of them.
int chipsWidth(const QString& text);

/// What stands in so many pixels: as many as have room whole, from the left, and how many more there are.
QStringList chipsIn(const QString& text, int width);

void drawChips(QPainter& painter, const QRect& place, const QString& text);

} // namespace tastescope::ui

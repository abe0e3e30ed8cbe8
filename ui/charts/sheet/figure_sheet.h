#pragma once

#include "ui/charts/sheet/figure.h"

#include <vector>

namespace tastescope::ui {

/// Figures beside and under one another on one drawing, as close as they go, with one line for all of where they come
/// from.
struct FigureSheet
{
    QString title;
    QString source;
    std::vector<Figure> figures; ///< their sizes and sources do not matter here
};

QByteArray toSvg(const FigureSheet& sheet);
QByteArray toPdf(const FigureSheet& sheet); ///< one page as large as all of it

/// The picture of a window with the same line below it.
QImage withFooter(const QImage& picture, const QString& title, const QString& source);

} // namespace tastescope::ui

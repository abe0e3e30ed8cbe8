#pragma once

#include "core/base/enum_names.h"
#include "ui/charts/plot/legend_row.h"
#include "ui/charts/plot/plot_view.h"
#include "ui/charts/sheet/statistics_column.h"

#include <QImage>

#include <filesystem>

namespace tastescope::ui {

/// A chart with everything it needs away from its window: title, caption, statistics and where it comes from.
struct Figure
{
    QString title;
    QString caption;
    QString source; ///< runs, seeds, data: "bpr-07, seed 42, data 7f3a 91c2"
    Statistics statistics;
    QList<KeyEntry> key; ///< at the right of the title
    const PlotView* chart = nullptr;
    QSize size;
    QString part = {}; ///< of a report: the object name of its panel, whatever its title says now
};

enum class FigureFormat { Png, Svg, Pdf, Csv };

constexpr auto enumNames(FigureFormat)
{
    return namedBy<FigureFormat>({{FigureFormat::Png, "png"},
                                  {FigureFormat::Svg, "svg"},
                                  {FigureFormat::Pdf, "pdf"},
                                  {FigureFormat::Csv, "csv"}});
}

/// The file name's extension, with a dot.
QString extensionOf(FigureFormat format);

/// Title, caption, chart, statistics and source, from the painter's origin.
void paintFigure(const Figure& figure, QPainter& painter);

QImage toImage(const Figure& figure, double scale); ///< scale 1 to 4; title and source are kept in the picture's texts
QByteArray toSvg(const Figure& figure);

/// One page as large as the figure, drawn with lines and letters. Title, sentence and source are in its metadata.
QByteArray toPdf(const Figure& figure);

/// Adds the extension where it is missing, replaces an older file whole and returns the path written.
/// Throws: Error when it cannot be written.
std::filesystem::path saveFigure(const Figure& figure, const std::filesystem::path& path, FigureFormat format,
                                 double scale = 1);

} // namespace tastescope::ui

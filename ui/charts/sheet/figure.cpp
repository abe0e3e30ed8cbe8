#include "ui/charts/sheet/figure.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "ui/charts/sheet/figure_layout.h"
#include "ui/charts/sheet/outlines.h"
#include "ui/charts/sheet/paper_page.h"
#include "ui/charts/sheet/write_text.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double axisTitleLine = 18;
constexpr double metresPerInch = 0.0254;
constexpr double figurePixelsPerInch = 96;

std::string contentOf(const Figure& figure, FigureFormat format, double scale)
{
    if (format == FigureFormat::Csv)
        return toCsv(figure.chart->table());
    if (format == FigureFormat::Svg)
        return toSvg(figure).toStdString();
    if (format == FigureFormat::Pdf)
        return toPdf(figure).toStdString();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!toImage(figure, scale).save(&buffer, "PNG"))
        throw Error("The picture is too large to be made. Choose a smaller scale.");
    return bytes.toStdString();
}

/// Upward along the left of the chart, downward along its right.
void writeUpright(QPainter& painter, const QPointF& centre, double angle, const QString& text)
{
    painter.save();
    painter.translate(centre);
    painter.rotate(angle);
    writeText(painter, QRectF(-1000, -axisTitleLine / 2, 2000, axisTitleLine), Qt::AlignCenter, text, TypeRole::Axis,
              Token::Text2);
    painter.restore();
}

void paintAxisTitles(QPainter& painter, const FigureLayout& layout)
{
    const AxisTitles& axes = layout.axes;
    const QPointF middle = axes.area.center();
    if (!axes.below.isEmpty())
        writeText(painter, QRectF(middle.x() - 1000, layout.body.bottom() - 2, 2000, axisTitleLine), Qt::AlignCenter,
                  axes.below, TypeRole::Axis, Token::Text2);
    if (!axes.left.isEmpty())
        writeUpright(painter, {layout.body.left() - 8, middle.y()}, -90, axes.left);
    if (!axes.right.isEmpty())
        writeUpright(painter, {layout.body.right() + axisTitleLine / 2 - 2, middle.y()}, 90, axes.right);
}

} // namespace

void paintFigure(const Figure& figure, QPainter& painter)
{
    const FigureLayout layout = layoutFigure(figure);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(), QSizeF(figure.size)), colour(Token::Base));

    writeText(painter, layout.title, Qt::AlignLeft | Qt::AlignVCenter, figure.title, TypeRole::Title, Token::Text);
    const bool isBelow = layout.caption.top() > layout.title.top();
    writeText(painter, layout.caption, isBelow ? Qt::AlignTop | Qt::TextWordWrap : int(Qt::AlignVCenter),
              figure.caption, TypeRole::Table, Token::Text2);
    drawKey(painter, figure.key, layout.title);
    if (!figure.statistics.isEmpty())
        drawStatistics(painter, figure.statistics, layout.statistics);
    figure.chart->paintFigure(painter, layout.body);
    paintAxisTitles(painter, layout);
    writeText(painter, layout.footer, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, footerText(figure.source),
              TypeRole::Axis, Token::Text3);
}

QString extensionOf(FigureFormat format)
{
    return QLatin1Char('.') + QString::fromLatin1(toText(format));
}

QImage toImage(const Figure& figure, double scale)
{
    QImage image((QSizeF(figure.size) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    const int dotsPerMetre = static_cast<int>(std::lround(figurePixelsPerInch / metresPerInch));
    image.setDotsPerMeterX(dotsPerMetre); // else the sizes of texts follow the screen
    image.setDotsPerMeterY(dotsPerMetre);
    QPainter painter(&image);
    paintFigure(figure, painter);
    painter.end();
    image.setText(QStringLiteral("Title"), figure.title);
    image.setText(QStringLiteral("Description"), figure.chart->summary());
    image.setText(QStringLiteral("Source"), figure.source);
    return image;
}

QByteArray toSvg(const Figure& figure)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(static_cast<int>(figurePixelsPerInch));
    generator.setSize(figure.size);
    generator.setViewBox(QRect(QPoint(), figure.size));
    generator.setTitle(figure.title);
    generator.setDescription(figure.chart->summary() + QLatin1Char('\n') + figure.source);
    OutlineDevice outlines(generator);
    QPainter painter(&outlines);
    paintFigure(figure, painter);
    painter.end();
    return bytes;
}

QByteArray toPdf(const Figure& figure)
{
    return onPage(figure.size, {figure.title, figure.chart->summary(), figure.source},
                  [&](QPainter& painter) { paintFigure(figure, painter); });
}

std::filesystem::path saveFigure(const Figure& figure, const std::filesystem::path& path, FigureFormat format,
                                 double scale)
{
    const std::string extension = extensionOf(format).toStdString();
    std::filesystem::path target = path;
    if (target.extension() != extension)
        target += extension;
    replaceFile(target, contentOf(figure, format, scale));
    return target;
}

} // namespace tastescope::ui

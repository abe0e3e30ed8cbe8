#include "ui/charts/sheet/figure_sheet.h"

#include "ui/charts/sheet/figure_layout.h"
#include "ui/charts/sheet/outlines.h"
#include "ui/charts/sheet/write_text.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QSvgGenerator>

#include <algorithm>
#include <array>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr int usualColumnPixels = 600;
constexpr int sheetInset = 12;
constexpr int sheetGap = 8;
constexpr int sheetDotsPerInch = 96;

int footerHeight(const QString& text, int width)
{
    if (text.isEmpty())
        return 0;
    const QRectF room(0, 0, width - 2 * sheetInset, 1e4);
    return static_cast<int>(
               std::ceil(QFontMetricsF(font(TypeRole::Axis)).boundingRect(room, Qt::TextWordWrap, text).height()))
           + 2 * sheetGap;
}

void drawFooter(QPainter& painter, const QString& text, const QRect& place)
{
    writeText(painter, place.adjusted(sheetInset, sheetGap, -sheetInset, 0), Qt::AlignTop | Qt::TextWordWrap, text,
              TypeRole::Axis, Token::Text3);
}

struct SheetLayout
{
    std::vector<Figure> figures; ///< all of one width
    std::vector<QPoint> places;
    QSize size;
};

constexpr std::size_t mostFigures = 16; // that are tried in both columns: no page has more

std::size_t columnOf(std::uint32_t split, std::size_t figure)
{
    return figure < mostFigures ? split >> figure & 1U : figure % 2;
}

/// Which of two columns each is in, a bit each, so that they end nearest to one another; the first is in the left one.
std::uint32_t bestSplit(const std::vector<Figure>& figures)
{
    const std::size_t tried = std::min(figures.size(), mostFigures);
    const auto longer = [&](std::uint32_t split) {
        std::array<int, 2> ends{0, 0};
        for (std::size_t i = 0; i < figures.size(); ++i)
            ends.at(columnOf(split, i)) += figures[i].size.height() + sheetGap;
        return std::max(ends[0], ends[1]);
    };
    std::uint32_t best = 0;
    for (std::uint32_t split = 0; split < (1U << tried); split += 2)
        if (longer(split) < longer(best))
            best = split;
    return best;
}

/// Makes the charts of a column higher until it ends where the other one does.
void stretch(std::vector<Figure*>& column, int by)
{
    std::vector<Figure*> elastic;
    for (Figure* figure : column)
        if (canStretch(*figure))
            elastic.push_back(figure);
    const auto parts = static_cast<int>(elastic.size());
    for (int i = 0; i < parts; ++i)
        elastic[static_cast<std::size_t>(i)]->size.rheight() += by * (i + 1) / parts - by * i / parts;
}

SheetLayout layoutSheet(const FigureSheet& sheet)
{
    SheetLayout layout;
    layout.figures = sheet.figures;
    int width = usualColumnPixels; // or what the words of a chart made of rows need
    for (Figure& figure : layout.figures) {
        figure.source.clear();
        figure.size = sizeAround(figure, figure.chart->figureSize({usualColumnPixels, 0}));
        width = std::max(width, canStretch(figure) ? 0 : figure.size.width());
    }
    for (Figure& figure : layout.figures)
        figure.size.setWidth(width); // what axes and statistics take, the chart gives
    const std::uint32_t split = bestSplit(layout.figures);
    std::array<std::vector<Figure*>, 2> columns;
    std::array<int, 2> ends{0, 0};
    for (std::size_t i = 0; i < layout.figures.size(); ++i) {
        const std::size_t column = columnOf(split, i);
        columns.at(column).push_back(&layout.figures[i]);
        ends.at(column) += layout.figures[i].size.height() + sheetGap;
    }
    const int height = std::max(ends[0], ends[1]);
    for (std::size_t column = 0; column < columns.size(); ++column)
        stretch(columns.at(column), height - ends.at(column));
    ends = {0, 0};
    for (std::size_t i = 0; i < layout.figures.size(); ++i) {
        const std::size_t column = columnOf(split, i);
        layout.places.emplace_back(static_cast<int>(column) * (width + sheetGap), ends.at(column));
        ends.at(column) += layout.figures[i].size.height() + sheetGap;
    }
    layout.size = {columns[1].empty() ? width : 2 * width + sheetGap, height};
    return layout;
}

QSize sizeOf(const FigureSheet& sheet, const SheetLayout& layout)
{
    return layout.size + QSize(0, footerHeight(footerText(sheet.source), layout.size.width()));
}

void paint(QPainter& painter, const FigureSheet& sheet, const SheetLayout& layout)
{
    const QRect whole(QPoint(), sizeOf(sheet, layout));
    painter.fillRect(whole, colour(Token::Base));
    for (std::size_t i = 0; i < layout.figures.size(); ++i) {
        painter.save();
        painter.translate(layout.places[i]);
        paintFigure(layout.figures[i], painter);
        painter.restore();
    }
    drawFooter(painter, footerText(sheet.source), whole.adjusted(0, layout.size.height(), 0, 0));
}

/// A line a figure and the source: the words of a drawing are no text.
QString wordsOf(const FigureSheet& sheet)
{
    QStringList words;
    for (const Figure& figure : sheet.figures)
        words << figure.title + QStringLiteral(": ") + figure.chart->summary();
    return (words << sheet.source).join(QLatin1Char('\n'));
}

} // namespace

QByteArray toSvg(const FigureSheet& sheet)
{
    const SheetLayout layout = layoutSheet(sheet);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(sheetDotsPerInch);
    svg.setSize(sizeOf(sheet, layout));
    svg.setViewBox(QRect(QPoint(), sizeOf(sheet, layout)));
    svg.setTitle(sheet.title);
    svg.setDescription(wordsOf(sheet));
    OutlineDevice outlines(svg);
    QPainter painter(&outlines);
    paint(painter, sheet, layout);
    painter.end();
    return bytes;
}

QByteArray toPdf(const FigureSheet& sheet)
{
    const SheetLayout layout = layoutSheet(sheet);
    return onPage(sizeOf(sheet, layout), {sheet.title, wordsOf(sheet), sheet.source},
                  [&](QPainter& painter) { paint(painter, sheet, layout); });
}

QImage withFooter(const QImage& picture, const QString& title, const QString& source)
{
    const QString footer = footerText(source);
    const double scale = picture.devicePixelRatio();
    const QSize shown = (QSizeF(picture.size()) / scale).toSize();
    const int height = footerHeight(footer, shown.width());
    QImage whole(picture.width(), picture.height() + static_cast<int>(std::ceil(height * scale)),
                 QImage::Format_ARGB32_Premultiplied);
    whole.setDevicePixelRatio(scale);
    whole.fill(colour(Token::Base));
    QPainter painter(&whole);
    painter.drawImage(QPointF(), picture);
    drawFooter(painter, footer, QRect(0, shown.height(), shown.width(), height));
    painter.end();
    whole.setText(QStringLiteral("Title"), title);
    whole.setText(QStringLiteral("Source"), source);
    return whole;
}

} // namespace tastescope::ui

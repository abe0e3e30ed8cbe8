#include "ui/charts/sheet/figure_layout.h"

#include "ui/theme/type.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double figureTitlePixels = 34;
constexpr double besideTitle = 8;
constexpr double axisTitlePixels = 18;
constexpr double footerAir = 4; // above and below

double widthIn(TypeRole role, const QString& text)
{
    return QFontMetricsF(font(role)).horizontalAdvance(text);
}

double wrappedHeight(TypeRole role, const QString& text, double width)
{
    if (text.isEmpty())
        return 0;
    return std::ceil(QFontMetricsF(font(role)).boundingRect(QRectF(0, 0, width, 1e4), Qt::TextWordWrap, text).height());
}

struct Around
{
    double title = figureTitlePixels; ///< of its first line
    double caption = 0;               ///< below the title; 0: beside it
    double footer = 0;
    double left = 0;
    double right = 0;
    double below = 0;
    double statistics = 0;

    double top() const { return title + caption; }
    double bottom() const { return below + footer; }
};

Around around(const Figure& figure, double width)
{
    const double room = width - 2 * figureInset;
    Around found;
    const double key = figure.key.isEmpty() ? 0 : keyWidth(figure.key) + 2 * besideTitle;
    const double caption = widthIn(TypeRole::Table, figure.caption);
    if (widthIn(TypeRole::Title, figure.title) + besideTitle + caption + key > room)
        found.caption = wrappedHeight(TypeRole::Table, figure.caption, room) + besideTitle;
    const QString footer = footerText(figure.source);
    if (!footer.isEmpty())
        found.footer = wrappedHeight(TypeRole::Axis, footer, room) + 2 * footerAir;
    const AxisTitles titles = figure.chart->axisTitles(QRectF(0, 0, width, width));
    found.left = titles.left.isEmpty() ? 0 : axisTitlePixels;
    found.right = titles.right.isEmpty() ? 0 : axisTitlePixels;
    found.below = titles.below.isEmpty() ? 0 : axisTitlePixels;
    found.statistics = figure.statistics.isEmpty() ? 0 : statisticsWidth(figure.statistics);
    return found;
}

} // namespace

bool canStretch(const Figure& figure)
{
    constexpr int low = 0;
    constexpr int high = 1000;
    return figure.chart->figureSize({high, low}) != figure.chart->figureSize({high, high});
}

QString footerText(const QString& source)
{
    if (source.isEmpty())
        return {};
    return source + QStringLiteral("; Tastescope " TASTESCOPE_VERSION);
}

QSize sizeAround(const Figure& figure, const QSize& chart)
{
    double width = chart.width();
    const Around sides = around(figure, width);
    width += sides.left + sides.right + sides.statistics;
    const Around all = around(figure, width);
    const double least = figure.statistics.isEmpty() ? 0 : statisticsHeight(figure.statistics) + 4;
    return QSizeF(width, all.top() + std::max<double>(chart.height(), least) + all.bottom()).toSize();
}

FigureLayout layoutFigure(const Figure& figure)
{
    const QRectF whole(QPointF(), QSizeF(figure.size));
    const Around sides = around(figure, whole.width());
    FigureLayout layout;
    layout.title = QRectF(figureInset, 0, whole.width() - 2 * figureInset, sides.title);
    layout.caption = layout.title;
    if (sides.caption > 0)
        layout.caption = QRectF(figureInset, sides.title - 4, layout.title.width(), sides.caption);
    else
        layout.caption.setLeft(figureInset + widthIn(TypeRole::Title, figure.title) + besideTitle);
    layout.footer = QRectF(figureInset, whole.bottom() - sides.footer, layout.title.width(), sides.footer)
                        .adjusted(0, footerAir, 0, 0);
    layout.body = whole.adjusted(sides.left, sides.top(), -sides.right - sides.statistics, -sides.bottom());
    layout.body.setSize(layout.body.size().expandedTo({1, 1}));
    layout.statistics = QRectF(whole.right() - sides.statistics, layout.body.top(), sides.statistics,
                               layout.body.height() + sides.below);
    layout.axes = figure.chart->axisTitles(layout.body);
    return layout;
}

} // namespace tastescope::ui

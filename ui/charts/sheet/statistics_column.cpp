#include "ui/charts/sheet/statistics_column.h"

#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double statisticsColumnRowPixels = 20;
constexpr double narrowest = 101;
constexpr double statisticsColumnInset = 12;
constexpr double columnGap = 16;
constexpr double partGap = 5;
constexpr double topOffset = 2;

double rowHeightPixels()
{
    return std::max(statisticsColumnRowPixels, QFontMetricsF(font(TypeRole::Table)).height());
}

/// Below a chart, where values are in weight 500.
bool fitsInOneRow(const Statistic& figure, double width)
{
    return QFontMetricsF(font(TypeRole::Table)).horizontalAdvance(figure.label) + partGap
               + QFontMetricsF(font(TypeRole::TableStrong)).horizontalAdvance(figure.value)
           <= width;
}

double heightOfRows(const Statistics& statistics, qsizetype rows)
{
    const double parts = statistics.legend.isEmpty() && statistics.remark.isEmpty() ? 0 : partGap + rowHeightPixels();
    return topOffset + static_cast<double>(rows) * rowHeightPixels() + parts;
}

} // namespace

double statisticsWidth(const Statistics& statistics)
{
    const QFontMetricsF metrics(font(TypeRole::Table));
    double labels = metrics.horizontalAdvance(statistics.remark) - columnGap;
    double values = 0;
    for (const Statistic& figure : statistics.figures) {
        labels = std::max(labels, metrics.horizontalAdvance(figure.label));
        values = std::max(values, metrics.horizontalAdvance(figure.value));
    }
    return std::ceil(std::max(narrowest, labels + columnGap + values) + statisticsColumnInset);
}

double statisticsHeight(const Statistics& statistics)
{
    return heightOfRows(statistics, statistics.figures.size());
}

double statisticsHeightBelow(const Statistics& statistics, double width)
{
    qsizetype rows = 0;
    for (const Statistic& figure : statistics.figures)
        rows += fitsInOneRow(figure, width - 2 * statisticsColumnInset) ? 1 : 2;
    return heightOfRows(statistics, rows);
}

void drawStatistics(QPainter& painter, const Statistics& statistics, const QRectF& place, StatisticsPlace where)
{
    const bool below = where == StatisticsPlace::Below;
    const double wanted = below ? statisticsHeightBelow(statistics, place.width()) : statisticsHeight(statistics);
    const double tooMuch = std::max(0.0, wanted - place.height());
    const double least = std::min(rowHeightPixels(), QFontMetricsF(font(TypeRole::Table)).height());
    const double height = // rows close up before the last is cut
        std::max(least, rowHeightPixels() - tooMuch / (static_cast<double>(statistics.figures.size()) + 1));
    QRectF row(place.left() + (below ? statisticsColumnInset : 0), place.top() + topOffset, 0, height);
    row.setRight(place.right() - statisticsColumnInset);
    for (const Statistic& figure : statistics.figures) {
        painter.setPen(colour(Token::Text2));
        painter.setFont(font(TypeRole::Table));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, figure.label);
        if (below && !fitsInOneRow(figure, row.width()))
            row.translate(0, height);
        painter.setPen(colour(Token::Text));
        painter.setFont(font(below ? TypeRole::TableStrong : TypeRole::Table));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, figure.value);
        row.translate(0, height);
    }
    row.translate(0, partGap);
    if (!statistics.legend.isEmpty()) {
        drawLegend(painter, statistics.legend, row);
        row.translate(0, legendHeight(statistics.legend, row.width()));
    }
    painter.setPen(colour(Token::Text2));
    painter.setFont(font(TypeRole::Table));
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, statistics.remark);
}

StatisticsColumn::StatisticsColumn(QWidget* parent, StatisticsPlace place) : QWidget(parent), m_place(place)
{
    setGround(this, Token::Base);
    QSizePolicy policy = place == StatisticsPlace::Beside ? QSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred)
                                                          : QSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(place == StatisticsPlace::Below);
    setSizePolicy(policy);
    setStatistics({});
}

int StatisticsColumn::heightForWidth(int width) const
{
    return static_cast<int>(std::ceil(statisticsHeightBelow(m_statistics, width)));
}

/// Not kept: text may have another size by now.
QSize StatisticsColumn::sizeHint() const
{
    if (m_place == StatisticsPlace::Beside)
        return {static_cast<int>(statisticsWidth(m_statistics)), 0};
    return {0, heightForWidth(width())};
}

void StatisticsColumn::setStatistics(Statistics statistics)
{
    m_statistics = std::move(statistics);
    setVisible(!m_statistics.isEmpty());
    updateGeometry();
    QStringList spoken;
    for (const Statistic& figure : m_statistics.figures)
        spoken << figure.label + QLatin1Char(' ') + figure.value;
    setAccessibleName(tr("Statistics"));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

void StatisticsColumn::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawStatistics(painter, m_statistics, QRectF(rect()), m_place);
}

} // namespace tastescope::ui

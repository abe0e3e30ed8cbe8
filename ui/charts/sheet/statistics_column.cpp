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
    const double parts = statistics.legend.isEmpty() && statistics.remark.isEmpty() ? 0 : partGap + rowHeightPixels();
    return topOffset + static_cast<double>(statistics.figures.size()) * rowHeightPixels() + parts;
}

void drawStatistics(QPainter& painter, const Statistics& statistics, const QRectF& place, StatisticsPlace where)
{
    const bool below = where == StatisticsPlace::Below;
    const double tooMuch = std::max(0.0, statisticsHeight(statistics) - place.height());
    const double least = std::min(rowHeightPixels(), QFontMetricsF(font(TypeRole::Table)).height());
    const double height = // rows close up before the last is cut
        std::max(least, rowHeightPixels() - tooMuch / (static_cast<double>(statistics.figures.size()) + 1));
    QRectF row(place.left() + (below ? statisticsColumnInset : 0), place.top() + topOffset, 0, height);
    row.setRight(place.right() - statisticsColumnInset);
    for (const Statistic& figure : statistics.figures) {
        painter.setPen(colour(Token::Text2));
        painter.setFont(font(TypeRole::Table));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, figure.label);
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
    setStatistics({});
}

void StatisticsColumn::setStatistics(Statistics statistics)
{
    m_statistics = std::move(statistics);
    setVisible(!m_statistics.isEmpty());
    if (m_place == StatisticsPlace::Beside)
        setFixedWidth(static_cast<int>(statisticsWidth(m_statistics)));
    else
        setFixedHeight(static_cast<int>(std::ceil(statisticsHeight(m_statistics))));
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

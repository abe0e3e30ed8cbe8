#pragma once

#include "ui/charts/plot/end_labels.h"

#include <QWidget>

namespace tastescope::ui {

struct Statistic
{
    QString label; ///< "median"
    QString value; ///< "39"
};

/// What stands beside a histogram: figures, then swatches of lines, then a remark ("log axis").
struct Statistics
{
    QList<Statistic> figures;
    QList<LegendEntry> legend = {};
    QString remark = {};

    bool isEmpty() const { return figures.isEmpty() && legend.isEmpty() && remark.isEmpty(); }
};

enum class StatisticsPlace {
    Beside, ///< right of a chart, as narrow as it can be
    Below,  ///< under a chart, as wide as the panel, values in weight 500
};

double statisticsWidth(const Statistics& statistics); ///< with the inset at the right
/// Beside a chart, or below it in so much width, where a figure that has no room beside its label stands under it.
double statisticsHeight(const Statistics& statistics);
double statisticsHeightBelow(const Statistics& statistics, double width);
void drawStatistics(QPainter& painter, const Statistics& statistics, const QRectF& place,
                    StatisticsPlace where = StatisticsPlace::Beside);

/// The same as a widget, 20 px a row at the least: as high as its text.
class StatisticsColumn : public QWidget
{
    Q_OBJECT

public:
    explicit StatisticsColumn(QWidget* parent = nullptr, StatisticsPlace place = StatisticsPlace::Beside);

    void setStatistics(Statistics statistics);
    const Statistics& statistics() const { return m_statistics; }

    bool hasHeightForWidth() const override { return m_place == StatisticsPlace::Below; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Statistics m_statistics;
    StatisticsPlace m_place;
};

} // namespace tastescope::ui

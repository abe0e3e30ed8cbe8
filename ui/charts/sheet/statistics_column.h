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
double statisticsHeight(const Statistics& statistics);
void drawStatistics(QPainter& painter, const Statistics& statistics, const QRectF& place,
                    StatisticsPlace where = StatisticsPlace::Beside);

/// The same as a widget, 20 px a row.
class StatisticsColumn : public QWidget
{
    Q_OBJECT

public:
    explicit StatisticsColumn(QWidget* parent = nullptr, StatisticsPlace place = StatisticsPlace::Beside);

    void setStatistics(Statistics statistics);
    const Statistics& statistics() const { return m_statistics; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Statistics m_statistics;
    StatisticsPlace m_place;
};

} // namespace tastescope::ui

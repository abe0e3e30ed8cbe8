#pragma once

#include "ui/theme/line_style.h"

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>

class QPainter;

namespace tastescope::ui {

/// What stands at the end of a line instead of a legend: "bpr-07", "Hit@5 0.763".
struct EndLabel
{
    QString text;
    QStringList rest = {}; ///< lines below: "best at epoch 21", "3 of 5 epochs of patience"
    QPointF end;           ///< where the line ends
    Token tone = Token::Text2;
    bool below = false; ///< the value lies under the rim: a small triangle points there
    bool above = false;
    QRectF place = {}; ///< set by arrange()

    double width() const;
};

/// Room at the right for labels of lines that reach the end of the axis.
double roomFor(const QList<EndLabel>& labels);

/// Gives each label its place: 8 px right of its end, left of it where it would leave `bounds`, and parted from the
/// others by at least the height of a line.
void arrange(QList<EndLabel>& labels, const QRectF& bounds);
void drawEndLabels(QPainter& painter, const QList<EndLabel>& labels);

/// Beyond this many lines, or where labels have no room, a legend takes their place.
inline constexpr qsizetype mostEndLabels = 6;

struct LegendEntry
{
    LineStyle style;
    QString text;
};

/// Swatches and names in rows from the top left of `place`. Returns the height used; paints only with a painter.
double legendHeight(const QList<LegendEntry>& entries, double width);
void drawLegend(QPainter& painter, const QList<LegendEntry>& entries, const QRectF& place);

} // namespace tastescope::ui

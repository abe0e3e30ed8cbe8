#include "ui/theme/sparkline.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

void drawSparkline(QPainter& painter, const QRectF& place, std::span<const double> values, const LineStyle& style)
{
    double low = INFINITY;
    double high = -INFINITY;
    for (const double value : values) {
        low = std::isfinite(value) ? std::min(low, value) : low;
        high = std::isfinite(value) ? std::max(high, value) : high;
    }
    if (low > high)
        return;
    const QRectF inner = place.adjusted(0, 2, -3, -2); // room for the dot
    const double step = values.size() < 2 ? 0 : inner.width() / static_cast<double>(values.size() - 1);
    QPolygonF line;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double height = high > low ? (values[i] - low) / (high - low) : 0.5;
        if (std::isfinite(values[i]))
            line << QPointF(inner.left() + static_cast<double>(i) * step, inner.bottom() - height * inner.height());
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen ink = pen(style);
    ink.setWidthF(1.5);
    ink.setStyle(style.role == LineRole::Baseline ? Qt::DashLine : Qt::SolidLine);
    painter.setPen(ink);
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(style));
    painter.drawEllipse(line.last(), 2.5, 2.5);
    painter.restore();
}

} // namespace tastescope::ui

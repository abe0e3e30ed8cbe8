#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <cmath>
#include <vector>

namespace tastescope::ui {

/// Values from low to high.
struct Range
{
    double low = 0;
    double high = 1;

    double span() const { return high - low; }
    bool contains(double value) const { return value >= low && value <= high; }
    bool operator==(const Range&) const = default;
};

/// An axis of a quality begins so many widths of an interval below the best; what is worse stands at its rim.
inline constexpr double nearIntervals = 4;

/// How an axis places values: evenly, or by their logarithm. A logarithmic range lies above 0.
struct Scale
{
    Range range;
    bool logarithmic = false;

    /// 0 at range.low, 1 at range.high, half where there is no span; NaN for what a log axis cannot show.
    double fraction(double value) const;
    double value(double fraction) const;
    bool operator==(const Scale&) const = default;
};

/// Whether something can be drawn there. A value that is no number has no place, though QRectF::contains() says it has.
inline bool isWithin(const QRectF& area, const QPointF& place)
{
    return std::isfinite(place.x()) && std::isfinite(place.y()) && area.contains(place);
}

/// The two axes of a chart and where they lie on it.
struct PlotMap
{
    QRectF area;
    Scale x;
    Scale y;

    double toX(double value) const { return area.left() + x.fraction(value) * area.width(); }
    double toY(double value) const { return area.bottom() - y.fraction(value) * area.height(); }
    QPointF toPixel(const QPointF& value) const { return {toX(value.x()), toY(value.y())}; }
    double xAt(double pixel) const { return x.value((pixel - area.left()) / area.width()); }
    double yAt(double pixel) const { return y.value((area.bottom() - pixel) / area.height()); }
};

/// How the numbers of an axis are written.
struct TickFormat
{
    bool shortened = false; ///< "20k", "1.2k", "1M"
    double factor = 1;      ///< 100 shows shares as percentages
    QString suffix = {};    ///< " %", " min"
    bool exact = false;     ///< each number in its own fewest digits, as a learning rate is written: "0.001"
    bool withSign = false;  ///< "+0.04": of differences
};

/// The step among 1, 2, 2.5, 3, 5 times a power of ten that cuts `span` into at most `most` parts.
double niceStep(double span, int most);

/// Round values inside the scale's range, at most about `most`: multiples of niceStep, or 1 2 5 10, 1 3 10, the powers
/// of ten, or every second one on a logarithmic scale, whichever is densest and fits. wholeNumbers: no fractions.
std::vector<double> tickValues(const Scale& scale, int most, bool wholeNumbers = false);

/// With as many digits as the ticks need to differ, the same number on each.
QStringList tickLabels(const std::vector<double>& values, const TickFormat& format);

/// One number as on an axis whose neighbouring ticks are `step` apart.
QString tickLabel(double value, double step, const TickFormat& format);

} // namespace tastescope::ui

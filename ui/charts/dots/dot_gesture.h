#pragma once

#include <QPointF>
#include <QRectF>

#include <optional>
#include <variant>

namespace tastescope::ui {

/// What a press beside the dots means: it takes hold of the cursor, or, when the hand stays, asks for a dot there. With
/// Shift it draws a band over the part of the axis upward one wants to see.
/// Knows no widget: it is told what lies under the pointer.
class DotGesture
{
public:
    /// free: the place a click on empty ground would ask for. False: such a press means nothing here.
    bool press(const QPointF& at, bool onCursor, const std::optional<double>& free);
    void pressBand(const QPointF& at) { m_held = Band{at, at}; }
    bool follow(const QPointF& at); ///< false: no band is being drawn

    /// From edge to edge of the plot area; none: no band is being drawn.
    std::optional<QRectF> band(const QRectF& area) const;
    bool holdsCursor() const { return std::holds_alternative<Cursor>(m_held); }

    /// The place that was asked for, if the hand did not move.
    std::optional<double> release(const QPointF& at);
    void cancel() { m_held = {}; }

private:
    struct Cursor
    {
    };
    struct Ground
    {
        QPointF at;
        double place = 0;
    };
    struct Band
    {
        QPointF from;
        QPointF to;
    };
    std::variant<std::monostate, Cursor, Ground, Band> m_held;
};

} // namespace tastescope::ui

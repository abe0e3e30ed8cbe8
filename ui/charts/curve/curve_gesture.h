#pragma once

#include <QPointF>
#include <QRectF>
#include <Qt>

#include <optional>
#include <variant>

namespace tastescope::ui {

/// What a hand on the mouse means on a curve chart: left drags zoom x, with Shift a box, the middle button pans, and a
/// left press that does not move is a click. Knows no widget: it is told positions in pixels and answers what to do.
class CurveGesture
{
public:
    struct Click
    {
    };
    struct ZoomInto
    {
        QRectF place;
        bool box = false; ///< y too
    };
    struct Pan
    {
        double fractionX = 0; ///< of the plot area, to the right
        double fractionY = 0; ///< upwards
        bool goesOn = false;  ///< part of the same drag as the one before
    };
    using Meaning = std::variant<std::monostate, Click, ZoomInto, Pan>;

    /// False: such a press means nothing here.
    bool press(const QPointF& at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers, const QRectF& area);
    Meaning move(const QPointF& at, const QRectF& area);
    Meaning release(const QPointF& at, const QRectF& area);
    void cancel() { m_drag.reset(); }

    /// The hand has moved since it pressed.
    bool isDragging() const { return m_drag && m_drag->moved; }

    /// What a zooming drag has gone over, cut to the plot area; none: no such drag.
    std::optional<ZoomInto> band(const QRectF& area) const;

private:
    struct Drag
    {
        QPointF from;
        QPointF to;
        bool box = false;
        bool pan = false;
        bool moved = false;
    };

    void follow(const QPointF& at);

    std::optional<Drag> m_drag;
};

} // namespace tastescope::ui

#pragma once

#include <QPointF>

#include <optional>
#include <variant>

namespace tastescope::ui {

/// What a press beside the dots means: it takes hold of the cursor, or, when the hand stays, asks for a dot there.
/// Knows no widget: it is told what lies under the pointer.
class DotGesture
{
public:
    /// free: the place a click on empty ground would ask for. False: such a press means nothing here.
    bool press(const QPointF& at, bool onCursor, const std::optional<double>& free);
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
    std::variant<std::monostate, Cursor, Ground> m_held;
};

} // namespace tastescope::ui

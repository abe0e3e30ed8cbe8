#pragma once

#include "ui/charts/parallel/parallel_brushes.h"
#include "ui/charts/parallel/parallel_layout.h"

namespace tastescope::ui {

/// What a hand on the mouse means on the axes: a drag brushes, moves a brush or one of its edges; a click beside a
/// brush takes it away, and on a choice brushes that choice. Knows no widget: it is told positions and the layout.
class ParallelGesture
{
public:
    /// What becomes of an axis' brush.
    struct Change
    {
        std::size_t axis = 0;
        std::optional<Range> brush = {};
    };

    /// The axis that was taken hold of; none: such a press means nothing here.
    std::optional<std::size_t> press(const QPointF& at, const ParallelBrushes& brushes, const ParallelLayout& layout);
    std::optional<Change> move(double y, const ParallelData& data, const ParallelLayout& layout);
    std::optional<Change> release(const ParallelData& data, const ParallelBrushes& brushes,
                                  const ParallelLayout& layout);
    void cancel() { m_drag.reset(); }
    bool isActive() const { return m_drag.has_value(); }

private:
    enum class Grip { New, Whole, Low, High };
    struct Drag
    {
        std::size_t axis = 0;
        Grip grip = Grip::New;
        double from = 0;   ///< px
        Range before = {}; ///< the brush when the button went down
        bool moved = false;
    };

    static Grip gripAt(double y, double low, double high);
    Range dragged(double y, const ParallelLayout& layout) const;

    std::optional<Drag> m_drag;
};

inline constexpr double parallelChoiceReach = 12; ///< px around a choice, and beyond the ends of an axis

} // namespace tastescope::ui

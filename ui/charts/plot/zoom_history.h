#pragma once

#include "ui/charts/plot/scale.h"

#include <optional>
#include <vector>

namespace tastescope::ui {

/// The part of the axes in sight; none: all there is.
struct ZoomState
{
    std::optional<Range> x;
    std::optional<Range> y;
    bool operator==(const ZoomState&) const = default;
};

/// Where one has looked, as a browser's back and forward.
class ZoomHistory
{
public:
    const ZoomState& current() const { return m_current; }

    /// Looks elsewhere; what was ahead is forgotten. False when nothing changes.
    bool go(const ZoomState& state);
    void replace(const ZoomState& state) { m_current = state; } ///< the same move goes on
    bool back();
    bool forward();

private:
    ZoomState m_current;
    std::vector<ZoomState> m_behind;
    std::vector<ZoomState> m_ahead;
};

} // namespace tastescope::ui

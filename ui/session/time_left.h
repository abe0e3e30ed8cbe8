#pragma once

#include <deque>
#include <optional>

namespace tastescope::ui {

struct TimeRange
{
    double low = 0; ///< seconds
    double high = 0;
    bool operator==(const TimeRange&) const = default;
};

/// Says how long a job will take from how far it got, as a range: at the pace of the whole job and at that of its last
/// third, the slower and the faster, 3 % wider on both sides.
class TimeLeft
{
public:
    /// share: of the work done, in [0, 1]; seconds: since it began, pauses left out. Both ascend; a share that falls
    /// back begins a new estimate.
    void add(double seconds, double share);

    /// None before a second and two percent have passed.
    std::optional<TimeRange> range() const;

private:
    struct Point
    {
        double seconds = 0;
        double share = 0;
    };

    std::deque<Point> m_points; // the first one, then those of the last third
};

} // namespace tastescope::ui

#include "ui/session/time_left.h"

#include <algorithm>

namespace tastescope::ui {

void TimeLeft::add(double seconds, double share)
{
    if (!m_points.empty() && share < m_points.back().share)
        m_points.clear();
    m_points.push_back({seconds, share});
    const double lastThird = seconds - (seconds - m_points.front().seconds) / 3;
    while (m_points.size() > 2 && m_points[2].seconds <= lastThird)
        m_points.erase(m_points.begin() + 1);
}

std::optional<TimeRange> TimeLeft::range() const
{
    if (m_points.size() < 2)
        return std::nullopt;
    const Point& first = m_points.front();
    const Point& last = m_points.back();
    if (last.seconds - first.seconds < 1 || last.share - first.share < 0.02)
        return std::nullopt;
    const auto secondsFrom = [&last](const Point& since) {
        return (1 - last.share) * (last.seconds - since.seconds) / (last.share - since.share);
    };
    const double whole = secondsFrom(first);
    const Point& recent = m_points[m_points.size() > 2 ? 1 : 0];
    const double late = last.share > recent.share ? secondsFrom(recent) : whole;
    return TimeRange{0.97 * std::min(whole, late), 1.03 * std::max(whole, late)};
}

} // namespace tastescope::ui

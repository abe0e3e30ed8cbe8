#include "ui/charts/plot/zoom_history.h"

#include <utility>

namespace tastescope::ui {

bool ZoomHistory::go(const ZoomState& state)
{
    if (state == m_current)
        return false;
    m_behind.push_back(std::exchange(m_current, state));
    m_ahead.clear();
    return true;
}

bool ZoomHistory::back()
{
    if (m_behind.empty())
        return false;
    m_ahead.push_back(std::exchange(m_current, m_behind.back()));
    m_behind.pop_back();
    return true;
}

bool ZoomHistory::forward()
{
    if (m_ahead.empty())
        return false;
    m_behind.push_back(std::exchange(m_current, m_ahead.back()));
    m_ahead.pop_back();
    return true;
}

} // namespace tastescope::ui

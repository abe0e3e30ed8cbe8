#include "ui/window/page_table.h"

#include "ui/session/workspace.h"

#include <QWidget>

#include <array>

namespace tastescope::ui {

std::span<const PageInfo> pageTable()
{
    static constexpr std::array<PageInfo, 0> pages{};
    return pages;
}

std::span<const DockInfo> dockTable()
{
    static constexpr std::array<DockInfo, 0> docks{};
    return docks;
}

} // namespace tastescope::ui

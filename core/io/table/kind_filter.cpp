#include "core/io/table/kind_filter.h"

#include "core/base/error.h"

#include <algorithm>

namespace tastescope {

KindFilter::KindFilter(const TableLayout& layout) : m_layout(layout)
{
    if (!layout.kinds.empty() && !layout.has(ColumnRole::Kind))
        throw Error("Kinds of events were chosen, but no column is said to hold them: mark it \"kind\" among the "
                    "columns.");
}

std::optional<double> KindFilter::weightOf(std::string_view kind)
{
    constexpr std::size_t mostNamed = 50; // a column that is none of kinds has a million of them
    if (m_layout.kinds.empty())
        return 1;
    const auto counted = std::ranges::find(m_layout.kinds, kind, &std::pair<std::string, double>::first);
    if (counted != m_layout.kinds.end())
        return counted->second;
    if (const auto known = m_left.find(kind); known != m_left.end())
        ++known->second;
    else
        ++m_left[m_left.size() < mostNamed ? std::string(kind) : std::string()];
    return std::nullopt;
}

void KindFilter::tell(ImportReport& report) const
{
    for (const auto& [kind, rows] : m_left)
        report.passedOver.push_back(
            {kind.empty() ? "rows of other kinds" : "rows of the kind \"" + escaped(kind, 40) + "\"", rows});
}

} // namespace tastescope

#pragma once

#include "core/io/import_report.h"
#include "core/io/table/table_layout.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tastescope {

/// Passes over the events of kinds that do not count, and weighs the others.
class KindFilter
{
public:
    /// Throws: Error when kinds were chosen and no column holds them.
    explicit KindFilter(const TableLayout& layout);

    /// How much an event of this kind weighs; nothing: it does not count.
    std::optional<double> weightOf(std::string_view kind);

    /// How many rows of which kinds were passed over.
    void tell(ImportReport& report) const;

private:
    const TableLayout& m_layout;
    std::map<std::string, std::int64_t, std::less<>> m_left;
};

} // namespace tastescope

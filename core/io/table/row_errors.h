#pragma once

#include "core/io/import_report.h"

#include <string_view>

namespace tastescope {

/// Takes bad rows: ends the import at the first, or counts them all and lists the first ones.
class RowErrors
{
public:
    explicit RowErrors(bool skip) : m_skip(skip) {}

    /// Throws: BadInput unless bad rows are skipped.
    void reject(const FilePlace& place, std::string_view row, const std::string& reason);

    std::int64_t count() const { return m_count; }
    const std::vector<BadRow>& listed() const { return m_listed; }

private:
    bool m_skip;
    std::int64_t m_count = 0;
    std::vector<BadRow> m_listed;
};

} // namespace tastescope

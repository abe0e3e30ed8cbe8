#include "core/io/table/row_errors.h"

#include "core/io/text/text_encoding.h"

namespace tastescope {

void RowErrors::reject(const FilePlace& place, std::string_view row, const std::string& reason)
{
    if (!m_skip)
        throw BadInput(place, reason + " The row: \"" + escaped(row) + "\".");
    ++m_count;
    if (m_listed.size() < ImportReport::listed)
        m_listed.push_back({place, escaped(row), reason});
}

} // namespace tastescope

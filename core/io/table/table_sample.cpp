#include "core/io/table/table_sample.h"

namespace tastescope {

namespace {

constexpr std::size_t sampleBytes = std::size_t{1} << 20;

} // namespace

TableSample sampleTable(const std::filesystem::path& path, const Dialect& dialect, Encoding encoding,
                        std::size_t mostRows, ReadProgress& progress)
{
    TextScanner scanner(path, encoding, progress);
    scanner.stopAfter(sampleBytes);
    RecordReader record(scanner, dialect);
    TableSample sample;
    while (sample.rows.size() < mostRows && record.next()) {
        std::vector<std::string>& row = sample.rows.emplace_back();
        for (std::size_t column = 0; column < record.size(); ++column)
            row.emplace_back(record.field(column));
        sample.lines.push_back(scanner.lineNumber());
    }
    sample.encoding = scanner.encodingSeen();
    return sample;
}

} // namespace tastescope

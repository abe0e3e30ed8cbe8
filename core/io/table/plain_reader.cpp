#include "core/io/table/plain_reader.h"

#include <algorithm>

namespace tastescope {

namespace {

/// Lines are parsed in parts of about so many bytes: their ids stay in the cache of a core.
constexpr std::size_t partBytes = std::size_t{256} << 10;

constexpr std::size_t partsAtATime = 16;

template<typename Value>
void append(std::vector<Value>& into, std::span<const Value> values)
{
    into.insert(into.end(), values.begin(), values.end());
}

std::int32_t numberOf(std::size_t local, std::vector<std::int32_t>& numbers, const LocalIds& ids, IdShortcut& table)
{
    if (numbers[local] < 0)
        numbers[local] = table.add(ids.names()[local]);
    return numbers[local];
}

} // namespace

PlainReader::PlainReader(const PlainRowParser& parser, TextScanner& scanner, const ReadProgress& progress,
                         RawData& data, Ratings& into)
    : m_parser(parser),
      m_scanner(scanner),
      m_progress(progress),
      m_into(into),
      m_userIds(data.users),
      m_itemIds(data.items.ids)
{
}

std::int64_t PlainReader::read(const std::function<bool()>& readCarefully)
{
    // The first row is read with care: what stands above the rows may be no row.
    const std::size_t ahead = std::min(m_progress.sizes().buffer * 4, partBytes * partsAtATime);
    while (readCarefully())
        for (;;) {
            m_text = m_scanner.plainAhead(ahead);
            if (m_text.empty())
                break;
            parse();
            if (isWhole())
                takeWhole();
            else
                takeRuns(readCarefully);
        }
    return m_taken;
}

/// Cuts the block at line ends and parses its parts side by side.
void PlainReader::parse()
{
    m_begins = {0};
    while (m_begins.back() < m_text.size())
        m_begins.push_back(std::min(m_text.find('\n', m_begins.back() + partBytes), m_text.size() - 1) + 1);
    m_parts.clear();
    m_parts.resize(m_begins.size() - 1);
    m_userOf.resize(m_parts.size());
    m_itemOf.resize(m_parts.size());
    parallelFor(
        std::ssize(m_parts), m_workers, m_progress.job(),
        [&](std::int64_t i, int) {
            const auto part = static_cast<std::size_t>(i);
            const std::string_view text = m_text;
            m_parts[part] = m_parser.parse(text.substr(m_begins[part], m_begins[part + 1] - m_begins[part]));
            m_userOf[part] = m_userIds.findAll(m_parts[part].userIds.names());
            m_itemOf[part] = m_itemIds.findAll(m_parts[part].itemIds.names());
        },
        1);
}

bool PlainReader::isWhole() const
{
    for (std::size_t part = 0; part < m_parts.size(); ++part) {
        const auto& runs = m_parts[part].runs;
        if (runs.size() != 1 || runs[0].begin != 0 || runs[0].end != m_begins[part + 1] - m_begins[part])
            return false;
    }
    return true;
}

/// Every line is a plain row: ids get their numbers part after part, then all cores write the rows.
void PlainReader::takeWhole()
{
    std::vector<std::size_t> firstRow = {m_into.size()};
    for (std::size_t part = 0; part < m_parts.size(); ++part) {
        for (std::size_t local = 0; local < m_userOf[part].size(); ++local)
            numberOf(local, m_userOf[part], m_parts[part].userIds, m_userIds);
        for (std::size_t local = 0; local < m_itemOf[part].size(); ++local)
            numberOf(local, m_itemOf[part], m_parts[part].itemIds, m_itemIds);
        firstRow.push_back(firstRow.back() + m_parts[part].size());
    }
    m_into.users.resize(firstRow.back());
    m_into.items.resize(firstRow.back());
    parallelFor(
        std::ssize(m_parts), m_workers, m_progress.job(),
        [&](std::int64_t i, int) {
            const auto part = static_cast<std::size_t>(i);
            const PlainRows& rows = m_parts[part];
            for (std::size_t row = 0; row < rows.size(); ++row) {
                m_into.users[firstRow[part] + row] = User{m_userOf[part][static_cast<std::size_t>(rows.users[row])]};
                m_into.items[firstRow[part] + row] = Item{m_itemOf[part][static_cast<std::size_t>(rows.items[row])]};
            }
        },
        1);
    for (const PlainRows& part : m_parts) {
        append(m_into.values, std::span(part.values));
        append(m_into.times, std::span(part.times));
    }
    const auto rows = static_cast<std::int64_t>(firstRow.back() - firstRow.front());
    m_scanner.skip(m_text.size(), rows);
    m_taken += rows;
}

/// Some lines need care. A careful row may go over several lines, some of which looked like rows of their own.
void PlainReader::takeRuns(const std::function<bool()>& readCarefully)
{
    const std::size_t origin = m_scanner.position();
    const auto readUntil = [&](std::size_t place) {
        while (m_scanner.position() - origin < place)
            if (!readCarefully())
                return false;
        return true;
    };
    for (std::size_t part = 0; part < m_parts.size(); ++part) {
        for (const PlainRows::Run& run : m_parts[part].runs) {
            const std::size_t begin = m_begins[part] + run.begin;
            const std::size_t end = m_begins[part] + run.end;
            if (!readUntil(begin))
                return;
            const std::size_t place = m_scanner.position() - origin;
            if (place >= end)
                continue;
            const std::string_view read = std::string_view(m_text).substr(begin, place - begin);
            const auto lost = static_cast<std::size_t>(std::ranges::count(read, '\n'));
            takeRows(part, run.firstRow + lost, run.rows - lost);
            m_scanner.skip(end - place, static_cast<std::int64_t>(run.rows - lost));
        }
    }
    readUntil(m_text.size());
}

void PlainReader::takeRows(std::size_t part, std::size_t first, std::size_t count)
{
    const PlainRows& rows = m_parts[part];
    for (std::size_t row = first; row < first + count; ++row) {
        const auto user = static_cast<std::size_t>(rows.users[row]);
        const auto item = static_cast<std::size_t>(rows.items[row]);
        m_into.users.push_back(User{numberOf(user, m_userOf[part], rows.userIds, m_userIds)});
        m_into.items.push_back(Item{numberOf(item, m_itemOf[part], rows.itemIds, m_itemIds)});
    }
    if (!rows.values.empty())
        append(m_into.values, std::span(rows.values).subspan(first, count));
    if (!rows.times.empty())
        append(m_into.times, std::span(rows.times).subspan(first, count));
    m_taken += static_cast<std::int64_t>(count);
}

} // namespace tastescope

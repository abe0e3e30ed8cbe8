#include "core/io/text/json_line.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Listens to the parser; keeps no tree.
class FieldListener
{
public:
    // What the parser calls has its names and types.
    bool null() { return take(""); }
    bool boolean(bool value) { return take(value ? "true" : "false"); }
    bool number_integer(nlohmann::json::number_integer_t value) { return take(std::to_string(value)); }
    bool number_unsigned(nlohmann::json::number_unsigned_t value) { return take(std::to_string(value)); }
    bool number_float(nlohmann::json::number_float_t, const std::string& text) { return take(text); }
    bool string(std::string& text) { return take(text); }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return enter(false); }
    bool end_object() { return leave(); }
    bool start_array(std::size_t) { return enter(true); }
    bool end_array() { return leave(); }
    bool key(std::string& name)
    {
        if (m_levels.size() == 1)
            m_outer = name;
        else
            m_inner = name;
        return true;
    }
    bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception&)
    {
        m_line.wrongAt = at == 0 ? 0 : at - 1;
        return false;
    }

    JsonLine finish() && { return std::move(m_line); }

private:
    bool enter(bool isArray)
    {
        constexpr std::size_t mostLevels = 64;
        if ((m_levels.empty() && isArray) || m_levels.size() == mostLevels) {
            m_line.wrongAt = 0;
            return false;
        }
        m_levels.push_back(isArray);
        m_arrays += isArray ? 1 : 0;
        return true;
    }
    bool leave()
    {
        m_arrays -= m_levels.back() ? 1 : 0;
        m_levels.pop_back();
        return true;
    }
    bool take(std::string text)
    {
        if (m_levels.empty())
            m_line.wrongAt = 0; // a value alone
        else if (m_arrays == 0 && m_levels.size() <= 2)
            m_line.fields.emplace_back(m_levels.size() == 1 ? m_outer : m_outer + "." + m_inner, std::move(text));
        return !m_levels.empty();
    }

    JsonLine m_line;
    std::vector<bool> m_levels; ///< whether an array
    int m_arrays = 0;
    std::string m_outer;
    std::string m_inner;
};

/// The object without what an array has around it, and how many bytes stand before it.
std::pair<std::string_view, std::size_t> objectIn(std::string_view line)
{
    const std::size_t last = line.find_last_not_of(blanks);
    std::string_view text = line.substr(0, last == std::string_view::npos ? 0 : last + 1);
    std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    const bool opens = text.substr(begin).starts_with('[');
    if (opens)
        begin = std::min(text.find_first_not_of(blanks, begin + 1), text.size());
    if (text.ends_with("},") || text.ends_with("}]"))
        text.remove_suffix(1);
    return {text.substr(std::min(begin, text.size())), begin};
}

} // namespace

JsonLine readJsonLine(std::string_view line)
{
    const auto [object, begin] = objectIn(line);
    FieldListener listener;
    nlohmann::json::sax_parse(object.begin(), object.end(), &listener);
    JsonLine read = std::move(listener).finish();
    if (read.wrongAt)
        read = {{}, std::min(begin + *read.wrongAt, line.size())};
    return read;
}

bool isJsonBracket(std::string_view line)
{
    const std::size_t first = line.find_first_not_of(blanks);
    return first != std::string_view::npos && line.find_last_not_of(blanks) == first
           && (line[first] == '[' || line[first] == ']');
}

bool areJsonLines(const std::vector<std::string>& lines)
{
    std::size_t objects = 0;
    std::size_t all = 0;
    for (const std::string& line : lines) {
        if (isJsonBracket(line))
            continue;
        constexpr std::size_t least = 2; // fields: a user and an item
        const JsonLine read = line.find('{') == std::string::npos ? JsonLine{{}, 0} : readJsonLine(line);
        const bool isObject = !read.wrongAt && read.fields.size() >= (all == 0 ? least : 0);
        if (!isObject && all == 0)
            return false;
        objects += isObject ? 1 : 0;
        ++all;
    }
    return all > 0 && objects * 5 >= all * 4;
}

std::vector<std::string> jsonKeys(const std::vector<std::string>& lines)
{
    constexpr std::size_t most = 200;
    std::vector<std::string> keys;
    for (const std::string& line : lines)
        for (const auto& [key, value] : readJsonLine(line).fields)
            if (keys.size() < most && std::ranges::find(keys, key) == keys.end())
                keys.push_back(key);
    return keys;
}

} // namespace tastescope

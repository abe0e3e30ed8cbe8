#include "core/base/json_text.h"

#include "core/base/error.h"
#include "core/base/input_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

namespace tastescope {

namespace {

FilePlace placeOf(std::string_view text, std::size_t offset, const std::string& file)
{
    const std::string_view before = text.substr(0, offset);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t lineBegin = before.rfind('\n') + 1; // npos + 1 is 0: the first line
    return {file, line, static_cast<std::int64_t>(offset - lineBegin) + 1};
}

/// Counts what a text holds before anything is made of it. What is no JSON is counted as if it were: the parser will
/// say so.
void checkLimits(std::string_view text, const std::string& file)
{
    const auto limit = [&](std::int64_t found, std::int64_t most, std::size_t at, const char* what) {
        if (found > most)
            throw BadInput(placeOf(text, at, file), what + std::to_string(most) + ", expected fewer.");
    };
    limit(static_cast<std::int64_t>(text.size()), mostJsonBytes, 0, "the bytes of the text are more than ");
    std::vector<int> keys{0}; // of the objects that are open here
    std::int64_t values = 1;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '\\')
            ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (c == '[' || c == '{') {
            keys.push_back(0);
            limit(std::ssize(keys) - 1, mostJsonLevels, i, "the levels of nesting are more than ");
            limit(++values, mostJsonValues, i, "the values are more than ");
        } else if (c == ']' || c == '}') {
            if (keys.size() > 1)
                keys.pop_back();
        } else if (c == ',')
            limit(++values, mostJsonValues, i, "the values are more than ");
        else if (c == ':')
            limit(++keys.back(), mostJsonKeys, i, "the keys of one object are more than ");
    }
}

/// Told of every key while parsing; the standard leaves keys that come twice undefined, we refuse them.
class UniqueKeys
{
public:
    explicit UniqueKeys(const std::string& file) : m_file(file) {}

    bool operator()(int, Json::parse_event_t event, Json& parsed)
    {
        if (event == Json::parse_event_t::object_start)
            m_open.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            m_open.pop_back();
        else if (event == Json::parse_event_t::key && !m_open.back().insert(parsed.get<std::string>()).second)
            throw BadInput({m_file}, "the key \"" + parsed.get<std::string>() + "\" appears twice, expected once.");
        return true;
    }

private:
    const std::string& m_file;
    std::vector<std::set<std::string>> m_open;
};

/// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while ..." -> "syntax error while
/// ..."
std::string withoutPreamble(const std::string& what)
{
    const std::size_t colon = what.find(": ");
    return colon == std::string::npos ? what : what.substr(colon + 2);
}

} // namespace

Json parseJson(std::string_view text, const std::string& file)
{
    checkLimits(text, file);
    UniqueKeys uniqueKeys(file);
    try {
        return Json::parse(text, std::ref(uniqueKeys));
    } catch (const Json::parse_error& error) {
        throw BadInput(placeOf(text, std::min(error.byte > 0 ? error.byte - 1 : 0, text.size()), file),
                       withoutPreamble(error.what()) + ".");
    } catch (const Json::exception& error) {
        throw BadInput({file}, std::string("found ") + error.what() + ", expected numbers that fit a double.");
    }
}

Json readJsonFile(const std::filesystem::path& file, std::int64_t mostBytes)
{
    return parseJson(readWhole(file, mostBytes), file.string());
}

std::string toText(const Json& json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

JsonObject::JsonObject(const Json& json, const std::string& file, std::string path)
    : m_json(json),
      m_file(file),
      m_path(std::move(path))
{
    if (!json.is_object())
        throw BadInput({file}, (m_path.empty() ? std::string() : m_path + ": ") + "found " + json.type_name()
                                   + ", expected an object.");
}

bool JsonObject::has(const std::string& name) const
{
    return m_json.contains(name);
}

std::vector<std::string> JsonObject::names() const
{
    std::vector<std::string> names;
    for (const auto& member : m_json.items())
        names.push_back(member.key());
    return names;
}

const Json& JsonObject::at(const std::string& name)
{
    m_known.insert(name);
    const auto found = m_json.find(name);
    if (found == m_json.end())
        fail(name, "is missing.");
    return *found;
}

JsonObject JsonObject::object(const std::string& name)
{
    return {at(name), m_file, pathOf(name)};
}

std::string JsonObject::text(const std::string& name)
{
    const Json& value = at(name);
    if (!value.is_string())
        fail(name, std::string("found ") + value.type_name() + ", expected a text.");
    return value.get<std::string>();
}

std::int64_t JsonObject::whole(const std::string& name)
{
    const Json& value = at(name);
    const bool fits = value.is_number_integer()
                      && (!value.is_number_unsigned()
                          || value.get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<std::int64_t>::max()});
    if (!fits)
        fail(name, "found " + value.dump() + ", expected a whole number.");
    return value.get<std::int64_t>();
}

std::int64_t JsonObject::whole(const std::string& name, std::int64_t least)
{
    const std::int64_t value = whole(name);
    if (value < least)
        fail(name, "found " + std::to_string(value) + ", expected a whole number from " + std::to_string(least) + ".");
    return value;
}

int JsonObject::wholeInt(const std::string& name, int least)
{
    const std::int64_t value = whole(name, least);
    if (value > std::numeric_limits<int>::max())
        fail(name, "found " + std::to_string(value) + ", expected a whole number from " + std::to_string(least) + " to "
                       + std::to_string(std::numeric_limits<int>::max()) + ".");
    return static_cast<int>(value);
}

double JsonObject::number(const std::string& name)
{
    const Json& value = at(name);
    if (value.is_null())
        return std::numeric_limits<double>::quiet_NaN();
    if (!value.is_number())
        fail(name, std::string("found ") + value.type_name() + ", expected a number.");
    return value.get<double>();
}

bool JsonObject::flag(const std::string& name)
{
    const Json& value = at(name);
    if (!value.is_boolean())
        fail(name, std::string("found ") + value.type_name() + ", expected true or false.");
    return value.get<bool>();
}

std::vector<JsonObject> JsonObject::objects(const std::string& name)
{
    const Json& array = at(name);
    if (!array.is_array())
        fail(name, std::string("found ") + array.type_name() + ", expected a list.");
    std::vector<JsonObject> objects;
    for (std::size_t i = 0; i < array.size(); ++i)
        objects.emplace_back(array[i], m_file, pathOf(name) + "[" + std::to_string(i) + "]");
    return objects;
}

void JsonObject::rejectUnknown() const
{
    for (const auto& member : m_json.items())
        if (!m_known.contains(member.key()))
            fail(member.key(), "is not known here.");
}

void JsonObject::fail(const std::string& name, const std::string& problem) const
{
    throw BadInput({m_file}, pathOf(name) + ": " + problem);
}

void JsonObject::fail(const std::string& problem) const
{
    throw BadInput({m_file}, m_path.empty() ? problem : m_path + "." + problem);
}

std::string JsonObject::pathOf(const std::string& name) const
{
    return m_path.empty() ? name : m_path + "." + name;
}

} // namespace tastescope

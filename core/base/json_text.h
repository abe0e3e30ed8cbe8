#pragma once

#include "core/base/enum_names.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// JSON whose keys keep the order they were written in, so that files read as their author meant them.
using Json = nlohmann::ordered_json;

/// What a JSON text may have at most. A sweep of 100,000 trials and the record of 100,000 epochs stay below.
inline constexpr int mostJsonLevels = 64;        // nlohmann's dump and copy overflow the stack at about 100,000
inline constexpr int mostJsonKeys = 1'000;       // of one object: finding one asks them one after the other
inline constexpr int mostJsonValues = 8'000'000; // each takes about 50 bytes of memory
inline constexpr std::int64_t mostJsonBytes = 256 << 20;
inline constexpr std::int64_t mostConfigBytes = 1 << 20; ///< of what a person writes: ours have a few thousand

/// Strict: no comments, no key twice, numbers that fit a double, no more of anything than the limits above.
/// Throws: BadInput with line and column of a syntax error or of what is too much; `file` names the text in it.
/// Cost:   proportional to the text.
Json parseJson(std::string_view text, const std::string& file);

/// Throws: BadInput when there is no such regular file or it has more than `mostBytes`, and as parseJson() does; Error
///         when it cannot be read.
Json readJsonFile(const std::filesystem::path& file, std::int64_t mostBytes = mostJsonBytes);

/// Indented by two, with a final newline; numbers in their shortest exact form, not-a-number as null.
std::string toText(const Json& json);

/// Reads the members of one JSON object strictly. Every complaint names the file and the path of the member:
/// "config.json: model.options.epochs: found a text, expected a whole number.".
class JsonObject
{
public:
    /// json and file must outlive this. Throws: BadInput when json is not an object.
    JsonObject(const Json& json, const std::string& file, std::string path = {});

    bool has(const std::string& name) const;
    std::vector<std::string> names() const;  ///< of all members, in their order
    const Json& at(const std::string& name); ///< throws BadInput when it is missing
    JsonObject object(const std::string& name);
    std::string text(const std::string& name);
    std::int64_t whole(const std::string& name);
    std::int64_t whole(const std::string& name, std::int64_t least); ///< throws BadInput when it is lower
    int wholeInt(const std::string& name, int least);                ///< the same, and that it fits
    double number(const std::string& name);                          ///< null reads as not-a-number
    bool flag(const std::string& name);

    /// By its name. Throws: BadInput naming what was found and expected.
    template<NamedEnum Enum>
    Enum choice(const std::string& name)
    {
        const std::string found = text(name);
        if (const auto value = named<Enum>(found))
            return *value;
        fail(name, unknownName(found, allNames<Enum>()));
    }

    std::vector<JsonObject> objects(const std::string& name); ///< of an array of objects

    /// Throws: BadInput naming a member that nobody asked for.
    void rejectUnknown() const;

    [[noreturn]] void fail(const std::string& name, const std::string& problem) const;

    /// Likewise of a problem that begins with the name of the member.
    [[noreturn]] void fail(const std::string& problem) const;

private:
    std::string pathOf(const std::string& name) const;

    const Json& m_json;
    const std::string& m_file;
    std::string m_path; ///< "" for the outermost object
    std::set<std::string> m_known;
};

} // namespace tastescope

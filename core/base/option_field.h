#pragma once

#include "core/base/enum_names.h"
#include "core/base/error.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace tastescope {

using OptionValue = std::variant<std::int64_t, double, std::string>;

/// An option with a value: "learning_rate", 0.005.
struct OptionSetting
{
    std::string name;
    OptionValue value;
    bool operator==(const OptionSetting&) const = default;
};

using OptionSettings = std::vector<OptionSetting>;

enum class OptionKind {
    Integer,
    Real,
    Choice,
    Text ///< any words; `choices` are those that are offered
};

/// What is known of one option. The form of the window, `--set`, configuration files, sweep axes and run columns are
/// all made from these rows, so an option is described once.
struct OptionInfo
{
    std::string name = {};  ///< in files and on the command line: "learning_rate"
    std::string title = {}; ///< in the window: "Learning rate"
    std::string group = {}; ///< heading in the form: "Training"
    std::string help = {};  ///< one sentence
    OptionKind kind = OptionKind::Integer;
    double minimum = 0;                    ///< inclusive
    double maximum = 0;                    ///< inclusive
    bool logarithmic = false;              ///< steps by factors, not by sums
    std::vector<std::string> choices = {}; ///< of a Choice
    std::string unset = {};                ///< the word for no value, where there may be none: "none", "auto"
    double step = 0;        ///< of a number in a form; 0: 1 of a whole number, else a hundredth of the range
    std::string alias = {}; ///< a short name that filters know as well: "lr"; may be empty
};

/// One row of an option struct's field table.
template<typename Options>
struct OptionField
{
    OptionInfo info;
    std::function<OptionValue(const Options&)> read;
    std::function<void(Options&, const OptionValue&)> write; ///< the value was checked before; a Text may still throw
};

/// Every option of `options` with its value, in the order of the table.
template<typename Options>
OptionSettings settingsOf(std::span<const OptionField<Options>> fields, const Options& options)
{
    OptionSettings settings;
    for (const OptionField<Options>& field : fields)
        settings.push_back({field.info.name, field.read(options)});
    return settings;
}

/// Titles by which the options of one list are told apart: where two have the same, with their groups: "Seed (Search)".
std::vector<std::string> distinctTitles(const std::vector<OptionInfo>& infos);

/// Text to value. Throws: Error naming the option, what was found and what is expected.
OptionValue parseOption(const OptionInfo& info, std::string_view text);

/// The value as files and the command line write it; numbers in their shortest exact form.
std::string toText(const OptionValue& value);

/// The value in the kind the option has (an Integer may come as a double without a fraction).
/// Throws: Error when the kind, range or choice is wrong; not-a-number is out of every range.
OptionValue checkOption(const OptionInfo& info, const OptionValue& value);

/// The number that is written like this float: 0.1 for 0.1f.
double asWritten(float value);

/// A field for an integral or floating member.
template<typename Options, typename Number>
requires std::is_arithmetic_v<Number> OptionField<Options> numberField(Number Options::*member, OptionInfo info)
{
    info.kind = std::is_integral_v<Number> ? OptionKind::Integer : OptionKind::Real;
    return {std::move(info),
            [member](const Options& options) -> OptionValue {
                if constexpr (std::is_integral_v<Number>)
                    return static_cast<std::int64_t>(options.*member);
                else if constexpr (std::is_same_v<Number, float>)
                    return asWritten(options.*member);
                else
                    return options.*member;
            },
            [member](Options& options, const OptionValue& value) {
                if constexpr (std::is_integral_v<Number>)
                    options.*member = static_cast<Number>(std::get<std::int64_t>(value));
                else
                    options.*member = static_cast<Number>(std::get<double>(value));
            }};
}

/// A field for an enum member; its choices are the enum's names.
template<typename Options, NamedEnum Enum>
OptionField<Options> choiceField(Enum Options::*member, OptionInfo info)
{
    info.kind = OptionKind::Choice;
    info.choices = allNames<Enum>();
    const std::string name = info.name;
    return {std::move(info),
            [member](const Options& options) -> OptionValue { return std::string(toText(options.*member)); },
            [member, name](Options& options, const OptionValue& value) {
                options.*member = parseName<Enum>(name, std::get<std::string>(value));
            }};
}

/// A field for a bool: yes or no.
template<typename Options>
OptionField<Options> flagField(bool Options::*member, OptionInfo info)
{
    info.kind = OptionKind::Choice;
    info.choices = {"no", "yes"};
    return {std::move(info),
            [member](const Options& options) -> OptionValue { return std::string(options.*member ? "yes" : "no"); },
            [member](Options& options, const OptionValue& value) {
                options.*member = std::get<std::string>(value) == "yes";
            }};
}

/// The field called `name`. Throws: Error listing the names there are.
template<typename Options>
const OptionField<Options>& findField(std::span<const OptionField<Options>> fields, std::string_view name)
{
    std::vector<std::string> known;
    for (const OptionField<Options>& field : fields) {
        if (field.info.name == name)
            return field;
        known.push_back(field.info.name);
    }
    throw Error("There is no option \"" + std::string(name) + "\". Known: " + listed(known) + ".");
}

/// Throws: Error when there is no such option, or its kind, range or choice is wrong; options are then unchanged.
template<typename Options>
void setOption(std::span<const OptionField<Options>> fields, Options& options, std::string_view name,
               const OptionValue& value)
{
    const OptionField<Options>& field = findField(fields, name);
    field.write(options, checkOption(field.info, value));
}

/// As above, from the text that files and the command line write.
template<typename Options>
void setOptionFromText(std::span<const OptionField<Options>> fields, Options& options, std::string_view name,
                       std::string_view text)
{
    const OptionField<Options>& field = findField(fields, name);
    field.write(options, parseOption(field.info, text));
}

} // namespace tastescope

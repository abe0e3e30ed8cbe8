#include "core/base/error.h"
#include "core/experiment/search_space.h"

#include <charconv>
#include <cmath>

namespace tastescope {

namespace {

constexpr std::string_view forms =
    "name=choice(a,b,...), grid(a,b,...), uniform(low,high), loguniform(low,high) or int(low,high)";

/// A piece of the text and where it begins.
struct Word
{
    std::string_view text;
    std::size_t at = 0; ///< 0-based
};

Word trimmed(Word word)
{
    while (!word.text.empty() && word.text.front() == ' ') {
        word.text.remove_prefix(1);
        ++word.at;
    }
    while (!word.text.empty() && word.text.back() == ' ')
        word.text.remove_suffix(1);
    return word;
}

[[noreturn]] void fail(std::string_view name, std::size_t at, const std::string& problem)
{
    throw Error(std::string(name) + ", column " + std::to_string(at + 1) + ": " + problem);
}

std::vector<Word> commaSeparated(Word inside)
{
    std::vector<Word> words;
    for (;;) {
        const std::size_t comma = inside.text.find(',');
        words.push_back(trimmed({inside.text.substr(0, comma), inside.at}));
        if (comma == std::string_view::npos)
            return words;
        inside = {inside.text.substr(comma + 1), inside.at + comma + 1};
    }
}

AxisKind kindFrom(std::string_view name, const Word& word)
{
    if (const auto kind = named<AxisKind>(word.text))
        return *kind;
    fail(name, word.at, "found \"" + std::string(word.text) + "\", expected " + std::string(forms) + ".");
}

OptionInfo infoOf(const ModelOptions& model, std::string_view name)
{
    readOption(model, name); // throws for a name that is not there, listing those that are
    for (const OptionInfo& info : optionInfos(model))
        if (info.name == name)
            return info;
    return {};
}

/// The value of one word, with its place in front of the complaint of the field table.
OptionValue valueOf(const OptionInfo& info, const Word& word)
{
    try {
        return parseOption(info, word.text);
    } catch (const Error& error) {
        const std::string text = error.what();
        fail(info.name, word.at, text.substr(std::min(text.size(), info.name.size() + 2)));
    }
}

double boundOf(const OptionInfo& info, const Word& word)
{
    OptionInfo real = info;
    if (info.kind == OptionKind::Integer)
        real.kind = OptionKind::Real; // uniform(0.5, 8) over whole numbers is allowed: draws are rounded
    const OptionValue value = valueOf(real, word);
    return std::get<double>(value);
}

void readBounds(SearchAxis& axis, const OptionInfo& info, const std::vector<Word>& words, std::size_t end)
{
    if (words.size() != 2)
        fail(axis.name, end, "found " + std::to_string(words.size()) + " bounds, expected two: low,high.");
    axis.low = boundOf(info, words[0]);
    axis.high = boundOf(info, words[1]);
}

} // namespace

SearchAxis parseAxis(const ModelOptions& model, std::string_view text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
        throw Error("Found \"" + std::string(text) + "\", expected " + std::string(forms) + ".");
    SearchAxis axis;
    axis.name = trimmed({text.substr(0, equals), 0}).text;
    const OptionInfo info = infoOf(model, axis.name);
    const std::size_t open = text.find('(', equals);
    if (open == std::string_view::npos)
        fail(axis.name, equals + 1,
             "found \"" + std::string(text.substr(equals + 1)) + "\", expected " + std::string(forms) + ".");
    axis.kind = kindFrom(axis.name, trimmed({text.substr(equals + 1, open - equals - 1), equals + 1}));
    const Word rest = trimmed({text.substr(open), open});
    if (rest.text.back() != ')')
        fail(axis.name, rest.at + rest.text.size(), "found the end, expected \")\".");
    const std::vector<Word> words = commaSeparated({rest.text.substr(1, rest.text.size() - 2), open + 1});
    if (axis.kind == AxisKind::Choice || axis.kind == AxisKind::Grid) {
        for (const Word& word : words)
            axis.values.push_back(valueOf(info, word));
    } else {
        readBounds(axis, info, words, rest.at + rest.text.size() - 1);
    }
    checkSpace({{axis}}, model);
    return axis;
}

std::string toText(const SearchAxis& axis)
{
    std::string inside;
    for (const OptionValue& value : axis.values)
        inside += (inside.empty() ? "" : ",") + toText(value);
    if (axis.values.empty())
        inside = toText(OptionValue(axis.low)) + "," + toText(OptionValue(axis.high));
    return axis.name + "=" + std::string(toText(axis.kind)) + "(" + inside + ")";
}

} // namespace tastescope

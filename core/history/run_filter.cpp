#include "core/history/run_filter.h"

#include "core/base/ascii.h"
#include "core/history/filter_fields.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tastescope {

namespace {

struct Operator
{
    std::string_view text;
    Relation relation;
};

/// The longer ones first.
constexpr std::array operators{
    Operator{"<=", Relation::LessOrEqual}, Operator{">=", Relation::GreaterOrEqual}, Operator{"!=", Relation::NotEqual},
    Operator{"==", Relation::Equal},       Operator{"=", Relation::Equal},           Operator{"<", Relation::Less},
    Operator{">", Relation::Greater},      Operator{":", Relation::Contains},
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isFieldLetter(char c)
{
    return isAsciiLetter(c) || isAsciiDigit(c) || c == '_' || c == '-' || c == '@';
}

/// Walks over the text of a filter.
class FilterParser
{
public:
    explicit FilterParser(std::string_view text) : m_text(text) {}

    RunFilter parse()
    {
        RunFilter filter;
        for (skipBlanks(); m_at < m_text.size(); skipBlanks())
            filter.push_back(condition());
        return filter;
    }

private:
    [[noreturn]] void fail(std::size_t at, const std::string& problem) const
    {
        const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }; // UTF-8
        throw BadFilter(1 + static_cast<int>(std::ranges::count_if(m_text.substr(0, at), begins)), problem);
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }

    RunCondition condition()
    {
        RunCondition result;
        if (m_text[m_at] == '-' && m_at + 1 < m_text.size() && !isBlank(m_text[m_at + 1])) {
            result.negated = true;
            ++m_at;
        }
        const std::size_t begin = m_at;
        std::size_t end = begin;
        while (end < m_text.size() && isFieldLetter(m_text[end]))
            ++end;
        const auto found = std::ranges::find_if(
            operators, [rest = m_text.substr(end)](const Operator& row) { return rest.starts_with(row.text); });
        if (found == operators.end()) {
            result.value = asciiLower(value("a word or a condition"));
            return result;
        }
        const std::string written(m_text.substr(begin, end - begin));
        const auto field = filterField(written);
        if (!field)
            fail(begin, written.empty() ? "found \"" + std::string(found->text) + "\", expected a field before it."
                                        : "there is no field \"" + written + "\". Known: " + listed(filterFields())
                                              + ", and other metrics by name.");
        m_at = end + found->text.size();
        result.field = field->name;
        result.relation = found->relation;
        takeValue(*field, result);
        return result;
    }

    void takeValue(const FilterField& field, RunCondition& condition)
    {
        const std::size_t begin = m_at;
        const std::string text = value(field.isNumber ? "a number" : "a text");
        if (field.isNumber) {
            double real = 0;
            const auto result = std::from_chars(text.data(), text.data() + text.size(), real);
            if (result.ec != std::errc() || result.ptr != text.data() + text.size() || !(real == real))
                fail(begin, "found \"" + text + "\", expected a number for " + field.name + ".");
            if (condition.relation == Relation::Contains)
                condition.relation = Relation::Equal;
            condition.value = real;
            return;
        }
        const bool isExact = condition.relation == Relation::Equal || condition.relation == Relation::NotEqual;
        if (!isExact && condition.relation != Relation::Contains && field.name != "started")
            fail(begin, field.name + " is a text, expected =, != or : after it.");
        condition.value = asciiLower(text);
        if (isExact && !field.values.empty()
            && std::ranges::find(field.values, std::get<std::string>(condition.value)) == field.values.end())
            fail(begin, "found \"" + text + "\", expected one of " + listed(field.values) + " for " + field.name + ".");
    }

    /// "in quotes", or up to the next blank.
    std::string value(const std::string& expected)
    {
        const std::size_t begin = m_at;
        if (begin >= m_text.size() || isBlank(m_text[begin]))
            fail(begin, "found nothing, expected " + expected + ".");
        if (m_text[begin] != '"') {
            while (m_at < m_text.size() && !isBlank(m_text[m_at]))
                ++m_at;
            return std::string(m_text.substr(begin, m_at - begin));
        }
        const std::size_t end = m_text.find('"', begin + 1);
        if (end == std::string_view::npos)
            fail(begin, "the quote that opens here has no end, expected another \".");
        m_at = end + 1;
        return std::string(m_text.substr(begin + 1, end - begin - 1));
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

template<typename Value>
bool holds(const Value& found, Relation relation, const Value& wanted)
{
    switch (relation) {
    case Relation::Equal:
        return found == wanted;
    case Relation::NotEqual:
        return found != wanted;
    case Relation::Less:
        return found < wanted;
    case Relation::LessOrEqual:
        return found <= wanted;
    case Relation::Greater:
        return found > wanted;
    case Relation::GreaterOrEqual:
        return found >= wanted;
    case Relation::Contains:
        if constexpr (std::is_same_v<Value, std::string>)
            return found.find(wanted) != std::string::npos;
        return found == wanted;
    }
    return false;
}

bool holdsText(const StoredRun& run, const RunCondition& condition)
{
    std::vector<std::string> texts;
    if (condition.field.empty()) {
        texts = {run.name(), run.note, std::string(modelName(run.model()))};
        texts.insert(texts.end(), run.tags.begin(), run.tags.end());
    } else {
        texts = textsOf(run, condition.field);
    }
    const std::string& wanted = std::get<std::string>(condition.value);
    const auto meets = [&](const std::string& text) { return holds(asciiLower(text), condition.relation, wanted); };
    if (condition.relation == Relation::NotEqual && condition.field == "tag")
        return std::ranges::all_of(texts, meets); // tag!=old: no tag is "old"
    return std::ranges::any_of(texts, meets);
}

bool meets(const RunCondition& condition, const StoredRun& run, const EpochChoice& choice)
{
    const auto* wanted = std::get_if<double>(&condition.value);
    if (!wanted)
        return holdsText(run, condition) != condition.negated;
    const auto found = numberOf(run, condition.field, choice);
    return (found && holds(*found, condition.relation, *wanted)) != condition.negated;
}

} // namespace

BadFilter::BadFilter(int column, const std::string& problem)
    : Error("Filter, column " + std::to_string(column) + ": " + problem),
      m_column(column),
      m_problem(problem)
{
}

RunFilter parseRunFilter(std::string_view text)
{
    return FilterParser(text).parse();
}

bool matches(const RunFilter& filter, const StoredRun& run, const EpochChoice& choice)
{
    return std::ranges::all_of(filter, [&](const RunCondition& condition) { return meets(condition, run, choice); });
}

} // namespace tastescope

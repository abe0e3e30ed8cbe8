#include "ui/session/next_try.h"

#include "ui/session/numbers.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double stepFactor = 2;

/// The one number the two differ in; null: none, more than one, or something else.
const SettingLine* onlyNumber(const std::vector<SettingLine>& lines)
{
    const SettingLine* found = nullptr;
    for (const SettingLine& line : lines) {
        if (!line.differs)
            continue;
        if (found || !std::ranges::all_of(line.numbers, [](double number) { return number > 0; }))
            return nullptr;
        found = &line;
    }
    return found;
}

double numberAt(const ModelOptions& options, const std::string& name)
{
    const OptionValue* value = options.find(name);
    if (const auto* real = value ? std::get_if<double>(value) : nullptr)
        return *real;
    const auto* whole = value ? std::get_if<std::int64_t>(value) : nullptr;
    return whole ? static_cast<double>(*whole) : std::nan("");
}

/// Whether they differ in the option at most, and in what tells repetitions apart.
bool differsOnlyIn(const std::string& option, const ModelOptions& one, const ModelOptions& other)
{
    if (&one.kind() != &other.kind())
        return false;
    for (const OptionSetting& setting : one.settings())
        if (setting.name != option && setting.name != "seed" && setting.name != "threads"
            && *other.find(setting.name) != setting.value)
            return false;
    return true;
}

} // namespace

std::optional<NextTry> nextTry(const Comparison& made, std::span<const ModelOptions> tried)
{
    if (made.runs.size() != 2 || made.results.front().tied)
        return std::nullopt;
    const auto lines = settingLines(made.runs);
    const SettingLine* line = onlyNumber(lines);
    if (!line)
        return std::nullopt;
    const std::size_t better = made.results.front().difference > 0 ? 0 : 1;
    const ComparedRun& run = made.runs[better];
    const std::string option = line->key.toStdString();
    const auto infos = optionInfos(run.config.model);
    const auto info = std::ranges::find(infos, option, &OptionInfo::name);
    if (info == infos.end())
        return std::nullopt; // an option of the run, not of its model
    const double value = line->numbers[better];
    const bool up = value > line->numbers[1 - better];
    for (const ModelOptions& options : tried)
        if (const double other = numberAt(options, option);
            (up ? other > value : other < value) && differsOnlyIn(option, run.config.model, options))
            return std::nullopt;
    double next = up ? value * stepFactor : value / stepFactor;
    const bool isWhole = info->kind == OptionKind::Integer;
    next = isWhole ? std::round(next) : shortest(next).toDouble();
    if (next == value || next < info->minimum || next > info->maximum)
        return std::nullopt;
    const OptionValue found = isWhole ? OptionValue(static_cast<std::int64_t>(next)) : OptionValue(next);
    return NextTry{run.id, option, found, isWhole ? count(std::llround(next)) : shortest(next)};
}

} // namespace tastescope::ui

#include "core/experiment/search_space.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace tastescope {

namespace {

constexpr std::uint64_t searchStream = 0x736561726368; // "search"
constexpr std::array kinds{AxisKind::Choice, AxisKind::Grid, AxisKind::Uniform, AxisKind::LogUniform,
                           AxisKind::Integer};

const OptionInfo& infoOf(const ModelOptions& model, const std::string& name)
{
    readOption(model, name); // throws for a name that is not there, listing those that are
    return *std::ranges::find(optionInfos(model), name, &OptionInfo::name);
}

[[noreturn]] void fail(const SearchAxis& axis, const std::string& problem)
{
    throw Error(toText(axis) + ": " + problem);
}

void checkBounds(const SearchAxis& axis, OptionInfo info)
{
    if (info.kind == OptionKind::Choice)
        fail(axis, "the option takes names, expected choice(...) or grid(...).");
    if (axis.kind == AxisKind::Integer && info.kind == OptionKind::Real)
        info.kind = OptionKind::Integer;
    else if (axis.kind != AxisKind::Integer)
        info.kind = OptionKind::Real;
    for (const double bound : {axis.low, axis.high})
        checkOption(info, bound);
    if (!(axis.low < axis.high))
        fail(axis, "the first bound must be smaller than the second.");
    if (axis.kind == AxisKind::LogUniform && !(axis.low > 0))
        fail(axis, "the first bound must be above 0, because a factor from 0 leads nowhere.");
}

void checkAxis(const SearchAxis& axis, const ModelOptions& model)
{
    const OptionInfo& info = infoOf(model, axis.name);
    if (axis.kind != AxisKind::Choice && axis.kind != AxisKind::Grid)
        return checkBounds(axis, info);
    if (axis.values.empty())
        fail(axis, "there are no values in it.");
    for (std::size_t i = 0; i < axis.values.size(); ++i)
        if (std::ranges::count(axis.values, checkOption(info, axis.values[i])) != 1)
            fail(axis, toText(axis.values[i]) + " comes twice, or is not written as the option has it.");
}

/// The value as text of that form has it, inside the bounds.
double rounded(const SearchAxis& axis, double value, std::chars_format format, int digits)
{
    std::array<char, 512> text{};
    const auto* end = std::to_chars(text.data(), text.data() + text.size(), value, format, digits).ptr;
    std::from_chars(text.data(), end, value);
    return std::clamp(value, axis.low, axis.high);
}

double drawnUniform(const SearchAxis& axis, double share)
{
    const double range = axis.high - axis.low;
    const int decimals = std::clamp(3 - static_cast<int>(std::floor(std::log10(range))), 0, 100);
    return rounded(axis, axis.low + share * range, std::chars_format::fixed, decimals);
}

/// The name decides the stream, so an axis draws the same whatever others there are.
OptionValue drawn(const SearchAxis& axis, std::uint64_t seed, std::int64_t number)
{
    Random random(seed,
                  {searchStream, checksum(std::as_bytes(std::span(axis.name))), static_cast<std::uint64_t>(number)});
    switch (axis.kind) {
    case AxisKind::Choice:
    case AxisKind::Grid:
        return axis.values[random.below(axis.values.size())];
    case AxisKind::Integer:
        return static_cast<std::int64_t>(axis.low)
               + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(axis.high - axis.low) + 1));
    case AxisKind::Uniform:
        return drawnUniform(axis, random.uniform());
    case AxisKind::LogUniform:
        return rounded(axis, axis.low * std::pow(axis.high / axis.low, random.uniform()), std::chars_format::scientific,
                       3);
    }
    return {};
}

std::int64_t sizeOf(const SearchAxis& axis)
{
    if (axis.kind == AxisKind::Integer)
        return static_cast<std::int64_t>(axis.high) - static_cast<std::int64_t>(axis.low) + 1;
    return std::ssize(axis.values);
}

OptionValue valueAt(const SearchAxis& axis, std::int64_t place)
{
    if (axis.kind == AxisKind::Integer)
        return static_cast<std::int64_t>(axis.low) + place;
    return axis.values[static_cast<std::size_t>(place)];
}

SearchAxis readAxis(JsonObject object)
{
    SearchAxis axis;
    axis.name = object.text("name");
    const std::string kind = object.text("kind");
    const auto found = std::ranges::find_if(kinds, [&](AxisKind known) { return toText(known) == kind; });
    if (found == kinds.end())
        object.fail("kind", "found \"" + kind + "\", expected choice, grid, uniform, loguniform or int.");
    axis.kind = *found;
    if (axis.kind == AxisKind::Choice || axis.kind == AxisKind::Grid) {
        if (!object.at("values").is_array())
            object.fail("values", "found no array, expected one.");
        for (const Json& value : object.at("values"))
            axis.values.push_back(optionValueFrom(value, axis.name));
    } else {
        axis.low = object.number("low");
        axis.high = object.number("high");
    }
    object.rejectUnknown();
    return axis;
}

} // namespace

void checkSpace(const SearchSpace& space, const ModelOptions& model)
{
    std::set<std::string> names;
    for (const SearchAxis& axis : space.axes) {
        if (!names.insert(axis.name).second)
            throw Error(axis.name + " varies in two ways; give one.");
        checkAxis(axis, model);
    }
}

OptionSettings randomPoint(const SearchSpace& space, std::uint64_t seed, std::int64_t number)
{
    SearchSpace grid;
    std::ranges::copy_if(space.axes, std::back_inserter(grid.axes),
                         [](const SearchAxis& axis) { return axis.kind == AxisKind::Grid; });
    const OptionSettings walked = gridPoint(grid, number % gridSize(grid));
    OptionSettings point;
    for (const SearchAxis& axis : space.axes) {
        const auto found = std::ranges::find(walked, axis.name, &OptionSetting::name);
        point.push_back({axis.name, found != walked.end() ? found->value : drawn(axis, seed, number)});
    }
    return point;
}

std::int64_t gridSize(const SearchSpace& space)
{
    std::int64_t size = 1;
    for (const SearchAxis& axis : space.axes) {
        if (!axis.isFinite())
            fail(axis, "a grid needs choice(...), grid(...) or int(...), because all its points are tried.");
        if (sizeOf(axis) > 1'000'000'000 / size)
            fail(axis, "the grid has more than 1000000000 points.");
        size *= sizeOf(axis);
    }
    return size;
}

OptionSettings gridPoint(const SearchSpace& space, std::int64_t number)
{
    gridSize(space);
    OptionSettings point(space.axes.size());
    for (std::size_t i = space.axes.size(); i-- > 0;) {
        const SearchAxis& axis = space.axes[i];
        point[i] = {axis.name, valueAt(axis, number % sizeOf(axis))};
        number /= sizeOf(axis);
    }
    return point;
}

ModelOptions withPoint(ModelOptions options, const OptionSettings& point)
{
    for (const auto& [name, value] : point) {
        const bool whole = infoOf(options, name).kind == OptionKind::Integer;
        const auto* real = std::get_if<double>(&value);
        setOption(options, name, whole && real ? OptionValue(std::round(*real)) : value);
    }
    return options;
}

Json toJson(const SearchSpace& space)
{
    Json json = Json::array();
    for (const SearchAxis& axis : space.axes) {
        json.push_back({{"name", axis.name}, {"kind", toText(axis.kind)}});
        for (const OptionValue& value : axis.values)
            json.back()["values"].push_back(toJson(value));
        if (axis.values.empty())
            json.back().update({{"low", axis.low}, {"high", axis.high}});
    }
    return json;
}

SearchSpace readSearchSpace(const Json& json, const std::string& file, const ModelOptions& model)
{
    if (!json.is_array())
        throw BadInput({file}, std::string("the search space: found ") + json.type_name() + ", expected an array.");
    SearchSpace space;
    try {
        for (std::size_t i = 0; i < json.size(); ++i)
            space.axes.push_back(readAxis(JsonObject(json[i], file, "space[" + std::to_string(i) + "]")));
        checkSpace(space, model);
    } catch (const BadInput&) {
        throw;
    } catch (const Error& error) {
        throw BadInput({file}, error.what());
    }
    return space;
}

OptionSettings readPoint(const Json& json, const std::string& file, const ModelOptions& model)
{
    JsonObject object(json, file, "options");
    try {
        OptionSettings point = settingsFrom(object);
        withPoint(model, point);
        return point;
    } catch (const BadInput&) {
        throw;
    } catch (const Error& error) {
        throw BadInput({file}, error.what());
    }
}

} // namespace tastescope

#pragma once

#include "core/base/enum_names.h"
#include "core/base/option_json.h"
#include "core/models/model_options.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

enum class AxisKind {
    Choice,     ///< one of `values`, drawn
    Grid,       ///< each of `values`, all tried
    Uniform,    ///< between low and high
    LogUniform, ///< between low and high, each factor as likely
    Integer,    ///< whole number from low to high, both included
};

constexpr auto enumNames(AxisKind)
{
    return namedBy<AxisKind>({{AxisKind::Choice, "choice"},
                              {AxisKind::Grid, "grid"},
                              {AxisKind::Uniform, "uniform"},
                              {AxisKind::LogUniform, "loguniform"},
                              {AxisKind::Integer, "int"}});
}

/// How one option varies.
struct SearchAxis
{
    std::string name; ///< of an option of the model
    AxisKind kind = AxisKind::Choice;
    std::vector<OptionValue> values = {}; ///< of Choice and Grid
    double low = 0;                       ///< of the others
    double high = 0;

    bool isFinite() const { return kind != AxisKind::Uniform && kind != AxisKind::LogUniform; }
    bool operator==(const SearchAxis&) const = default;
};

/// Which options of a model vary, and how. Axes have different names.
struct SearchSpace
{
    std::vector<SearchAxis> axes;
    bool operator==(const SearchSpace&) const = default;
};

/// Reads "name=choice(a,b)", "name=uniform(lo,hi)", "name=loguniform(lo,hi)", "name=int(lo,hi)" or "name=grid(a,b,...)"
/// and holds it against the option's row in the model's field table. uniform and loguniform over a whole-number option
/// draw a number and round it.
///
/// Throws: Error naming the option, the place in the text (1-based column), what was found and what was expected.
SearchAxis parseAxis(const ModelOptions& model, std::string_view text);

/// As parseAxis() reads it.
std::string toText(const SearchAxis& axis);

/// Throws: Error when an axis is named twice, is not of this model, or leaves the range of its option.
void checkSpace(const SearchSpace& space, const ModelOptions& model);

/// The point of a number: a pure function of space, seed and number, so asking for more points never changes earlier
/// ones, and each axis draws from a stream of its own. Choice, Uniform, LogUniform and Integer axes are drawn; Grid
/// axes walk through their combinations, the last axis fastest. What is drawn from a range is rounded to what people
/// can read and type again: LogUniform to 4 digits, Uniform to a thousandth of the range or finer.
///
/// Units: number from 0. Settings in the order of the axes.
OptionSettings randomPoint(const SearchSpace& space, std::uint64_t seed, std::int64_t number);

/// How many combinations there are. Throws: Error naming an axis that is not finite, or when they are more than 1e9.
std::int64_t gridSize(const SearchSpace& space);

/// One of all combinations, the last axis fastest. Throws: as gridSize().
OptionSettings gridPoint(const SearchSpace& space, std::int64_t number);

/// The options with the point's settings over them. Throws: Error as setOption() does.
ModelOptions withPoint(ModelOptions options, const OptionSettings& point);

/// [{"name": ..., "kind": "loguniform", "low": ..., "high": ...}, {"name": ..., "kind": "choice", "values": [...]},
/// ...]
Json toJson(const SearchSpace& space);

/// Throws: BadInput naming `file` and the member.
SearchSpace readSearchSpace(const Json& json, const std::string& file, const ModelOptions& model);

/// As toJson() writes settings. Throws: BadInput naming `file` and what does not fit the model.
OptionSettings readPoint(const Json& json, const std::string& file, const ModelOptions& model);

} // namespace tastescope

#include "core/base/error.h"
#include "core/models/bpr/bpr_kind.h"
#include "core/models/ease/ease_kind.h"
#include "core/models/ials/ials_kind.h"
#include "core/models/item_knn/item_knn_kind.h"
#include "core/models/model_kind.h"
#include "core/models/popularity/popularity_kind.h"
#include "core/models/transformer/transformer_kind.h"
#include "core/models/transitions/transitions_kind.h"
#include "core/models/user_knn/user_knn_kind.h"

#include <algorithm>
#include <array>

namespace tastescope {

namespace {

double asNumber(const OptionValue& value)
{
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole ? static_cast<double>(*whole) : std::get<double>(value);
}

} // namespace

std::span<const ModelKind> modelKinds()
{
    static const std::array kinds{popularityKind(), userKnnKind(), bprKind(),         easeKind(),
                                  itemKnnKind(),    ialsKind(),    transitionsKind(), transformerKind()};
    return kinds;
}

const ModelKind& modelKind(std::string_view name)
{
    std::string known;
    for (const ModelKind& kind : modelKinds()) {
        if (kind.name == name)
            return kind;
        known += (known.empty() ? "" : ", ") + std::string(kind.name);
    }
    throw Error("There is no model \"" + std::string(name) + "\". Known: " + known + ".");
}

ModelOptions presetOptions(std::string_view modelName, std::string_view preset)
{
    const ModelKind& kind = modelKind(modelName);
    const auto found = std::ranges::find(kind.presets, preset, &ModelPreset::name);
    if (found == kind.presets.end())
        throw Error(std::string(modelName) + " has no preset \"" + std::string(preset) + "\".");
    ModelOptions options(kind);
    for (const OptionSetting& setting : found->settings)
        setOption(options, setting.name, setting.value);
    return options;
}

std::int64_t samplesPerEpoch(const ModelOptions& options, std::int64_t trainPositives)
{
    const auto& pace = options.kind().pace;
    return pace ? pace->samples(options, trainPositives) : 0;
}

std::string paceKey(const ModelOptions& options)
{
    std::string key(modelName(options));
    if (const auto& pace = options.kind().pace) {
        for (const std::string_view name : pace->decidedBy)
            key += ' ' + toText(readOption(options, name));
        if (!pace->slowedBy.empty())
            key += ' ' + toText(readOption(options, pace->slowedBy));
    }
    return key;
}

std::optional<double> relativeWork(const ModelOptions& one, const ModelOptions& other)
{
    const auto& pace = one.kind().pace;
    if (!pace || &one.kind() != &other.kind())
        return std::nullopt;
    for (const std::string_view name : pace->decidedBy)
        if (readOption(one, name) != readOption(other, name))
            return std::nullopt;
    if (pace->slowedBy.empty())
        return 1;
    return asNumber(readOption(one, pace->slowedBy)) / asNumber(readOption(other, pace->slowedBy));
}

ModelOptions optionsToMeasure(const ModelOptions& options)
{
    ModelOptions quick = options;
    for (const OptionSetting& setting : options.kind().pace->whenMeasured)
        setOption(quick, setting.name, setting.value);
    return quick;
}

} // namespace tastescope

#pragma once

#include "core/base/json_text.h"
#include "core/base/option_field.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

struct ModelKind;

/// A struct of settings that names its model and has a field table: BprOptions.
template<typename Options>
concept OptionsOfAModel = requires
{
    {
        Options::model
        } -> std::convertible_to<std::string_view>;
    {
        Options::fields()
        } -> std::convertible_to<std::span<const OptionField<Options>>>;
};

/// Which model is meant, and a value for each of its options. A value: it can be copied, compared and printed. Forms,
/// `--set`, configuration files, sweep axes and run columns are all made from the field table of its kind.
class ModelOptions
{
public:
    ModelOptions(); ///< the first row of modelKinds(), most popular, as it stands
    explicit ModelOptions(const ModelKind& kind);

    template<OptionsOfAModel Options>
    ModelOptions(const Options& options) : ModelOptions(Options::model, settingsOf(Options::fields(), options))
    {
    }

    const ModelKind& kind() const { return *m_kind; }

    /// Every option, in the order of the form; of a temporary a copy that outlives it.
    const OptionSettings& settings() const& { return m_settings; }
    OptionSettings settings() && { return std::move(m_settings); }

    /// As the model's own struct. Throws: Error when they are the options of another model.
    template<OptionsOfAModel Options>
    Options as() const
    {
        requireModel(Options::model);
        Options options;
        for (std::size_t i = 0; i < m_settings.size(); ++i)
            Options::fields()[i].write(options, m_settings[i].value);
        return options;
    }

    /// Null when the model has no such option.
    const OptionValue* find(std::string_view name) const&;
    const OptionValue* find(std::string_view name) const&& = delete; // would point into what is gone

    bool operator==(const ModelOptions&) const = default;

private:
    friend void setOption(ModelOptions& options, std::string_view name, const OptionValue& value);
    friend void setOptionFromText(ModelOptions& options, std::string_view assignment);

    ModelOptions(std::string_view model, OptionSettings settings);
    void requireModel(std::string_view model) const;

    const ModelKind* m_kind; ///< a row of modelKinds()
    OptionSettings m_settings;
};

const ModelKind& modelKind(const ModelOptions& options);
std::string_view modelName(const ModelOptions& options);

/// Throws: Error listing the models there are.
ModelOptions defaultOptions(std::string_view modelName);

/// The field table of the model in question, in the order of the form.
const std::vector<OptionInfo>& optionInfos(const ModelOptions& options);

/// Throws: Error when the model has no such option.
const OptionValue& readOption(const ModelOptions& options, std::string_view name);
OptionValue readOption(ModelOptions&& options, std::string_view name);

/// Throws: Error when the model has no such option, or kind, range or choice is wrong; options are then unchanged.
void setOption(ModelOptions& options, std::string_view name, const OptionValue& value);

/// As `--set name=value` has it. Throws: as setOption(), and Error when there is no "=".
void setOptionFromText(ModelOptions& options, std::string_view assignment);

// Options that mean the same in every model that has them.

int plannedEpochs(const ModelOptions& options);                    ///< "epochs"; 0: it does not learn in epochs
int patienceOf(const ModelOptions& options);                       ///< "patience"; 0: it never stops early
int patienceFrom(const ModelOptions& options);                     ///< see LearningRate::settledAfter()
std::optional<double> learningRateOf(const ModelOptions& options); ///< "learning_rate"; none: it has none
std::string seedText(const ModelOptions& options);                 ///< as people write it; empty: it has none
bool hasSeed(const ModelOptions& options);                         ///< "seed"; without one it always gives the same

/// {"model": "bpr", "options": {"embedding_dim": 128, ...}}: every option by name.
Json toJson(const ModelOptions& options);

/// Reads what toJson() wrote. Options that are left out keep their defaults.
/// Throws: BadInput naming `file` and the member for a model, option or value that is not allowed.
ModelOptions readModelOptions(const Json& json, const std::string& file);

} // namespace tastescope

#pragma once

#include "core/base/json_text.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "core/models/user_knn/user_knn_options.h"

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tastescope {

/// The settings of any model. Which alternative it holds says which model is meant; forms, `--set`, configuration files
/// and run columns are all made from its field table.
using ModelOptions = std::variant<PopularityOptions, UserKnnOptions, BprOptions>;

/// What a model is called.
struct ModelKind
{
    std::string_view name;  ///< in files and on the command line: "user-knn"
    std::string_view title; ///< in the window: "User-KNN"
};

/// One row an alternative of ModelOptions, in the same order.
std::span<const ModelKind> modelKinds();

const ModelKind& modelKind(const ModelOptions& options);
std::string_view modelName(const ModelOptions& options);

/// Throws: Error listing the models there are.
ModelOptions defaultOptions(std::string_view modelName);

/// The field table of the model in question, in the order of the form.
std::vector<OptionInfo> optionInfos(const ModelOptions& options);

/// Throws: Error when the model has no such option.
OptionValue readOption(const ModelOptions& options, std::string_view name);

/// Throws: Error when the model has no such option, or kind, range or choice is wrong; options are then unchanged.
void setOption(ModelOptions& options, std::string_view name, const OptionValue& value);

/// As `--set name=value` has it. Throws: as setOption(), and Error when there is no "=".
void setOptionFromText(ModelOptions& options, std::string_view assignment);

/// {"model": "bpr", "options": {"embedding_dim": 128, ...}}: every option by name.
Json toJson(const ModelOptions& options);

/// Reads what toJson() wrote. Options that are left out keep their defaults.
/// Throws: BadInput naming `file` and the member for a model, option or value that is not allowed.
ModelOptions readModelOptions(const Json& json, const std::string& file);

} // namespace tastescope

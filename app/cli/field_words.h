#pragma once

#include "core/base/option_field.h"

#include <map>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tastescope::cli {

/// Adds an option for each row of a field table, "--min-epochs" for "min_epochs"; --threads and --seed are every
/// command's already. `said` gets what the person says, in his order. also: by row, a second name.
void addFields(CLI::App& command, const std::vector<OptionInfo>& rows, OptionSettings& said,
               const std::map<std::string, std::string>& also = {});

} // namespace tastescope::cli

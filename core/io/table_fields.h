#pragma once

#include "core/io/import_options.h"

#include <vector>

namespace tastescope {

/// The rows of importFields() that are of a text table alone.
std::vector<OptionField<ImportOptions>> tableFields();

} // namespace tastescope

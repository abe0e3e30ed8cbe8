#pragma once

#include "core/io/import_options.h"
#include "core/io/import_report.h"

namespace tastescope {

/// The parts of a split that came with the data.
enum class GivenParts {
    None,
    Two,  ///< train and test
    Three ///< and validation
};

/// What an import was made of and with, for the dataset to carry along.
Provenance provenanceOf(const ImportOptions& options, const ImportReport& report, GivenParts given);

} // namespace tastescope

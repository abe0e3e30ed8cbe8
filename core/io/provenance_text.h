#pragma once

#include "core/io/import_options.h"
#include "core/io/import_report.h"

namespace tastescope {

/// What an import was made of and with, for the dataset to carry along.
Provenance provenanceOf(const ImportOptions& options, const ImportReport& report, bool splitWasGiven);

} // namespace tastescope

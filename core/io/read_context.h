#pragma once

#include "core/io/import_report.h"
#include "core/io/table/row_errors.h"
#include "core/io/text/text_scanner.h"

namespace tastescope {

/// What all files of one import share while they are read.
struct ReadContext
{
    Encoding encoding = Encoding::Auto;
    ReadProgress& progress;
    RowErrors& errors;
    ImportReport& report; ///< takes the files that were read, and what a format counts
};

} // namespace tastescope

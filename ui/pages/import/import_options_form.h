#pragma once

#include "core/io/import_dataset.h"
#include "ui/forms/option_form.h"

namespace tastescope::ui {

/// The form of an import: what holds for every format, and for plain tables the separator, the header and what each
/// column is.
std::vector<FormField> importForm(const ImportOptions& options, const ImportPreview& preview);

/// Puts an edited field into the options. `preview` is the one the form was made for: the other columns keep what they
/// were recognised as.
void setImportOption(ImportOptions& options, const ImportPreview& preview, const std::string& name,
                     const OptionValue& value);

} // namespace tastescope::ui

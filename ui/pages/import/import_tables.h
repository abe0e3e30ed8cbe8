#pragma once

#include "core/io/import_dataset.h"
#include "ui/tables/row_table.h"

namespace tastescope::ui {

using TextRow = std::vector<QString>; ///< line number, then the cells

/// Of the rows an import cannot read: where, what stands there, what is wrong with it.
std::vector<Column<BadRow>> badRowColumns();

/// Of the first rows of a file: each column with what it was taken for.
std::vector<Column<TextRow>> previewColumns(const ImportPreview& preview);

} // namespace tastescope::ui

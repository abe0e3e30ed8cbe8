#pragma once

#include "ui/pages/runs/run_table.h"

namespace tastescope::ui {

/// Every column there is, in the usual order: what runs are called and came to, each figure that training watches, each
/// option of any model, the rest.
std::vector<RunColumn> runColumns();

/// Key of a watched figure's column: "figure/ndcg-10".
QString figureKey(const std::string& figure);

/// Key of an option's column: "option/learning_rate".
QString optionKey(const std::string& option);

} // namespace tastescope::ui

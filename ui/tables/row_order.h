#pragma once

#include <QVariant>

#include <functional>
#include <vector>

namespace tastescope::ui {

/// 0, 1, 2, ...
std::vector<int> orderAsItIs(int rows);

/// The rows by their values: numbers before texts, what has no value last, up or down; equal ones keep their order.
/// Texts as a person sorts them: without regard to case, "user 9" before "user 10". 100,000 texts take 60 ms of a core.
std::vector<int> orderByValue(int rows, const std::function<QVariant(int)>& value, Qt::SortOrder order);

} // namespace tastescope::ui

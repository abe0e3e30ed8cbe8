#pragma once

#include "core/base/json_text.h"
#include "core/experiment/window_evaluation.h"

#include <string>

namespace tastescope::cli {

/// What `evaluate --protocol published` prints:
///
///     protocol, split, windows, cross_entropy{value, low, high}, mrr-N{...}, hit-N{...}, ndcg-N{...},
///     duplicates-N{...}, repeats_by_rank[...], without_user{...}, popularity{...}, last_to_next{...}, gaps{...}, note
Json windowJson(const WindowEvaluation& evaluation, const WindowQuestion& question);

/// The same as a table.
std::string windowText(const WindowEvaluation& evaluation, const WindowQuestion& question);

} // namespace tastescope::cli

#pragma once

#include "core/base/json_text.h"
#include "core/evaluation/evaluation.h"

namespace tastescope {

/// The object `tastescope-cli evaluate --json` prints and record.json holds:
///
///     protocol, part, users, positives, skipped_users, shortest_list, longest_list,
///     mrr{value, low, high}, hit-K{...}, ndcg-K{...}, ..., chance{mrr{...}, ...}, popularity{mrr{...}, ...},
///     tied_share, not_a_number, catalogue{k, coverage, popularity_bias} (full protocol), seconds, lists_per_second
///
/// Per-user results have a file of their own.
Json toJson(const Evaluation& evaluation);

/// Throws: BadInput naming file and member for whatever is missing, unknown or of the wrong kind.
Evaluation readEvaluation(JsonObject object);

/// {train_loss, val_mrr, hit-1, ...}: the names the outside knows an epoch's figures by.
Json toJson(const EpochFinished& epoch);
EpochFinished readEpoch(JsonObject object);

} // namespace tastescope

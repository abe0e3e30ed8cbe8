#pragma once

#include "core/base/json_text.h"
#include "core/evaluation/evaluation.h"

namespace tastescope {

/// {value, low, high}
Json toJson(const Estimate& estimate);

/// The object `tastescope-cli evaluate --json` prints and record.json holds:
///
///     protocol, part, masked[part, ...] (full protocol), users, positives, skipped_users, shortest_list, longest_list,
///     mrr{value, low, high}, hit-K{...}, ndcg-K{...}, ..., chance{mrr{...}, ...}, popularity{mrr{...}, ...},
///     tied_share, not_a_number, catalogue{k, coverage, popularity_bias} (full protocol), seconds, lists_per_second
///
/// Per-user results have a file of their own.
Json toJson(const Evaluation& evaluation);

/// Throws: BadInput naming file and member for whatever is missing, unknown or of the wrong kind.
Evaluation readEvaluation(JsonObject object);

/// {mrr, hit-1, ...}: figures under their own names.
Json toJson(const Figures& figures);

/// {val_mrr, hit-1, ...}: validation figures as the outside knows them.
Json validationJson(const Figures& figures);

/// {epoch, train_loss, val_mrr, hit-1, ..., best}: what was measured is a member, whatever it is called.
Json toJson(const EpochFinished& epoch);

/// Any metric there is may be a member or missing. `shared` keeps one list of names for epochs measured alike.
/// Throws: BadInput as readEvaluation() does.
EpochFinished readEpoch(JsonObject object, SharedNames& shared);

} // namespace tastescope

#pragma once

#include "core/base/job.h"
#include "core/models/item_knn/item_knn_model.h"
#include "core/models/item_knn/item_knn_options.h"

namespace tastescope {

class Dataset;

/// Finds the nearest neighbours of every item by the users who like it, exactly, in the search that finds those of
/// users: items stand in the place of users, users in that of tracks.
///
///     s(j, i) = (sum over users u who like both of c_u^2) / (|j|^2a |i|^2(1-a) + shrinkage),   |i|^2 = sum of c_u^2
///     over them
///
/// where j is the item that is scored, i the liked one and a the asymmetry.
///
/// binary: c_u = 1. tfidf: c_u = ln(items / likes of u). bm25: c_u = breadthWeights(), and a like counts by its item's
/// bm25Weights() once the neighbours are found, with the options' k1 and b.
///
/// The defaults were chosen on validation likes alone (tests/reproduction/README.md says which).
///
/// threads: 0 means all cores; never changes the result.
/// Throws:  Error when an option is out of range or there is nothing to learn from; Cancelled.
/// Cost:    the likes of every user squared.
/// Source:  Sarwar et al.: Item-based collaborative filtering recommendation algorithms, WWW 2001; weighting and
///          shrinkage as in Ferrari Dacrema et al., ACM TOIS 2021.
ItemKnnModel trainItemKnn(const ItemKnnOptions& options, const Dataset& dataset, int threads = 0,
                          const JobContext& job = {});

} // namespace tastescope

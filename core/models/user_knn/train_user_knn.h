#pragma once

#include "core/base/job.h"
#include "core/models/user_knn/user_knn_model.h"
#include "core/models/user_knn/user_knn_options.h"

namespace tastescope {

class Dataset;

/// Finds every user's neighbours on the library and lets them vote with what they like in training.
///
///     binary   s = |shared| / (sqrt(|L_u| |L_v|) + shrinkage)
///     tfidf    the same with each track weighing w_t = ln(users / listeners_t)
///     bm25     w_t = 2.2 / (1.2 (0.25 + 0.75 listeners_t / mean listeners) + 1), times
///              a_v = ln(tracks / (1 + |L_v|)) / ln(tracks / 2), so that who likes everything says little;
///              an item weighs, by its likers, as a track does by its listeners
///     votes    p_vi = log2(1 + w_vi), 0 for weights below 0, where votes are by weight; else 1
///
/// Units:   similarity in (0, 1].
/// Throws:  Error when an option is out of range, or votes are by weights and the data have none; Cancelled when
/// job.stop is set. Cost:    as findNeighbours on the library. The result does not depend on `threads` (0: all cores).
/// Source:  Okapi BM25 (Robertson and Zaragoza, The probabilistic relevance framework: BM25 and beyond, 2009; k1 = 1.2,
///          b = 0.75) with users as terms and tracks as documents, as in Ferrari Dacrema, Boglio, Cremonesi, Jannach:
///          A troubling analysis of reproducibility and progress in recommender systems research, ACM TOIS 2021. There
///          a_v weighs the votes only; here it decides too who the neighbours are, which ranks better.
UserKnnModel trainUserKnn(const UserKnnOptions& options, const Dataset& dataset, int threads = 0,
                          const JobContext& job = {});

} // namespace tastescope

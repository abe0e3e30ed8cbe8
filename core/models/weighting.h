#pragma once

#include "core/base/enum_names.h"
#include "core/data/binary_matrix.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// How much one like says, for models that compare who likes what.
enum class Weighting { Binary, Bm25, TfIdf };

constexpr auto enumNames(Weighting)
{
    return namedBy<Weighting>({{Weighting::Binary, "binary"}, {Weighting::Bm25, "bm25"}, {Weighting::TfIdf, "tfidf"}});
}

// Source: Okapi BM25 (Robertson and Zaragoza, The probabilistic relevance framework: BM25 and beyond, 2009; k1 = 1.2,
//         b = 0.75), as in Ferrari Dacrema, Boglio, Cremonesi, Jannach: A troubling analysis of reproducibility and
//         progress in recommender systems research, ACM TOIS 2021.

/// How BM25 counts likes. Units: none; both from 0 on, b at most 1.
struct Bm25
{
    double k1 = 1.2; ///< a like of a rare thing counts up to (k1 + 1) / (k1 (1 - b) + 1) times one of the average thing
    double b = 0.75; ///< how much it depends on popularity; 0: not at all
};

/// What one like says about a thing with so many likes: (k1 + 1) / (k1 (1 - b + b likes / mean likes) + 1). 1 for the
/// average thing; 1.69 for one that nobody knows, as BM25 stands.
std::vector<double> bm25Weights(std::span<const std::int32_t> likes, const Bm25& bm25 = {});

/// ln(all / likes) for things that so many of `all` like; what nobody likes weighs nothing.
std::vector<double> idfWeights(std::span<const std::int32_t> likes, std::size_t all);

/// How much it says that somebody likes a thing, for those who like `likes` of `things`: 1 for one thing, less the more
/// he likes, 0 for (nearly) everything.
std::vector<double> breadthWeights(std::span<const std::int32_t> likes, std::size_t things);

/// Ones in each row.
template<StrongId Row, StrongId Column>
std::vector<std::int32_t> rowCounts(const BinaryMatrix<Row, Column>& matrix)
{
    std::vector<std::int32_t> counts;
    counts.reserve(matrix.rowCount());
    for (const Row row : idsUpTo<Row>(matrix.rowCount()))
        counts.push_back(static_cast<std::int32_t>(matrix.row(row).size()));
    return counts;
}

} // namespace tastescope

#pragma once

#include "core/base/enum_names.h"
#include "core/base/option_field.h"

#include <span>

namespace tastescope {

enum class Weighting { Binary, Bm25, TfIdf };

constexpr auto enumNames(Weighting)
{
    return namedBy<Weighting>({{Weighting::Binary, "binary"}, {Weighting::Bm25, "bm25"}, {Weighting::TfIdf, "tfidf"}});
}

/// Settings of user-KNN: score(u, i) = sum of similarities of u's nearest users who have i.
struct UserKnnOptions
{
    int neighbours = 100;
    double shrinkage = 0; ///< added to the denominator of the cosine; 0: none
    Weighting weighting = Weighting::Binary;

    static constexpr std::string_view model = "user-knn";
    static std::span<const OptionField<UserKnnOptions>> fields();

    bool operator==(const UserKnnOptions&) const = default;
};

} // namespace tastescope

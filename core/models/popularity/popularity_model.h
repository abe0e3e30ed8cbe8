#pragma once

#include "core/models/popularity/popularity_options.h"
#include "core/training/model.h"

#include <vector>

namespace tastescope {

class Dataset;
struct TensorFile;

/// The same list for everyone, whatever is asked: score(u, i) = users who like i in training.
class PopularityModel final : public Model
{
public:
    /// likes: by item.
    explicit PopularityModel(std::vector<float> likes) : m_likes(std::move(likes)) {}

    /// Throws: Error when a tensor is missing or has the wrong shape.
    static PopularityModel fromTensors(const TensorFile& file);

    void score(const Query& query, std::span<const Item> items, std::span<float> scores) const override;
    bool knows(const Query&) const override { return true; }
    bool fits(std::size_t, std::size_t itemCount) const override { return itemCount <= m_likes.size(); }

    std::size_t itemCount() const { return m_likes.size(); }
    std::span<const float> likes() const { return m_likes; }

    TensorFile tensors() const override;

private:
    std::vector<float> m_likes;
};

/// Counts likes. Cost: O(training positives).
PopularityModel trainPopularity(const PopularityOptions& options, const Dataset& dataset);

} // namespace tastescope

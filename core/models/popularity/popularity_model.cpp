#include "core/models/popularity/popularity_model.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/files/safetensors.h"

namespace tastescope {

PopularityModel PopularityModel::fromTensors(const TensorFile& file)
{
    const Tensor& likes = file.tensor("likes");
    if (likes.shape.size() != 1)
        throw Error("The tensor \"likes\" is not a list.");
    return PopularityModel(floats(likes, likes.shape));
}

TensorFile PopularityModel::tensors() const
{
    return {
        {{"model", std::string(PopularityOptions::model)}},
        tensorList(makeTensor("likes", {static_cast<std::int64_t>(m_likes.size())}, std::span<const float>(m_likes)))};
}

void PopularityModel::score(const Query&, std::span<const Item> items, std::span<float> scores) const
{
    for (std::size_t i = 0; i < items.size(); ++i)
        scores[i] = m_likes[index(items[i])];
}

PopularityModel trainPopularity(const PopularityOptions&, const Dataset& dataset)
{
    const std::vector<std::int32_t> counts = dataset.train().columnCounts();
    std::vector<float> likes;
    likes.reserve(counts.size());
    for (const std::int32_t count : counts)
        likes.push_back(static_cast<float>(count));
    return PopularityModel(std::move(likes));
}

} // namespace tastescope

#include "core/serving/serving.h"

#include "core/base/error.h"
#include "core/models/user_knn/user_knn_model.h"

namespace tastescope {

Serving makeServing(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const NeighbourIndex> neighbours,
                    std::shared_ptr<const CandidateLists> candidates, std::shared_ptr<const Model> model)
{
    if (!dataset || !neighbours || !candidates || !model)
        throw Error("Recommending needs a dataset, neighbours, candidates and a model.");
    if (neighbours->userCount() != dataset->userCount() || candidates->userCount() != dataset->userCount())
        throw Error("The neighbours are not those of the dataset " + dataset->name() + ": search them again.");
    auto facts = std::make_shared<const CatalogueFacts>(*dataset);
    return {std::move(dataset), std::move(facts), std::move(neighbours), std::move(candidates), std::move(model)};
}

std::shared_ptr<const Model> votesOf(const NeighbourIndex& neighbours, const Dataset& dataset)
{
    return std::make_shared<const UserKnnModel>(neighbours, dataset.train(),
                                                std::vector<float>(dataset.itemCount(), 1.0F));
}

} // namespace tastescope

#include "core/models/popularity/popularity_kind.h"

#include "core/data/dataset.h"
#include "core/models/popularity/popularity_model.h"

namespace tastescope {

ModelKind popularityKind()
{
    ModelKind kind = describeKind<PopularityOptions>("Most popular", "popular");
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks&, const JobContext&) {
        const PopularityModel model = trainPopularity(options.as<PopularityOptions>(), dataset);
        return Learned{.best = std::make_shared<const PopularityModel>(model)};
    };
    kind.load = loadAs<PopularityModel>;
    kind.memory = [](const ModelOptions&, const DataSize& data, int) -> ModelMemory {
        // The counts; as numbers of the model, of its tensor, and once more while that is made.
        return {{{"the likes of the items", bytesOf(data.items, 4 * 4)}},
                {{"the likes of the items", bytesOf(data.items, 4)}}};
    };
    kind.meaning = [](const ModelOptions&, std::string_view) { return std::string("users who like it"); };
    kind.answers = {QueryForm::User, QueryForm::Profile, QueryForm::Sequence};
    return kind;
}

} // namespace tastescope

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
    kind.memory = [](const ModelOptions&, const Dataset& dataset) {
        return static_cast<std::int64_t>(dataset.itemCount() * sizeof(float));
    };
    kind.meaning = [](const ModelOptions&, std::string_view) { return std::string("users who like it"); };
    kind.answers = {QueryForm::User, QueryForm::Profile, QueryForm::Sequence};
    return kind;
}

} // namespace tastescope

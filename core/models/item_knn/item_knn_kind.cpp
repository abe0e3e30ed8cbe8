#include "core/models/item_knn/item_knn_kind.h"

#include "core/models/item_knn/train_item_knn.h"
#include "core/neighbours/search_memory.h"

namespace tastescope {

namespace {

/// The search among items, with who likes them; its lists and the same by like; or the model and its tensors, 8 bytes a
/// neighbour and 8 a like.
ModelMemory itemKnnMemory(const ItemKnnOptions& options, const DataSize& data, int threads)
{
    const DataSize items{.users = data.items, .tracks = data.users, .libraryEntries = data.train};
    const SearchSize search{.top = options.neighbours,
                            .threads = threads,
                            .weighted = options.weighting != Weighting::Binary || options.shrinkage > 0
                                        || options.asymmetry != 0.5,
                            .turn = "fewer neighbours"};
    const std::int64_t slots = bytesOf(neighbourSlots(items, options.neighbours), 8);
    const std::int64_t likes = bytesOf(data.train, 4) + bytesOf(data.users, 8);
    const MemoryNeed model{{"the similar items", slots + bytesOf(data.items, 12), search.turn},
                           {"the likes that scores add up", likes}};
    const MemoryNeed likers{{"the users of each item", bytesOf(data.train, 8) + bytesOf(data.items, 16)}};
    const MemoryNeed saving{
        {"the tensors of its file", slots + slots / 2 + 2 * likes + bytesOf(data.items, 16), search.turn}};
    return {larger(likers + larger(searchMemory(items, search), neighbourLists(items, search) + model), model + saving),
            model};
}

} // namespace

ModelKind itemKnnKind()
{
    ModelKind kind = describeKind<ItemKnnOptions>("Item-KNN", "itemknn");
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job) {
        ItemKnnModel model = trainItemKnn(options.as<ItemKnnOptions>(), dataset, hooks.threads, job);
        return Learned{.best = std::make_shared<const ItemKnnModel>(std::move(model))};
    };
    kind.load = loadAs<ItemKnnModel>;
    kind.memory = [](const ModelOptions& options, const DataSize& data, int threads) {
        return itemKnnMemory(options.as<ItemKnnOptions>(), data, threads);
    };
    kind.meaning = [](const ModelOptions& options, std::string_view item) {
        return (options.as<ItemKnnOptions>().weighting == Weighting::Bm25 ? "sum of weight × similarity of liked "
                                                                          : "sum of similarities of liked ")
               + std::string(item) + "s";
    };
    kind.answers = {QueryForm::User, QueryForm::Profile};
    return kind;
}

} // namespace tastescope

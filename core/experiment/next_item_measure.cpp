#include "core/experiment/next_item_measure.h"

#include "core/base/error.h"
#include "core/evaluation/window_counts.h"
#include "core/models/transformer/published_protocol.h"

#include <limits>

namespace tastescope {

namespace {

constexpr std::uint64_t tenthSeed = 42;

NextItemRanks keptOf(WindowResults results)
{
    static_assert(longestNextItemList <= std::numeric_limits<std::int8_t>::max());
    return {results.longest, std::vector<std::int8_t>(results.places.begin(), results.places.end()),
            std::move(results.repeated)};
}

void requireNextItems(const Dataset& dataset)
{
    if (!dataset.hasTimes())
        throw Error("\"" + dataset.name() + "\" has no times, so nothing comes next.");
}

NextItemRanks publishedTenth(const TransformerWeights& net, const Dataset& dataset, Workers workers,
                             const JobContext& job)
{
    requireNextItems(dataset);
    const WindowBatch all = windowsOf(dataset, vocabularyOf(net, dataset), net.shape);
    const RandomTenth tenth(all.size(), tenthSeed);
    const WindowBatch measured = selectWindows(all, tenth.drawn, net.shape.context);
    const WeightLayout layout(net.shape);
    return keptOf(rankAsPublished({net.shape, layout, net.weights.data()}, measured, nextItemPlaces, workers, job));
}

} // namespace

NextItemRanks measureNextItems(const Model& model, const Dataset& dataset, NextItemProtocol protocol, Workers workers,
                               const JobContext& job)
{
    if (protocol == NextItemProtocol::Right)
        return rankLastItems(scorerOf(model), dataset, nextItemPlaces, nextItemRepeatWindow, workers, job);
    const auto* transformer = dynamic_cast<const TransformerModel*>(&model);
    if (!transformer)
        throw Error("As published only transformers are measured: its windows are theirs.");
    return publishedTenth({{}, transformer->shape(), transformer->weights(), true}, dataset, workers, job);
}

NextItemRanks measureNextItems(const TransformerWeights& net, const Dataset& dataset, NextItemProtocol protocol,
                               Workers workers, const JobContext& job)
{
    requireNextItems(dataset);
    if (protocol == NextItemProtocol::Published)
        return publishedTenth(net, dataset, workers, job);
    const TransformerModel model =
        modelOf(net, vocabularyOf(net, dataset), LastEvents(dataset.sequences(), net.shape.context));
    return measureNextItems(model, dataset, protocol, workers, job);
}

NextItemRanks measurePopular(const Dataset& dataset, NextItemProtocol protocol, Workers workers, const JobContext& job)
{
    if (protocol == NextItemProtocol::Right)
        return rankLastItems(mostFrequentNext(dataset), dataset, nextItemPlaces, nextItemRepeatWindow, workers, job);
    requireNextItems(dataset);
    const Vocabulary vocabulary = catalogueVocabulary(dataset);
    const TransformerShape shape{.items = vocabulary.itemCount, .users = static_cast<int>(dataset.userCount())};
    const WindowBatch all = windowsOf(dataset, vocabulary, shape);
    const RandomTenth tenth(all.size(), tenthSeed);
    WindowCounts counts({.window = 0}, shape, all, tenth.others, workers);
    return keptOf(
        rankWindows(counts, shape, selectWindows(all, tenth.drawn, shape.context), nextItemPlaces, workers, job));
}

std::shared_ptr<const TransformerModel> modelOf(const RunOrigin& origin, const Dataset& dataset)
{
    const TransformerWeights net = readTransformerWeights(origin.weights, origin.heads);
    return std::make_shared<const TransformerModel>(
        modelOf(net, vocabularyOf(net, dataset), LastEvents(dataset.sequences(), net.shape.context)));
}

} // namespace tastescope

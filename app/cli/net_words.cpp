#include "app/cli/net_words.h"

#include "core/data/events_before.h"

namespace tastescope::cli {

void addNet(CLI::App& command, NetWords& words, CLI::Option* run)
{
    CLI::Option* weights = command
                               .add_option("--weights", words.weights,
                                           "Weights of a next-item transformer in the place of a run: a checkpoint of "
                                           "PyTorch, of which nothing is ever run, or safetensors; items and users "
                                           "are those of the data by ascending id")
                               ->type_name("FILE.pth|FILE.safetensors");
    weights->excludes(run);
    command.add_option("--heads", words.heads, "Heads of its attention, where the file does not say")
        ->check(CLI::Range(1, 1024))
        ->needs(weights)
        ->type_name("H");
}

void requireRunOrNet(const CLI::App& command, const std::string& run, const NetWords& words)
{
    if (run.empty() && words.weights.empty())
        throw CLI::ValidationError(command.get_display_name(), "Which model? Give --run or --weights.");
}

std::shared_ptr<const Model> netModel(const NetWords& words, const Dataset& dataset)
{
    requireTimes(dataset, "The transformer");
    const TransformerWeights net = readTransformerWeights(words.weights, words.heads);
    return std::make_shared<const TransformerModel>(
        modelOf(net, vocabularyOf(net, dataset), LastEvents(trainingEvents(dataset), net.shape.context)));
}

std::optional<TransformerWeights> netOf(const Model& model, const std::string& run)
{
    const auto* net = dynamic_cast<const TransformerModel*>(&model);
    return net ? std::optional(TransformerWeights{run, net->shape(), net->weights(), true}) : std::nullopt;
}

} // namespace tastescope::cli

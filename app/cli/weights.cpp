#include "app/cli/common.h"
#include "app/cli/net_words.h"
#include "app/cli/text.h"
#include "core/experiment/run.h"
#include "core/files/safetensors.h"
#include "core/models/transformer/transformer_file.h"

#include <nlohmann/json.hpp>

namespace tastescope::cli {

namespace {

struct WeightsWords
{
    std::string run;
    std::string out;
    bool json = false;
};

void writeWeights(const WeightsWords& words)
{
    const Run run = loadRun(words.run);
    const auto net = run.model ? netOf(*run.model, words.run) : std::nullopt;
    if (!net)
        throw Error("The run of " + std::string(modelName(run.record.config.model))
                    + " has no weights of a next-item net: those of the transformer can be written.");
    // "model" says that items and users have the numbers of the data; PyTorch reads no metadata.
    TensorFile file{{{"format", "pt"},
                     {"model", std::string(modelName(run.record.config.model))},
                     {"heads", std::to_string(net->shape.heads)}},
                    transformerTensors(net->shape, WeightLayout(net->shape), net->weights)};
    const std::size_t tensors = file.tensors.size();
    writeSafetensors(std::move(file), words.out);
    if (words.json)
        print(Json{{"file", words.out}, {"tensors", tensors}, {"heads", net->shape.heads}});
    else
        print(std::to_string(tensors) + " tensors are in " + words.out + "; its attention has "
              + std::to_string(net->shape.heads) + " heads\n");
}

} // namespace

void addWeights(CLI::App& app, Action& chosen)
{
    CLI::App* command = app.add_subcommand(
        "weights",
        "Write the weights of a transformer's run as PyTorch loads them: the published names and nothing else");
    auto words = std::make_shared<WeightsWords>();
    command->add_option("--run", words->run, "Folder given to train --out")->required()->type_name("DIR");
    command->add_option("--out", words->out, "File to write")->required()->type_name("FILE.safetensors");
    command->add_flag("--json", words->json, "One JSON object on stdout, nothing else there");
    command->footer("In Python: model.load_state_dict(safetensors.torch.load_file(FILE), strict=True)");
    command->callback([words, &chosen] { chosen = [words](const std::stop_token&) { writeWeights(*words); }; });
}

} // namespace tastescope::cli

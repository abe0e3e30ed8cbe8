#include "core/models/transformer/transformer_kind.h"

#include "core/base/parallel.h"
#include "core/models/transformer/train_transformer.h"
#include "core/models/transformer/transformer_model.h"
#include "core/models/transformer/transformer_trainer.h"

#include <algorithm>
#include <limits>

namespace tastescope {

namespace {

constexpr const char* smallerNet = "a smaller embedding_dim or user_dim";

/// W: the bytes of all weights; an event is a positive of the training part.
///
///     training    W for weights, two moments and the gradient, as trainer and learner hold them; the events and
///     windows models      W each, the best and the last, with the last events of the users checkpoint  3 W of the
///     last, W of the best, and one tensor while it is copied
ModelMemory transformerMemory(const TransformerOptions& options, const DataSize& data, int threads)
{
    constexpr std::int64_t most = std::numeric_limits<int>::max() / 2;
    const TransformerShape shape = shapeOf(options, static_cast<std::size_t>(std::min(data.users, most)),
                                           static_cast<std::size_t>(std::min(data.items, most)));
    const std::int64_t perUser = 4 * static_cast<std::int64_t>(padded(shape.userDimension));
    TransformerShape nobody = shape; // counted without a row a user, which there may be very many of
    nobody.users = 0;
    const WeightLayout layout(nobody);
    const std::int64_t weights = bytesOf(static_cast<std::int64_t>(layout.size()), 4) + bytesOf(data.users, perUser);
    const std::int64_t last =
        bytesOf(std::min(data.train, bytesOf(data.users, options.context)), 4) + bytesOf(data.users, 8);
    const std::int64_t trainer =
        TransformerTrainer::bytes(nobody, layout, Workers(threads).count(),
                                  static_cast<int>(std::min<std::int64_t>(options.batchSize, data.train + 1)))
        + bytesOf(data.users, perUser);
    const MemoryNeed models{
        {"the best and the last model", (options.epochs > 1 ? 2 : 1) * (weights + last), smallerNet}};
    const MemoryNeed training{{"weights and moments", 3 * weights, smallerNet},
                              {"the gradients of a batch", trainer, "a smaller batch_size"},
                              {"events and windows", bytesOf(data.train, 36) + bytesOf(data.users, 16) + last}};
    const MemoryNeed checkpoint{{"the checkpoint", 5 * weights + 2 * last, smallerNet}};
    return {models + training + checkpoint, models};
}

} // namespace

ModelKind transformerKind()
{
    ModelKind kind = describeKind<TransformerOptions>("Transformer", "tf");
    kind.presets = {
        presetOf("published-a", "the first published training: batch 512, learning rate 5e-4",
                 publishedTransformer('a')),
        presetOf("published-b", "the second: learning rate 8e-4, repetition weight 0.2", publishedTransformer('b')),
        presetOf("published-c", "the third: batch 4096, a cosine with a floor, repetition weight 0.1",
                 publishedTransformer('c')),
        presetOf("published-d", "the third once more from the weights it came to, which --from names",
                 publishedTransformer('d')),
        presetOf("best", "the best lists found: every place of 50 films says what comes next", bestTransformer())};
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job) {
        return trainTransformer(options.as<TransformerOptions>(), dataset, hooks, job);
    };
    kind.load = loadAs<TransformerModel>;
    kind.memory = [](const ModelOptions& options, const DataSize& data, int threads) {
        return transformerMemory(options.as<TransformerOptions>(), data, threads);
    };
    kind.meaning = [](const ModelOptions&, std::string_view item) {
        return "how likely this " + std::string(item) + " is next, as a logarithm";
    };
    kind.answers = {QueryForm::User, QueryForm::Sequence};
    kind.pace = ModelPace{.sample = "windows",
                          .samples =
                              [](const ModelOptions& options, std::int64_t trainPositives) {
                                  return windowsOfAnEpoch(options.as<TransformerOptions>(), trainPositives);
                              },
                          .decidedBy = {"context", "embedding_dim", "layers", "heads", "user_dim", "hidden", "output",
                                        "split", "batch_size"},
                          .slowedBy = {},
                          .whenMeasured = {{"epochs", std::int64_t{1}}}};
    kind.startsFromWeights = true;
    kind.needsTimes = true;
    return kind;
}

} // namespace tastescope

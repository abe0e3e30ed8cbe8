#include "core/models/transitions/transitions_kind.h"

#include "core/base/parallel.h"
#include "core/models/transitions/train_transitions.h"

#include <algorithm>

namespace tastescope {

namespace {

/// At most one follower an event and gap, and never more than all pairs of items: 8 bytes each, twice while the rows
/// are joined, and again as tensors. An event counts as a positive of the training part.
ModelMemory transitionsMemory(const TransitionsOptions& options, const DataSize& data, int threads)
{
    const std::int64_t pairs = bytesOf(data.items, data.items);
    const std::int64_t followers = bytesOf(std::min(bytesOf(data.train, options.gaps), pairs), 8);
    const std::int64_t last = bytesOf(std::min(data.train, bytesOf(data.users, options.window)), 4);
    const MemoryNeed model{{"what follows what", followers + bytesOf(data.items, 8), "fewer gaps"},
                           {"the last events", last + bytesOf(data.users, 8)}};
    const MemoryNeed counting{{"the events in order of time", bytesOf(data.train, 20) + bytesOf(data.users, 8)},
                              {"the counts of the threads", bytesOf(data.items, Workers(threads).count() * 12L + 32)},
                              {"the rows that are joined", followers, "fewer gaps"}};
    const MemoryNeed saving{{"the tensors of its file", followers + last + bytesOf(data.users + data.items, 8)}};
    return {model + larger(counting, saving), model};
}

} // namespace

ModelKind transitionsKind()
{
    ModelKind kind = describeKind<TransitionsOptions>("Transitions", "next");
    kind.train = [](const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                    const JobContext& job) {
        TransitionsModel model = trainTransitions(options.as<TransitionsOptions>(), dataset, hooks.threads, job);
        return Learned{.best = std::make_shared<const TransitionsModel>(std::move(model))};
    };
    kind.load = loadAs<TransitionsModel>;
    kind.memory = [](const ModelOptions& options, const DataSize& data, int threads) {
        return transitionsMemory(options.as<TransitionsOptions>(), data, threads);
    };
    kind.meaning = [](const ModelOptions&, std::string_view item) {
        return "share of what followed the last " + std::string(item) + "s";
    };
    kind.answers = {QueryForm::User, QueryForm::Sequence};
    kind.needsTimes = true;
    return kind;
}

} // namespace tastescope

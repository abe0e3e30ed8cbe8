// Training steps of the transformer at the published sizes: sequences a second, threads 1 and 2, batches 512 and 4,096,
// on random windows. Beside torch: tests/reference/next_film_reference.py speed [batch= threads= mode=]. What counts is
// the ratio of one run, taken in turn on one machine.
#include "core/base/random.h"
#include "core/models/transformer/transformer_trainer.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace tastescope;

namespace {

WindowBatch randomBatch(const TransformerShape& shape, int size, std::uint64_t step)
{
    Random random(1, {step});
    WindowBatch batch;
    const auto draw = [&](int bound) {
        return static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(bound)));
    };
    for (int s = 0; s < size; ++s) {
        batch.users.push_back(draw(shape.users));
        batch.targets.push_back(draw(shape.words()));
        for (int p = 0; p < shape.context; ++p)
            batch.words.push_back(draw(shape.words()));
    }
    return batch;
}

void measure(const TransformerShape& shape, int size, int threads, int steps)
{
    const WeightLayout layout(shape);
    TransformerState state = startTransformer(shape, layout, 1);
    TransformerTrainer trainer(shape, layout, Workers(threads));
    std::vector<WindowBatch> batches;
    batches.reserve(static_cast<std::size_t>(steps));
    for (int step = 0; step < steps; ++step)
        batches.push_back(randomBatch(shape, size, static_cast<std::uint64_t>(step)));
    const auto run = [&] {
        for (const WindowBatch& batch : batches) {
            trainer.learn(state, batch, {.dropout = Dropout::of(0.1, 1, static_cast<std::uint64_t>(state.steps))});
            trainer.step(state, 5e-4);
        }
    };
    trainer.learn(state, batches[0], {});
    std::printf("batch %d, threads %d: sequences/s (per CPU second)", size, threads);
    for (int repeat = 0; repeat < 3; ++repeat) {
        const auto begin = std::chrono::steady_clock::now();
        const std::clock_t cpu = std::clock();
        run();
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        const double spent = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
        std::printf("  %.0f (%.0f)", steps * size / seconds.count(), steps * size / spent);
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const int steps = argc > 1 ? std::atoi(argv[1]) : 40;
    const TransformerShape shape{.items = 3883, .users = 6040};
    for (const int threads : {1, 2}) {
        measure(shape, 512, threads, steps);
        measure(shape, 4096, threads, steps / 8 + 1);
    }
    return 0;
}

// Training steps of the transformer at the published sizes: sequences a second, threads 1 and 2 in turn and their
// ratio, batches 512 and 4,096, on random windows; then the published protocol over as many windows as MovieLens 1M
// has. Beside torch: tests/reference/next_film_reference.py speed [batch= threads= mode=]. What counts is the ratio of
// one run, taken in turn on one machine.
#include "core/base/random.h"
#include "core/models/transformer/published_protocol.h"
#include "core/models/transformer/transformer_trainer.h"

#include <algorithm>
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

/// Batches, and who learns them with so many threads.
class Bench
{
public:
    Bench(const TransformerShape& shape, int size, int threads, int steps)
        : m_layout(shape),
          m_state(startTransformer(shape, m_layout, 1)),
          m_trainer(shape, m_layout, Workers(threads)),
          m_size(size)
    {
        for (int step = 0; step < steps; ++step)
            m_batches.push_back(randomBatch(shape, size, static_cast<std::uint64_t>(step)));
        m_trainer.learn(m_state, m_batches[0], {});
    }

    /// Sequences a second, by the clock on the wall.
    double run()
    {
        const auto begin = std::chrono::steady_clock::now();
        for (const WindowBatch& batch : m_batches) {
            const auto step = static_cast<std::uint64_t>(m_state.steps);
            m_trainer.learn(m_state, batch, {.dropout = Dropout::of(0.1, 1, step)});
            m_trainer.step(m_state, 5e-4);
        }
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        return static_cast<double>(m_batches.size()) * m_size / seconds.count();
    }

private:
    WeightLayout m_layout;
    TransformerState m_state;
    TransformerTrainer m_trainer;
    int m_size;
    std::vector<WindowBatch> m_batches;
};

/// One and two threads in turn, and the middle of the ratios.
void measure(const TransformerShape& shape, int size, int steps)
{
    Bench one(shape, size, 1, steps);
    Bench two(shape, size, 2, steps);
    std::printf("batch %d: sequences/s, threads 1 and 2:", size);
    std::vector<double> ratios;
    for (int round = 0; round < 5; ++round) {
        const double alone = one.run();
        const double both = two.run();
        ratios.push_back(both / alone);
        std::printf("  %.0f %.0f", alone, both);
    }
    std::ranges::sort(ratios);
    std::printf("  ratio %.2f\n", ratios[2]);
    std::fflush(stdout);
}

/// All that the published protocol does for a window, of as many windows as MovieLens 1M has.
void measureRanking(const TransformerShape& shape)
{
    const WeightLayout layout(shape);
    const TransformerState state = startTransformer(shape, layout, 1);
    const WindowBatch windows = randomBatch(shape, 982'089, 0);
    for (const int threads : {1, 2}) {
        const auto begin = std::chrono::steady_clock::now();
        const std::clock_t cpu = std::clock();
        rankAsPublished({shape, layout, state.weights.data()}, windows, 10, Workers(threads));
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        std::printf("982,089 windows ranked, threads %d: %.1f s (%.1f s of CPU)\n", threads, seconds.count(),
                    static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const int steps = argc > 1 ? std::atoi(argv[1]) : 40;
    const TransformerShape shape{.items = 3883, .users = 6040};
    measure(shape, 512, steps);
    measure(shape, 4096, steps / 8 + 1);
    measureRanking(shape);
    return 0;
}

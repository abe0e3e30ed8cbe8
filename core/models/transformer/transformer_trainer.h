#pragma once

#include "core/base/parallel.h"
#include "core/models/transformer/float_lines.h"
#include "core/models/transformer/transformer_kernels.h"
#include "core/models/transformer/windows.h"

#include <cstdint>
#include <vector>

namespace tastescope {

/// What training changes: weights, and beside them what Adam remembers. Shapes: WeightLayout::size() each.
struct TransformerState
{
    FloatLines weights;
    FloatLines first;  ///< moments
    FloatLines second; ///< moments
    std::int64_t steps = 0;
};

/// As published: words, users and the head uniform in +-0.1, its bias 0; layers uniform in +-1 / sqrt(inputs), norms 1
/// and 0, positions normal, of a tied shape like words. Drawn by (seed, tensor).
TransformerState startTransformer(const TransformerShape& shape, const WeightLayout& layout, std::uint64_t seed);

/// Goes through batches. The same bits for any number of threads: a batch is cut into at most eight parts, each with a
/// gradient of its own; parts are added in order, rows of words and users in the order of the samples.
class TransformerTrainer
{
public:
    /// layout must outlive it.
    TransformerTrainer(const TransformerShape& shape, const WeightLayout& layout, Workers workers,
                       CpuLevel level = bestCpuLevel());

    /// Sum of the losses of the batch; gradient() is then that of their mean. goal.share is set by the batch.
    /// Throws: Cancelled.
    double learn(const TransformerState& state, const WindowBatch& batch, BlockGoal goal, const JobContext& job = {});

    /// Of the last learn(). Shape: WeightLayout::size().
    const FloatLines& gradient() const { return m_gradient; }

    /// One step of Adam by gradient().
    void step(TransformerState& state, double rate) const;

    /// Sum of cross entropies, nats, without dropout. Throws: Cancelled.
    double loss(const TransformerState& state, const WindowBatch& batch, const JobContext& job = {});

    /// What it keeps, bytes.
    static std::int64_t bytes(const TransformerShape& shape, const WeightLayout& layout, int workers, int batch);

private:
    SampleBlock blockAt(const WindowBatch& batch, std::size_t first, std::size_t end) const;
    void addUp(std::size_t parts, const WindowBatch& batch, const JobContext& job);
    void addTile(std::size_t parts, std::size_t begin);

    TransformerShape m_shape;
    const WeightLayout& m_layout;
    Workers m_workers;
    const TransformerKernels& m_kernels;
    std::vector<BlockScratch> m_scratch; ///< one a worker
    std::vector<FloatLines> m_parts;     ///< dense gradients, made when they are needed
    FloatLines m_gradient;
    FloatLines m_wordRows; ///< one a sample and position
    FloatLines m_userRows; ///< one a sample
};

} // namespace tastescope

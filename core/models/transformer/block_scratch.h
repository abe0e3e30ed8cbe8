#pragma once

#include "core/models/transformer/float_lines.h"
#include "core/models/transformer/transformer_shape.h"

#include <cstddef>
#include <vector>

namespace tastescope {

/// What the way back through a layer needs of the way forward. C columns = context x lanes; D, P, F as in LayerAt.
struct LayerScratch
{
    float* normed1 = nullptr;  ///< P x C
    float* scale1 = nullptr;   ///< C: 1 / deviation
    float* qkv = nullptr;      ///< 3 D x C
    float* shares = nullptr;   ///< heads x pairs of positions x lanes: attention before dropout
    float* dropped = nullptr;  ///< the same after it
    float* attended = nullptr; ///< P x C
    float* normed2 = nullptr;  ///< P x C
    float* scale2 = nullptr;   ///< C
    float* active = nullptr;   ///< F x C: after the GELU
    float* slope = nullptr;    ///< F x C: of the GELU
};

/// A worker's memory for one block. Zeros where rows are padded stay zeros.
class BlockScratch
{
public:
    enum class For { Reading, Losses, Learning };

    /// lanes: a multiple of 16; or 1 for reading with a tied shape, whose columns are then its positions.
    BlockScratch(const TransformerShape& shape, std::size_t lanes, For purpose);
    BlockScratch(BlockScratch&&) = default;
    BlockScratch(const BlockScratch&) = delete;
    BlockScratch& operator=(const BlockScratch&) = delete;
    BlockScratch& operator=(BlockScratch&&) = default;
    ~BlockScratch() = default;

    /// What one takes.
    static std::size_t floats(const TransformerShape& shape, std::size_t lanes, For purpose);

    std::size_t lanes;
    std::size_t columns; ///< context x lanes, padded to 16
    std::size_t asked;   ///< columns that the words are scored for together: lanes, and where tied and learned more

    std::vector<LayerScratch> layers; ///< the same one for all where nothing is learned
    float* x = nullptr;               ///< P x C
    float* h = nullptr;               ///< P x C
    float* t = nullptr;               ///< P x C
    float* turned = nullptr;          ///< C x P: rows for columns
    float* lastNormed = nullptr;      ///< P x C
    float* lastScale = nullptr;       ///< C
    float* wide = nullptr;            ///< F x C
    float* dx = nullptr;              ///< P x C
    float* dh = nullptr;              ///< P x C
    float* users = nullptr;           ///< padded user dimension x lanes
    float* usersTurned = nullptr;     ///< lanes x padded user dimension
    float* headUsers = nullptr;       ///< hidden x padded user dimension, summed over positions
    float* headGradient = nullptr;    ///< the same
    float* hidden = nullptr;          ///< padded hidden x lanes
    float* dHidden = nullptr;         ///< padded hidden x lanes
    float* hiddenTurned = nullptr;    ///< asked x padded hidden
    float* logits = nullptr;          ///< words x asked
    float* top = nullptr;             ///< asked: the largest logit
    float* total = nullptr;           ///< asked: sum of exp(logit - top)

private:
    std::size_t carve(const TransformerShape& shape, For purpose, float* base);

    FloatLines m_memory;
};

/// As many lanes as keep the logits of a block in the second cache, so that batch x words is never in memory.
std::size_t lanesFor(const TransformerShape& shape);

} // namespace tastescope

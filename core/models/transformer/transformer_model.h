#pragma once

#include "core/models/last_events.h"
#include "core/models/transformer/float_lines.h"
#include "core/models/transformer/weight_layout.h"
#include "core/training/model.h"

#include <memory>

namespace tastescope {

/// A next-item transformer as it was learned: score(i) is the logit of item i after somebody's last events. A user it
/// learned from is known by his vector as well; anybody else is asked about by his events alone, with zeros in its
/// place. The start and end words are never recommended.
class TransformerModel final : public Model
{
public:
    /// Shapes: weights as the layout of the shape has them; last of shape.users users, with shape.context as window.
    TransformerModel(const TransformerShape& shape, FloatLines weights, LastEvents last);

    /// Throws: Error when a tensor is missing or does not fit the others.
    static TransformerModel fromTensors(const TensorFile& file);

    /// Throws: Error for a profile, which has no order.
    /// Cost:   one window through the net, and hidden units x items.
    void score(const Query& query, std::span<const Item> items, std::span<float> scores) const override;
    bool knows(const Query& query) const override;
    std::optional<double> itemSimilarity(Item one, Item other) const override; ///< cosine of their vectors
    bool goesByOrder() const override { return true; }
    bool fits(std::size_t users, std::size_t items) const override
    {
        return users <= m_last.userCount() && items <= static_cast<std::size_t>(m_shape.items);
    }
    TensorFile tensors() const override;

    const TransformerShape& shape() const { return m_shape; }
    const FloatLines& weights() const { return m_weights; }

private:
    TransformerShape m_shape;
    std::shared_ptr<const WeightLayout> m_layout;
    FloatLines m_weights;
    LastEvents m_last;
};

} // namespace tastescope

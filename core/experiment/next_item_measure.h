#pragma once

#include "core/base/enum_names.h"
#include "core/evaluation/next_item_ranks.h"
#include "core/experiment/run_origin.h"
#include "core/models/transformer/transformer_weights.h"

#include <memory>

namespace tastescope {

/// Which question next-item models are asked.
enum class NextItemProtocol {
    Published, ///< a random tenth of all windows, as published: it leaks, since windows of one user lie on both sides
    Right      ///< the last item of each user against all others
};

constexpr auto enumNames(NextItemProtocol)
{
    return namedBy<NextItemProtocol>(
        {{NextItemProtocol::Published, "as published"}, {NextItemProtocol::Right, "right"}});
}

/// Places that are kept, and last items that count as repeated whatever a model looks back on.
inline constexpr int nextItemPlaces = 10;
inline constexpr int nextItemRepeatWindow = 5;

/// A model by either protocol; as published only a transformer is asked, whose windows are of its own context.
/// Throws: Error for another model as published, and when the data has no times; Cancelled.
NextItemRanks measureNextItems(const Model& model, const Dataset& dataset, NextItemProtocol protocol, Workers workers,
                               const JobContext& job = {});

/// The weights of another program. Throws: BadInput when they are of other data; Cancelled.
NextItemRanks measureNextItems(const TransformerWeights& net, const Dataset& dataset, NextItemProtocol protocol,
                               Workers workers, const JobContext& job = {});

/// The most frequent items first, beside every figure.
NextItemRanks measurePopular(const Dataset& dataset, NextItemProtocol protocol, Workers workers,
                             const JobContext& job = {});

/// The model an imported run's weights are of this data. Throws: BadInput; see vocabularyOf().
std::shared_ptr<const TransformerModel> modelOf(const RunOrigin& origin, const Dataset& dataset);

} // namespace tastescope

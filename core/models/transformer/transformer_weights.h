#pragma once

#include "core/base/error.h"
#include "core/data/vocabulary.h"
#include "core/models/transformer/float_lines.h"
#include "core/models/transformer/transformer_model.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace tastescope {

class Dataset;

/// The weights of a net that was trained anywhere, with the numbers its items and users had there.
struct TransformerWeights
{
    std::filesystem::path path; ///< for messages
    TransformerShape shape;
    FloatLines weights;
    bool isOfData = false; ///< its items and users have the numbers of a dataset: a model of ours
};

/// The weights of a file do not say how many heads they are of, and nobody else did.
class HeadsUnknown : public BadInput
{
public:
    HeadsUnknown(const std::filesystem::path& path, TransformerShape shape);

    const TransformerShape& shape() const { return m_shape; } ///< of one head
    std::vector<int> possible() const;                        ///< the divisors of the dimension, at most 64

private:
    TransformerShape m_shape;
};

/// Whether a file is called as weights are: .pth, .pt, .safetensors.
bool isWeightsFileName(const std::filesystem::path& path);

/// What it means that heads are given.
enum class HeadsSaid {
    ByPerson, ///< they must be the file's, where it says
    AsDefault ///< the file's count, where it says
};

/// Reads a checkpoint of PyTorch (.pth, .pt) or a safetensors file with the published names. heads: of the net, where
/// the file does not say.
/// Throws: HeadsUnknown; BadInput when the heads contradict the file or do not divide the dimension, when the file is
///         damaged or no such net; NotEnoughMemory.
TransformerWeights readTransformerWeights(const std::filesystem::path& path, std::optional<int> heads,
                                          HeadsSaid said = HeadsSaid::ByPerson);

/// Which word and which user of the net each item and user of the data is: ids in ascending order, of all the titles
/// name or, where that is as many as the net has, of the items somebody took to; the numbers of the data of a net that
/// is of data.
/// Throws: BadInput naming both counts where the net is of other data.
Vocabulary vocabularyOf(const TransformerWeights& net, const Dataset& dataset);

/// The net as a model of the data: with the items and users of the data in their numbers, all others left out.
/// Shapes: vocabulary as vocabularyOf() has it. last: of the users of the data.
TransformerModel modelOf(const TransformerWeights& net, const Vocabulary& vocabulary, LastEvents last);

/// Shape and weights with items and users in the numbers of the data.
TransformerWeights renumbered(const TransformerWeights& net, const Vocabulary& vocabulary);

} // namespace tastescope

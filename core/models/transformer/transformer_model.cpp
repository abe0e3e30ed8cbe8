#include "core/models/transformer/transformer_model.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"
#include "core/models/packed_lists.h"
#include "core/models/transformer/transformer_file.h"
#include "core/models/transformer/transformer_kernels.h"
#include "core/models/transformer/transformer_options.h"
#include "core/models/transformer/windows.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

namespace tastescope {

namespace {

constexpr std::string_view transformerTitle = "Transformer";
constexpr const char* headsEntry = "heads";
/// A query is one sample, which a tied net reads alone.
std::size_t lanesOfOne(const TransformerShape& shape)
{
    return shape.tied ? 1 : 16;
}

int headsIn(const TensorFile& file)
{
    const std::string& text = file.entry(headsEntry);
    int heads = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), heads);
    if (error != std::errc() || end != text.data() + text.size() || heads < 1)
        throw Error("The heads of the transformer are \"" + text + "\", expected a number from 1.");
    return heads;
}

} // namespace

TransformerModel::TransformerModel(const TransformerShape& shape, FloatLines weights, LastEvents last)
    : m_shape(shape),
      m_layout(std::make_shared<const WeightLayout>(shape)),
      m_weights(std::move(weights)),
      m_last(std::move(last))
{
    if (m_last.userCount() != static_cast<std::size_t>(shape.users) || m_last.window() != shape.context)
        throw Error("The last events of a transformer model do not fit its weights.");
}

TransformerModel TransformerModel::fromTensors(const TensorFile& file)
{
    const std::size_t users = readOffsets(file, "last_offsets").size();
    if (users < 1 || users > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        throw Error("The last events of the users are not lists of items.");
    TransformerShape shape = transformerShapeIn(file, headsIn(file));
    if (shape.userDimension > 0 && static_cast<std::size_t>(shape.users) != users - 1)
        throw Error("The users of the transformer are not those of its last events.");
    shape.users = static_cast<int>(users - 1);
    FloatLines weights = transformerWeightsIn(file, WeightLayout(shape));
    return {shape, std::move(weights), LastEvents::fromTensors(file, static_cast<std::size_t>(shape.items))};
}

TensorFile TransformerModel::tensors() const
{
    TensorFile file{{{"model", std::string(TransformerOptions::model)}, {headsEntry, std::to_string(m_shape.heads)}},
                    transformerTensors(m_shape, *m_layout, m_weights)};
    std::ranges::move(m_last.tensors(), std::back_inserter(file.tensors));
    return file;
}

bool TransformerModel::knows(const Query& query) const
{
    return formOf(query) != QueryForm::Profile && !m_last.of(query, transformerTitle).empty();
}

void TransformerModel::score(const Query& query, std::span<const Item> items, std::span<float> scores) const
{
    std::vector<std::int32_t> words(static_cast<std::size_t>(m_shape.context));
    writeWindow(m_last.of(query, transformerTitle), m_shape, words);
    std::optional<User> user;
    if (const User* ofData = std::get_if<User>(&query))
        user = *ofData;
    else
        user = std::get<Sequence>(query).user;
    const std::int32_t number = user && index(*user) < m_last.userCount() ? tastescope::number(*user) : -1;
    const std::size_t lanes = lanesOfOne(m_shape);
    BlockScratch scratch(m_shape, lanes, BlockScratch::For::Reading);
    transformerKernels().read({m_shape, *m_layout, m_weights.data()},
                              {.words = words.data(), .users = &number, .count = 1}, scratch);
    const auto hidden = static_cast<std::size_t>(m_shape.hidden);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const float* const row = m_weights.data() + m_layout->output + index(items[i]) * padded(hidden);
        float score = 0;
        for (std::size_t j = 0; j < hidden; ++j)
            score += row[j] * scratch.hidden[j * lanes];
        scores[i] = score;
    }
}

std::optional<double> TransformerModel::itemSimilarity(Item one, Item other) const
{
    const std::size_t stride = m_layout->wordStride();
    const float* const a = m_weights.data() + m_layout->words + index(one) * stride;
    const float* const b = m_weights.data() + m_layout->words + index(other) * stride;
    double dot = 0;
    double squareA = 0;
    double squareB = 0;
    for (std::size_t k = 0; k < stride; ++k) {
        dot += static_cast<double>(a[k]) * static_cast<double>(b[k]);
        squareA += static_cast<double>(a[k]) * static_cast<double>(a[k]);
        squareB += static_cast<double>(b[k]) * static_cast<double>(b[k]);
    }
    if (!(squareA > 0) || !(squareB > 0))
        return 0;
    return std::clamp(dot / std::sqrt(squareA * squareB), -1.0, 1.0);
}

} // namespace tastescope

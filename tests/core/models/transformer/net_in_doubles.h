#pragma once

#include "core/models/transformer/transformer_trainer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

// The transformer once more, written down as its definition has it, in doubles and one sample after the other: what the
// kernels are held against.
namespace tastescope::test {

using NamedDoubles = std::map<std::string, std::vector<double>>;

inline NamedDoubles namedDoubles(const WeightLayout& layout, const FloatLines& flat)
{
    NamedDoubles named;
    for (const NamedWeights& weights : layout.named()) {
        const std::vector<float> values = packWeights(weights, {flat.data(), layout.size()});
        named[weights.name] = {values.begin(), values.end()};
    }
    return named;
}

class NetInDoubles
{
public:
    NetInDoubles(const TransformerShape& shape, NamedDoubles weights) : m_shape(shape), m_weights(std::move(weights)) {}

    NamedDoubles& weights() { return m_weights; }

    /// Shapes: window has context words; a logit a word. user < 0: nobody the net knows.
    std::vector<double> logits(const std::int32_t* window, std::int32_t user) const
    {
        if (m_shape.tied)
            return placeLogits(window).back();
        Row read;
        for (const Row& normed : places(window)) {
            read.insert(read.end(), normed.begin(), normed.end());
            const std::size_t u = size(m_shape.userDimension);
            const Row mine = u == 0 || user < 0 ? Row(u, 0) : rowOf("user_embedding.weight", size(user), u);
            read.insert(read.end(), mine.begin(), mine.end());
        }
        Row hidden = linear("output_layer.fc_layers.0", read);
        for (double& unit : hidden)
            unit = std::max(0.0, unit);
        return linear("output_layer.fc_layers.2", hidden);
    }

    /// Of a tied net: a logit a word for every place of the window.
    std::vector<std::vector<double>> placeLogits(const std::int32_t* window) const
    {
        std::vector<std::vector<double>> logits;
        for (const Row& read : places(window)) {
            Row& row = logits.emplace_back();
            for (int word = 0; word < m_shape.words(); ++word) {
                const Row own = rowOf("movie_transformer.token_embedding.weight", size(word), read.size());
                row.push_back(std::inner_product(own.begin(), own.end(), read.begin(), 0.0));
            }
        }
        return logits;
    }

    /// Of a tied net: the mean over the places that have a target of what loss() has of windows.
    double placeLoss(const WindowBatch& batch, double massWeight) const
    {
        const std::size_t context = size(m_shape.context);
        double sum = 0;
        for (std::size_t s = 0; s < batch.size(); ++s) {
            const std::int32_t* const window = batch.words.data() + s * context;
            const auto logits = placeLogits(window);
            for (std::size_t p = 0; p < context; ++p)
                if (const std::int32_t target = batch.targets[s * context + p]; target >= 0)
                    sum += lossOf(logits[p], target, std::set<std::int32_t>(window, window + p + 1), massWeight);
        }
        return sum / static_cast<double>(batch.targetCount());
    }

    /// Mean over the batch of cross entropy + massWeight * softmax mass on the window's distinct items.
    double loss(const WindowBatch& batch, double massWeight) const
    {
        double sum = 0;
        for (std::size_t s = 0; s < batch.size(); ++s) {
            const std::int32_t* const window = batch.words.data() + s * size(m_shape.context);
            sum += lossOf(logits(window, batch.users[s]), batch.targets[s],
                          std::set<std::int32_t>(window, window + m_shape.context), massWeight);
        }
        return sum / static_cast<double>(batch.size());
    }

private:
    using Row = std::vector<double>;

    static std::size_t size(int count) { return static_cast<std::size_t>(count); }

    double lossOf(const std::vector<double>& z, std::int32_t target, const std::set<std::int32_t>& window,
                  double massWeight) const
    {
        double total = 0;
        for (const double logit : z)
            total += std::exp(logit);
        double loss = std::log(total) - z[size(target)];
        for (const std::int32_t word : window)
            loss += word < m_shape.items ? massWeight * std::exp(z[size(word)]) / total : 0;
        return loss;
    }

    /// What was read at each place.
    std::vector<Row> places(const std::int32_t* window) const
    {
        const std::size_t d = size(m_shape.dimension);
        std::vector<Row> x;
        for (int p = 0; p < m_shape.context; ++p) {
            Row row = rowOf("movie_transformer.token_embedding.weight", size(window[p]), d);
            add(row, rowOf("movie_transformer.positional_embedding.weight", size(p), d));
            x.push_back(row);
        }
        for (int layer = 0; layer < m_shape.layers; ++layer)
            goThrough("movie_transformer.layers." + std::to_string(layer) + ".", x);
        for (Row& row : x)
            row = norm(row, "movie_transformer.layer_norm");
        return x;
    }

    static void add(Row& to, const Row& row)
    {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] += row[i];
    }

    Row rowOf(const std::string& name, std::size_t row, std::size_t width) const
    {
        const Row& table = m_weights.at(name);
        const auto begin = table.begin() + static_cast<std::ptrdiff_t>(row * width);
        return {begin, begin + static_cast<std::ptrdiff_t>(width)};
    }

    Row linear(const std::string& name, const Row& x) const
    {
        const Row& weight = m_weights.at(name + ".weight");
        const auto bias = m_weights.find(name + ".bias");
        Row y(weight.size() / x.size());
        for (std::size_t i = 0; i < y.size(); ++i) {
            y[i] = bias == m_weights.end() ? 0 : bias->second[i];
            for (std::size_t k = 0; k < x.size(); ++k)
                y[i] += weight[i * x.size() + k] * x[k];
        }
        return y;
    }

    Row norm(const Row& x, const std::string& name) const
    {
        const auto count = static_cast<double>(x.size());
        double mean = 0;
        for (const double value : x)
            mean += value / count;
        double variance = 0;
        for (const double value : x)
            variance += (value - mean) * (value - mean) / count;
        Row y(x.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            y[i] = (x[i] - mean) / std::sqrt(variance + 1e-5) * m_weights.at(name + ".weight")[i]
                   + m_weights.at(name + ".bias")[i];
        return y;
    }

    void goThrough(const std::string& prefix, std::vector<Row>& x) const
    {
        std::vector<Row> qkv;
        for (const Row& row : x)
            qkv.push_back(linear(prefix + "attention.qkv", norm(row, prefix + "layer_norm1")));
        for (std::size_t i = 0; i < x.size(); ++i)
            add(x[i], linear(prefix + "attention.out", attended(qkv, i)));
        for (Row& row : x) {
            Row inner = linear(prefix + "mlp.fc1", norm(row, prefix + "layer_norm2"));
            for (double& v : inner)
                v = 0.5 * v * (1 + std::tanh(std::sqrt(2 / M_PI) * (v + 0.044715 * v * v * v)));
            add(row, linear(prefix + "mlp.fc2", inner));
        }
    }

    Row attended(const std::vector<Row>& qkv, std::size_t i) const
    {
        const std::size_t d = size(m_shape.dimension);
        const std::size_t width = size(m_shape.headSize());
        Row y(d, 0);
        for (std::size_t head = 0; head < d; head += width) {
            Row shares;
            double total = 0;
            for (std::size_t j = 0; j <= i; ++j) {
                double dot = 0;
                for (std::size_t k = head; k < head + width; ++k)
                    dot += qkv[i][k] * qkv[j][d + k];
                shares.push_back(std::exp(dot / std::sqrt(static_cast<double>(width))));
                total += shares.back();
            }
            for (std::size_t j = 0; j <= i; ++j)
                for (std::size_t k = head; k < head + width; ++k)
                    y[k] += shares[j] / total * qkv[j][2 * d + k];
        }
        return y;
    }

    TransformerShape m_shape;
    NamedDoubles m_weights;
};

} // namespace tastescope::test

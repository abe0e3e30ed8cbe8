#include "core/models/transformer/transformer_weights.h"

#include "core/base/ascii.h"
#include "core/data/dataset.h"
#include "core/files/pth.h"
#include "core/io/text/field_values.h"
#include "core/models/transformer/transformer_file.h"

#include <algorithm>

namespace tastescope {

namespace {

std::string endingOf(const std::filesystem::path& path)
{
    return asciiLower(path.extension().string());
}

bool isPth(const std::filesystem::path& path)
{
    return endingOf(path) == ".pth" || endingOf(path) == ".pt";
}

/// What the file says, else what the person says. Throws: BadInput.
int headsOf(const TensorFile& file, const std::filesystem::path& path, std::optional<int> said, HeadsSaid how)
{
    const auto entry = file.metadata.find("heads");
    if (entry == file.metadata.end()) {
        if (said)
            return *said;
        throw HeadsUnknown(path, transformerShapeIn(file, 1));
    }
    const auto heads = parseWhole(entry->second);
    if (!heads || *heads < 1 || *heads > 1024)
        throw BadInput({path.string()}, "the heads are \"" + entry->second + "\", expected a number from 1.");
    if (how == HeadsSaid::ByPerson && said && *said != *heads)
        throw BadInput({path.string()},
                       "the file says " + entry->second + " heads, found --heads " + std::to_string(*said) + ".");
    return static_cast<int>(*heads);
}

/// Rows of a table in other numbers: row kept[i] becomes row i.
void copyRows(const float* from, std::span<const std::int32_t> kept, std::size_t stride, float* to)
{
    for (std::size_t i = 0; i < kept.size(); ++i)
        std::copy_n(from + static_cast<std::size_t>(kept[i]) * stride, stride, to + i * stride);
}

} // namespace

HeadsUnknown::HeadsUnknown(const std::filesystem::path& path, TransformerShape shape)
    : BadInput({path.string()}, "the file does not say how many heads its attention has, and a wrong number gives "
                                "wrong scores without any error, expected --heads H (4 as published)."),
      m_shape(shape)
{
}

std::vector<int> HeadsUnknown::possible() const
{
    std::vector<int> heads;
    for (int each = 1; each <= std::min(m_shape.dimension, 64); ++each)
        if (m_shape.dimension % each == 0)
            heads.push_back(each);
    return heads;
}

bool isWeightsFileName(const std::filesystem::path& path)
{
    return isPth(path) || endingOf(path) == ".safetensors";
}

TransformerWeights readTransformerWeights(const std::filesystem::path& path, std::optional<int> heads, HeadsSaid said)
{
    const TensorFile file = isPth(path) ? readPth(path) : readSafetensors(path);
    TransformerWeights net{path, {}, {}, file.metadata.contains("model")};
    try {
        net.shape = transformerShapeIn(file, headsOf(file, path, heads, said));
        net.weights = transformerWeightsIn(file, WeightLayout(net.shape));
    } catch (const BadInput&) {
        throw;
    } catch (const Error& error) {
        throw BadInput({path.string()}, error.what());
    }
    return net;
}

Vocabulary vocabularyOf(const TransformerWeights& net, const Dataset& dataset)
{
    const auto fits = [&](const Vocabulary& vocabulary) { return vocabulary.itemCount == net.shape.items; };
    Vocabulary vocabulary = net.isOfData ? ownVocabulary(dataset) : catalogueVocabulary(dataset);
    const std::int32_t named = vocabulary.itemCount;
    if (!fits(vocabulary) && !net.isOfData)
        vocabulary = itemVocabulary(dataset);
    const auto users = static_cast<std::int64_t>(dataset.userCount());
    const bool usersFit = net.shape.userDimension == 0 || net.shape.users == users;
    if (fits(vocabulary) && usersFit)
        return vocabulary;
    const std::string items = std::to_string(dataset.itemCount());
    throw BadInput({net.path.string()},
                   "these weights are of " + std::to_string(net.shape.items) + " items"
                       + (net.shape.userDimension > 0 ? " and " + std::to_string(net.shape.users) + " users" : "")
                       + ", expected those of " + dataset.name() + ": " + items + " items"
                       + (named != static_cast<std::int32_t>(dataset.itemCount())
                              ? " (" + std::to_string(named) + " with those that only the titles name)"
                              : "")
                       + " and " + std::to_string(users) + " users."
                       + (net.shape.items > named ? " Items that nobody took to are known from the titles: import the "
                                                    "data with its titles file."
                                                  : ""));
}

TransformerWeights renumbered(const TransformerWeights& net, const Vocabulary& vocabulary)
{
    TransformerWeights result{net.path, net.shape, {}, true};
    result.shape.items = static_cast<int>(vocabulary.items.size());
    result.shape.users = static_cast<int>(vocabulary.users.size());
    const WeightLayout from(net.shape);
    const WeightLayout to(result.shape);
    result.weights = FloatLines(to.size());
    std::vector<std::int32_t> words = vocabulary.items;
    words.insert(words.end(), {net.shape.start(), net.shape.end()});
    const float* const old = net.weights.data();
    float* const data = result.weights.data();
    std::copy_n(old, from.output, data); // what comes before the words is the same
    copyRows(old + from.output, words, padded(static_cast<std::size_t>(net.shape.hidden)), data + to.output);
    copyRows(old + from.words, words, from.wordStride(), data + to.words);
    if (net.shape.userDimension > 0)
        copyRows(old + from.users, vocabulary.users, from.userStride(), data + to.users);
    return result;
}

TransformerModel modelOf(const TransformerWeights& net, const Vocabulary& vocabulary, LastEvents last)
{
    TransformerWeights own = renumbered(net, vocabulary);
    return {own.shape, std::move(own.weights), std::move(last)};
}

} // namespace tastescope

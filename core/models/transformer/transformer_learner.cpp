#include "core/models/transformer/transformer_learner.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/events_before.h"
#include "core/files/safetensors.h"
#include "core/models/transformer/published_protocol.h"
#include "core/models/transformer/transformer_file.h"
#include "core/models/transformer/transformer_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

constexpr std::uint64_t orderStream = 2;
constexpr const char* stepsTensor = "optim/steps";
constexpr const char* momentPrefixes[] = {"optim/first/", "optim/second/"};

/// A sample a validation positive: what is known before it, and itself.
WindowBatch validationWindows(const Dataset& dataset, const TransformerShape& shape)
{
    WindowBatch batch;
    const auto context = static_cast<std::size_t>(shape.context);
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        const auto heldOut = dataset.heldOut(Part::Validation).row(user);
        if (heldOut.empty())
            continue;
        const Events known = eventsBefore(dataset, user, Part::Validation);
        for (const Item item : heldOut) {
            batch.words.resize(batch.words.size() + context);
            writeWindow(known.items, shape, std::span(batch.words).last(context));
            batch.users.push_back(number(user));
            batch.targets.push_back(number(item));
        }
    }
    return batch;
}

bool areFinite(const FloatLines& values)
{
    return std::all_of(values.data(), values.data() + values.size(), [](float value) { return std::isfinite(value); });
}

} // namespace

TransformerLearner::TransformerLearner(const TransformerOptions& options, const Dataset& dataset, Workers workers)
    : m_options(options),
      m_shape(shapeOf(options, dataset.userCount(), dataset.itemCount())),
      m_layout(m_shape),
      m_last(std::make_unique<const LastEvents>(trainingEvents(dataset), options.context)),
      m_state(startTransformer(m_shape, m_layout, options.seed)),
      m_trainer(m_shape, m_layout, workers)
{
    if (options.split == LearnedWindows::WindowsTenth) {
        WindowBatch windows = windowsOf(dataset, ownVocabulary(dataset), m_shape);
        RandomTenth tenth(windows.size(), options.seed);
        m_validation = selectWindows(windows, tenth.drawn, options.context);
        m_samples = std::make_unique<ChosenWindows>(std::move(windows), std::move(tenth.others), options.context);
    } else {
        m_validation = validationWindows(dataset, m_shape);
        if (m_shape.tied)
            m_samples = std::make_unique<Segments>(trainingEvents(dataset), m_shape, options.seed);
        else
            m_samples = std::make_unique<WindowSamples>(trainingEvents(dataset), m_shape);
    }
    if (m_samples->size() == 0)
        throw Error("There is nothing to learn from: nobody has two events in the training part.");
}

TransformerLearner::~TransformerLearner() = default;

BlockGoal TransformerLearner::goal() const
{
    const auto weight = static_cast<float>(m_options.repetitionWeight);
    const bool isMass = m_options.repetition == Repetition::Mass;
    return {.dropout = Dropout::of(m_options.dropout, m_options.seed, static_cast<std::uint64_t>(m_state.steps)),
            .massWeight = isMass ? weight : 0,
            .repeatedWeight = isMass ? 0 : weight};
}

EpochSums TransformerLearner::runEpoch(int epoch, const std::function<void(const EpochSums&)>& afterRound,
                                       const JobContext& job)
{
    m_samples->begin(epoch);
    std::vector<std::int32_t> order(m_samples->size());
    std::iota(order.begin(), order.end(), 0);
    Random(m_options.seed, {orderStream, static_cast<std::uint64_t>(epoch)}).shuffle(std::span(order));
    if (m_options.epochWindows > 0)
        order.resize(std::min(order.size(), static_cast<std::size_t>(m_options.epochWindows)));
    const LearningRate rate = learningRate(m_options);
    const auto all = static_cast<double>(order.size());
    EpochSums sums{.position = epoch - 1.0};
    WindowBatch batch;
    for (std::size_t first = 0; first < order.size();) {
        const std::size_t count = std::min(static_cast<std::size_t>(m_options.batchSize), order.size() - first);
        m_samples->write(std::span(order).subspan(first, count), batch);
        sums.loss += m_trainer.learn(m_state, batch, goal(), job);
        first += count;
        sums.samples += static_cast<std::int64_t>(batch.targetCount());
        sums.position = epoch - 1 + static_cast<double>(first) / all;
        // The rate of a step is that of its end, so that warm-up never begins with steps of 0.
        m_trainer.step(m_state, rate.at(sums.position));
        afterRound(sums);
    }
    return sums;
}

bool TransformerLearner::isFinite() const
{
    return areFinite(m_state.weights);
}

std::shared_ptr<const Model> TransformerLearner::model() const
{
    return std::make_shared<const TransformerModel>(m_shape, m_state.weights, *m_last);
}

std::shared_ptr<const Model> TransformerLearner::modelFrom(const TensorFile& file) const
{
    return std::make_shared<const TransformerModel>(TransformerModel::fromTensors(file));
}

std::vector<Tensor> TransformerLearner::tensors() const
{
    std::vector<Tensor> tensors;
    tensors.reserve(2 * m_layout.named().size() + 1);
    for (const auto& [prefix, moments] :
         {std::pair(momentPrefixes[0], &m_state.first), std::pair(momentPrefixes[1], &m_state.second)})
        for (Tensor& tensor : weightTensors(m_layout, *moments)) {
            tensor.name.insert(0, prefix);
            tensors.push_back(std::move(tensor));
        }
    tensors.push_back(makeTensor(stepsTensor, {}, std::span(&m_state.steps, 1)));
    return tensors;
}

void TransformerLearner::restore(const TensorFile& file)
{
    m_state.weights = transformerWeightsIn(file, m_layout);
    for (const auto& [prefix, moments] :
         {std::pair(momentPrefixes[0], &m_state.first), std::pair(momentPrefixes[1], &m_state.second)})
        for (const NamedWeights& named : m_layout.named())
            unpackWeights(named, floats(file.tensor(prefix + named.name), named.shape),
                          {moments->data(), m_layout.size()});
    m_state.steps = int64s(file.tensor(stepsTensor), {}).front();
    if (m_state.steps < 0)
        throw Error("The steps taken are not a count.");
}

std::optional<double> TransformerLearner::validationLoss(const JobContext& job)
{
    if (m_validation.size() == 0)
        return std::nullopt;
    return m_trainer.loss(m_state, m_validation, job) / static_cast<double>(m_validation.size());
}

} // namespace tastescope

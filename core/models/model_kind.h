#pragma once

#include "core/base/memory_need.h"
#include "core/data/data_size.h"
#include "core/models/model_options.h"
#include "core/training/learned.h"
#include "core/training/query.h"
#include "core/training/training_hooks.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

class Dataset;
struct TensorFile;

/// Settings to start from, beside the defaults.
struct ModelPreset
{
    std::string_view name; ///< "published"
    std::string_view help; ///< what it is for, in a few words
    OptionSettings settings;
};

/// What says how long a model that learns in epochs will take.
struct ModelPace
{
    std::string_view sample; ///< what an epoch goes through, in the plural: "triplets"

    /// Of an epoch. Units: trainPositives as in the dataset.
    std::int64_t (*samples)(const ModelOptions& options, std::int64_t trainPositives);

    std::vector<std::string_view> decidedBy; ///< options: where they differ, one pace says nothing of the other
    std::string_view slowedBy;               ///< option: twice its value takes twice the time; empty: none does

    /// Settings over the options to learn at their pace without any preparation, when only the pace is wanted.
    OptionSettings whenMeasured;
};

/// What a model takes, beside the dataset and what it is evaluated on.
struct ModelMemory
{
    MemoryNeed training; ///< at the peak, from its first step until it is saved
    MemoryNeed kept;     ///< after that: the models that remain
};

/// All that anybody asks about a kind of model. To add a model: its folder, and its row in model_kinds.cpp.
struct ModelKind
{
    std::string_view name = {};   ///< in files and on the command line: "user-knn"
    std::string_view title = {};  ///< in the window: "User-KNN"
    std::string_view prefix = {}; ///< of the names of its runs: "knn"

    std::vector<OptionInfo> fields = {}; ///< in the order of the form
    OptionSettings defaults = {};        ///< one a field
    std::vector<ModelPreset> presets = {};

    /// Throws: Error when an option is out of range or there is nothing to learn from; Cancelled when job.stop is set.
    Learned (*train)(const ModelOptions& options, const Dataset& dataset, const TrainingHooks& hooks,
                     const JobContext& job) = nullptr;

    /// The model in its tensors. Throws: Error saying what does not fit.
    std::shared_ptr<const Model> (*load)(const TensorFile& file) = nullptr;

    /// Asked before anything is taken. threads: 0 means all cores.
    ModelMemory (*memory)(const ModelOptions& options, const DataSize& data, int threads) = nullptr;

    /// Whether its memory depends on DataSize::scoredPairs, so that they are counted before; null: never.
    bool (*needsScoredPairs)(const ModelOptions& options) = nullptr;

    /// What a score is, in a few words. item: the dataset's word for what is recommended, "playlist".
    std::string (*meaning)(const ModelOptions& options, std::string_view item) = nullptr;

    std::vector<QueryForm> answers = {QueryForm::User}; ///< what its models can be asked

    std::optional<ModelPace> pace = {}; ///< of models that learn in epochs
    bool searchesNeighbours = false;    ///< training takes what a search for neighbours takes
    bool startsFromWeights = false;     ///< train() goes by hooks.start
    bool needsTimes = false;            ///< it goes by the order of time; train() refuses data without
};

/// Every model there is.
std::span<const ModelKind> modelKinds();

/// Throws: Error listing the models there are.
const ModelKind& modelKind(std::string_view name);

/// Throws: Error when the model has no such preset.
ModelOptions presetOptions(std::string_view modelName, std::string_view preset);

/// Samples of an epoch; 0: the model does not learn in epochs.
std::int64_t samplesPerEpoch(const ModelOptions& options, std::int64_t trainPositives);

/// Equal for options that learn equally many samples a second.
std::string paceKey(const ModelOptions& options);

/// How much longer a sample takes with one's options than with the other's; none: the pace of one says nothing of the
/// other.
std::optional<double> relativeWork(const ModelOptions& one, const ModelOptions& other);

/// The options that learn at the pace of these without any preparation, for a moment. Only for models with a pace.
ModelOptions optionsToMeasure(const ModelOptions& options);

/// A row of a model whose settings are a struct.
template<OptionsOfAModel Options>
ModelKind describeKind(std::string_view title, std::string_view prefix)
{
    ModelKind kind{.name = Options::model, .title = title, .prefix = prefix};
    for (const OptionField<Options>& field : Options::fields())
        kind.fields.push_back(field.info);
    kind.defaults = settingsOf(Options::fields(), Options{});
    return kind;
}

template<OptionsOfAModel Options>
ModelPreset presetOf(std::string_view name, std::string_view help, const Options& options)
{
    return {name, help, settingsOf(Options::fields(), options)};
}

/// ModelKind::load of a model that is made again by a static fromTensors().
template<typename Kind>
std::shared_ptr<const Model> loadAs(const TensorFile& file)
{
    return std::make_shared<const Kind>(Kind::fromTensors(file));
}

} // namespace tastescope

#include "core/training/curve_tensor.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace tastescope {

namespace {

constexpr const char* tensorName = "curve";
constexpr const char* columnsName = "curve_columns";

/// As files of version 1.0 and before have them, unnamed.
constexpr std::string_view unnamedColumns =
    "epoch,train_loss,validation/mrr,validation/hit-1,validation/hit-5,validation/hit-10,validation/ndcg-10,"
    "train_seconds,evaluate_seconds,save_seconds,samples_per_second,learning_rate,is_best";

struct Column
{
    std::string_view name;
    double (*read)(const EpochFinished&);
    void (*write)(EpochFinished&, double);
};

template<auto Member>
constexpr Column column(std::string_view name)
{
    return {name, [](const EpochFinished& epoch) { return static_cast<double>(epoch.*Member); },
            [](EpochFinished& epoch, double value) { epoch.*Member = value; }};
}

/// A figure of validation. An epoch was validated when its MRR is a number.
template<auto Member>
constexpr Column figure(std::string_view name)
{
    return {name,
            [](const EpochFinished& epoch) {
                return epoch.validation ? (*epoch.validation).*Member : std::numeric_limits<double>::quiet_NaN();
            },
            [](EpochFinished& epoch, double value) {
                if (std::isnan(value))
                    return;
                if (!epoch.validation)
                    epoch.validation.emplace();
                (*epoch.validation).*Member = value;
            }};
}

constexpr std::array columns{
    Column{"epoch", [](const EpochFinished& epoch) { return static_cast<double>(epoch.epoch); },
           [](EpochFinished&, double) {}}, // checked, and known from its row
    column<&EpochFinished::trainLoss>("train_loss"),
    figure<&RankingFigures::mrr>("validation/mrr"),
    figure<&RankingFigures::hit1>("validation/hit-1"),
    figure<&RankingFigures::hit5>("validation/hit-5"),
    figure<&RankingFigures::hit10>("validation/hit-10"),
    figure<&RankingFigures::ndcg10>("validation/ndcg-10"),
    column<&EpochFinished::trainSeconds>("train_seconds"),
    column<&EpochFinished::evaluateSeconds>("evaluate_seconds"),
    column<&EpochFinished::saveSeconds>("save_seconds"),
    column<&EpochFinished::samplesPerSecond>("samples_per_second"),
    column<&EpochFinished::learningRate>("learning_rate"),
    Column{"is_best", [](const EpochFinished& epoch) { return epoch.isBest ? 1.0 : 0.0; },
           [](EpochFinished& epoch, double value) { epoch.isBest = value != 0; }},
};

std::vector<std::string> split(std::string_view names)
{
    std::vector<std::string> result;
    while (true) {
        const std::size_t comma = names.find(',');
        result.emplace_back(names.substr(0, comma));
        if (comma == std::string_view::npos)
            return result;
        names.remove_prefix(comma + 1);
    }
}

std::vector<std::string> columnsOf(const TensorFile& file)
{
    const auto named = file.metadata.find(columnsName);
    return split(named == file.metadata.end() ? unnamedColumns : std::string_view(named->second));
}

/// Where each of our columns stands in the file.
std::array<std::size_t, columns.size()> placesIn(const std::vector<std::string>& names)
{
    std::array<std::size_t, columns.size()> places{};
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto found = std::ranges::find(names, columns[c].name);
        if (found == names.end())
            throw Error("The curve has no column \"" + std::string(columns[c].name) + "\".");
        places[c] = static_cast<std::size_t>(found - names.begin());
    }
    return places;
}

} // namespace

void addCurve(TensorFile& file, const std::vector<EpochFinished>& curve)
{
    std::string names;
    for (const Column& column : columns)
        names += (names.empty() ? "" : ",") + std::string(column.name);
    std::vector<double> values;
    for (const EpochFinished& epoch : curve)
        for (const Column& column : columns)
            values.push_back(column.read(epoch));
    file.metadata[columnsName] = names;
    file.tensors.push_back(
        makeTensor(tensorName, {static_cast<std::int64_t>(curve.size()), static_cast<std::int64_t>(columns.size())},
                   std::span<const double>(values)));
}

std::vector<EpochFinished> curveFrom(const TensorFile& file)
{
    const Tensor& tensor = file.tensor(tensorName);
    if (tensor.shape.empty() || tensor.shape[0] < 1)
        throw Error("The tensor \"" + tensor.name + "\" holds no epoch.");
    const std::vector<std::string> names = columnsOf(file);
    const auto places = placesIn(names);
    const std::vector<double> values = doubles(tensor, {tensor.shape[0], static_cast<std::int64_t>(names.size())});
    std::vector<EpochFinished> curve;
    for (std::size_t begin = 0; begin < values.size(); begin += names.size()) {
        EpochFinished epoch;
        epoch.epoch = static_cast<int>(curve.size()) + 1;
        if (values[begin + places.front()] != epoch.epoch)
            throw Error("Row " + std::to_string(epoch.epoch) + " of the curve is not of that epoch.");
        for (std::size_t c = 0; c < columns.size(); ++c)
            columns[c].write(epoch, values[begin + places[c]]);
        curve.push_back(epoch);
    }
    return curve;
}

int bestEpochOf(const std::vector<EpochFinished>& curve)
{
    int best = 0;
    for (const EpochFinished& epoch : curve)
        if (epoch.isBest)
            best = epoch.epoch;
    return best;
}

} // namespace tastescope

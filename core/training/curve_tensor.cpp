#include "core/training/curve_tensor.h"

#include "core/base/epochs.h"
#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <sstream>

namespace tastescope {

namespace {

constexpr const char* tensorName = "curve";
constexpr const char* columnsEntry = "curve_columns";

/// What an epoch has beside figures.
struct Fact
{
    std::string_view name;
    void (*write)(EpochFinished& epoch, double value);
    double (*read)(const EpochFinished& epoch);
};

template<auto Member>
constexpr Fact fact(std::string_view name)
{
    return {name, [](EpochFinished& epoch, double value) { epoch.*Member = value; },
            [](const EpochFinished& epoch) { return epoch.*Member; }};
}

constexpr std::array facts{
    Fact{"epoch", [](EpochFinished& epoch, double value) { epoch.epoch = static_cast<int>(value); },
         [](const EpochFinished& epoch) { return static_cast<double>(epoch.epoch); }},
    fact<&EpochFinished::trainLoss>("train_loss"),
    fact<&EpochFinished::trainSeconds>("train_seconds"),
    fact<&EpochFinished::evaluateSeconds>("evaluate_seconds"),
    fact<&EpochFinished::saveSeconds>("save_seconds"),
    fact<&EpochFinished::samplesPerSecond>("samples_per_second"),
    fact<&EpochFinished::learningRate>("learning_rate"),
    Fact{"best", [](EpochFinished& epoch, double value) { epoch.isBest = value != 0; },
         [](const EpochFinished& epoch) { return epoch.isBest ? 1.0 : 0.0; }},
};

/// Before columns had names.
constexpr const char* firstColumns = "epoch train_loss mrr hit-1 hit-5 hit-10 ndcg-10 train_seconds evaluate_seconds "
                                     "save_seconds samples_per_second learning_rate best";

std::vector<std::string> columnsOf(const TensorFile& file)
{
    const auto entry = file.metadata.find(columnsEntry);
    std::istringstream stream(entry == file.metadata.end() ? firstColumns : entry->second);
    std::vector<std::string> columns;
    for (std::string word; stream >> word;)
        columns.push_back(word);
    for (const Fact& fact : facts)
        if (std::ranges::count(columns, fact.name) != 1)
            throw Error("The curve has no column \"" + std::string(fact.name) + "\", or has it twice.");
    return columns;
}

EpochFinished fromRow(const std::vector<std::string>& columns, const double* row, SharedNames& shared)
{
    EpochFinished epoch;
    std::vector<std::string> names;
    std::vector<double> figures;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto fact = std::ranges::find(facts, columns[i], &Fact::name);
        if (fact != facts.end()) {
            fact->write(epoch, row[i]);
        } else if (!std::isnan(row[i])) {
            names.push_back(columns[i]);
            figures.push_back(row[i]);
        }
    }
    if (!names.empty())
        epoch.validation = Figures(shared.of(std::move(names)), std::move(figures));
    return epoch;
}

/// Before a number becomes an int.
void requireNumbered(const std::vector<std::string>& columns, const std::vector<double>& values)
{
    const auto column = static_cast<std::size_t>(std::ranges::find(columns, facts[0].name) - columns.begin());
    for (std::size_t row = 0; row < values.size() / columns.size(); ++row)
        if (values[row * columns.size() + column] != static_cast<double>(row + 1))
            throw Error("The epochs of the curve are not 1, 2, 3 and so on.");
}

} // namespace

void addCurve(TensorFile& file, const std::vector<EpochFinished>& curve)
{
    const std::vector<std::string> figures = figureNames(curve);
    std::string columns;
    for (const Fact& fact : facts)
        columns += (columns.empty() ? "" : " ") + std::string(fact.name);
    for (const std::string& name : figures)
        columns += " " + name;
    std::vector<double> values;
    for (const EpochFinished& epoch : curve) {
        for (const Fact& fact : facts)
            values.push_back(fact.read(epoch));
        for (const std::string& name : figures)
            values.push_back(epoch.validation.find(name).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    const auto width = static_cast<std::int64_t>(facts.size() + figures.size());
    file.metadata[columnsEntry] = columns;
    file.tensors.push_back(makeTensor(tensorName, {static_cast<std::int64_t>(curve.size()), width},
                                      std::span<const double>(values)));
}

std::vector<EpochFinished> curveIn(const TensorFile& file)
{
    const Tensor& tensor = file.tensor(tensorName);
    if (tensor.shape.empty() || tensor.shape[0] < 1)
        throw Error("The tensor \"" + tensor.name + "\" holds no epoch.");
    const std::vector<std::string> columns = columnsOf(file);
    const std::vector<double> values = doubles(tensor, {tensor.shape[0], static_cast<std::int64_t>(columns.size())});
    requireNumbered(columns, values);
    SharedNames shared;
    std::vector<EpochFinished> curve;
    for (std::size_t row = 0; row < values.size(); row += columns.size())
        curve.push_back(fromRow(columns, values.data() + row, shared));
    return curve;
}

} // namespace tastescope

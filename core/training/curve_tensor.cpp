#include "core/training/curve_tensor.h"

#include "core/base/error.h"

#include <array>
#include <cmath>
#include <limits>

namespace tastescope {

namespace {

constexpr std::size_t columns = 13;

std::array<double, columns> toRow(const EpochFinished& epoch)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const RankingFigures figures = epoch.validation.value_or(RankingFigures{none, none, none, none, none});
    return {static_cast<double>(epoch.epoch),
            epoch.trainLoss,
            figures.mrr,
            figures.hit1,
            figures.hit5,
            figures.hit10,
            figures.ndcg10,
            epoch.trainSeconds,
            epoch.evaluateSeconds,
            epoch.saveSeconds,
            epoch.samplesPerSecond,
            epoch.learningRate,
            epoch.isBest ? 1.0 : 0.0};
}

EpochFinished fromRow(const double* row)
{
    EpochFinished epoch;
    epoch.epoch = static_cast<int>(row[0]);
    epoch.trainLoss = row[1];
    if (!std::isnan(row[2]))
        epoch.validation = RankingFigures{row[2], row[3], row[4], row[5], row[6]};
    epoch.trainSeconds = row[7];
    epoch.evaluateSeconds = row[8];
    epoch.saveSeconds = row[9];
    epoch.samplesPerSecond = row[10];
    epoch.learningRate = row[11];
    epoch.isBest = row[12] != 0;
    return epoch;
}

} // namespace

Tensor toTensor(const std::string& name, const std::vector<EpochFinished>& curve)
{
    std::vector<double> values;
    for (const EpochFinished& epoch : curve)
        for (const double value : toRow(epoch))
            values.push_back(value);
    return makeTensor(name, {static_cast<std::int64_t>(curve.size()), columns}, std::span<const double>(values));
}

std::vector<EpochFinished> curveFrom(const Tensor& tensor)
{
    if (tensor.shape.empty() || tensor.shape[0] < 1)
        throw Error("The tensor \"" + tensor.name + "\" holds no epoch.");
    const std::vector<double> values = doubles(tensor, {tensor.shape[0], columns});
    std::vector<EpochFinished> curve;
    for (std::size_t row = 0; row < values.size(); row += columns)
        curve.push_back(fromRow(values.data() + row));
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

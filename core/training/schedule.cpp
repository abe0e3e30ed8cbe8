#include "core/training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tastescope {

namespace {

constexpr double factorPerEpoch = 0.95;
constexpr double factorPerStep = 0.5;
constexpr double stepsPerRun = 5;

double factor(Schedule schedule, double epochs, double share, double floor)
{
    switch (schedule) {
    case Schedule::Constant:
        return 1;
    case Schedule::Exponential:
        return std::pow(factorPerEpoch, epochs);
    case Schedule::Step:
        return std::pow(factorPerStep, std::floor(stepsPerRun * share));
    case Schedule::Cosine:
        return floor + (1 - floor) * (1 + std::cos(std::numbers::pi * share)) / 2;
    }
    return 1;
}

constexpr double settledShare = 0.1; ///< of the full rate

} // namespace

int LearningRate::settledAfter() const
{
    const double length = epochs - warmupEpochs;
    double share = 0; // of the epochs after warm-up
    if (schedule == Schedule::Step)
        share = (stepsPerRun - 1) / stepsPerRun;
    if (schedule == Schedule::Cosine)
        share = floor < settledShare ? std::acos(2 * (settledShare - floor) / (1 - floor) - 1) / std::numbers::pi : 1;
    const double descent = schedule == Schedule::Cosine && period > 0 ? std::min(period, length) : length;
    return warmupEpochs + static_cast<int>(std::ceil(std::max(descent, 0.0) * share - 1e-9));
}

double LearningRate::at(double position) const
{
    const double warmup = warmupEpochs;
    if (position < warmup)
        return full * position / warmup;
    const double length = epochs - warmup;
    const double done = position - warmup;
    if (schedule == Schedule::Cosine && period > 0)
        return full * factor(schedule, done, done / period, floor);
    return full * factor(schedule, done, length > 0 ? std::min(done / length, 1.0) : 1, floor);
}

} // namespace tastescope

#pragma once

#include "core/base/enum_names.h"

namespace tastescope {

enum class Schedule { Constant, Exponential, Step, Cosine };

constexpr auto enumNames(Schedule)
{
    return namedBy<Schedule>({{Schedule::Constant, "constant"},
                              {Schedule::Exponential, "exponential"},
                              {Schedule::Step, "step"},
                              {Schedule::Cosine, "cosine"}});
}

/// How the learning rate goes over a run.
struct LearningRate
{
    double full = 0; ///< > 0
    Schedule schedule = Schedule::Constant;
    int warmupEpochs = 0; ///< in which it rises from 0 to its full size
    int epochs = 1;       ///< of the run
    double period = 0;    ///< of the cosine, epochs of one descent; 0: the run
    double floor = 0.01;  ///< of the cosine, share of the full rate that a descent ends with

    /// At a position of the run, in epochs: 0 before the first, 1.5 half through the second.
    ///
    /// With w = warmupEpochs, p = position, q = p - w and n = epochs - w, times `full`:
    ///     warm-up (p < w)  p / w
    ///     constant         1
    ///     exponential      0.95^q
    ///     step             0.5^floor(5 q / n): halved after every fifth of the run
    ///     cosine           floor + (1 - floor) (1 + cos(pi q / n)) / 2: one descent over the run to 1 %; with a period
    ///                      in the place of n it rises as long as it fell, and so on
    double at(double position) const;

    /// The epoch after which waiting for a better one begins to count. As long as the rate is high the figures of
    /// epochs are mostly noise, and the best comes when it falls: to stop there would leave to chance which fall a run
    /// sees.
    ///
    ///     constant, exponential   the end of warm-up
    ///     step                    the beginning of the last fifth
    ///     cosine                  the first epoch at whose end the rate is at most a tenth: after 81 % of the descent
    int settledAfter() const;
};

} // namespace tastescope

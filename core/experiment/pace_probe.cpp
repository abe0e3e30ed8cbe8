#include "core/experiment/pace_probe.h"

#include "core/models/model_kind.h"

namespace tastescope {

double measureSampleRate(const ModelOptions& options, const Dataset& dataset, const JobContext& job)
{
    const ModelOptions tried = optionsToMeasure(options);
    double rate = 0;
    std::stop_source enough;
    const std::stop_callback withdrawn(job.stop, [&enough] { enough.request_stop(); });
    JobContext probe{.stop = enough.get_token()};
    probe.sink = [&](const JobEvent& event) {
        if (const auto* tick = std::get_if<TrainingTick>(&event)) {
            rate = tick->samplesPerSecond;
            enough.request_stop();
        }
    };
    try {
        const Learned trained = modelKind(tried).train(tried, dataset, {.threads = 1}, probe);
        return trained.curve.back().samplesPerSecond; // over before the first tick
    } catch (const Cancelled&) {
        job.throwIfStopped();
        return rate;
    }
}

} // namespace tastescope

#include "core/experiment/pace_probe.h"

#include "core/models/bpr/train_bpr.h"

namespace tastescope {

double measureTripletRate(const BprOptions& options, const Dataset& dataset, const JobContext& job)
{
    BprOptions tried = options;
    tried.epochs = 1;
    tried.negativePool = NegativePool::Uniform;
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
        const Learned trained = trainBpr(tried, dataset, {.threads = 1}, probe);
        return trained.curve.back().samplesPerSecond; // over before the first tick
    } catch (const Cancelled&) {
        job.throwIfStopped();
        return rate;
    }
}

} // namespace tastescope

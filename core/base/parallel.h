#pragma once

#include "core/base/job.h"

#include <algorithm>
#include <atomic>
#include <concepts>
#include <cstdint>
#include <exception>
#include <mutex>
#include <vector>
#ifdef _OPENMP
#include <omp.h>
#else
#include <thread>
#endif

namespace tastescope {

/// How many threads an operation works with. The machine is asked once, when the value is made, and the value is passed
/// on: cores may come and go while the operation runs, and its scratch space must still fit its loops.
class Workers
{
public:
    /// As many as wished for; 0 or less: the cores this process may run on now. At least 1.
    explicit Workers(int wished = 0);

    int count() const { return m_count; }

    /// One copy of a worker's scratch space for each.
    template<typename Scratch>
    std::vector<Scratch> copiesOf(const Scratch& scratch) const
    {
        return std::vector<Scratch>(static_cast<std::size_t>(m_count), scratch);
    }

private:
    int m_count;
};

/// Calls body(i, worker) once for each i in [0, count), on up to workers.count() threads, and waits.
///
/// worker is in [0, workers.count()) and names the calling thread's scratch space. body may otherwise
/// write only to slot i of its outputs, so that results do not depend on the number of workers.
/// `grain` indices are taken at a time: 1 for heavy bodies, more for light ones.
/// Throws: what body threw first; Cancelled when job.stop is set. Part of the range has then run.
///
/// The only place in the project that starts threads inside core, but for the trials of a sweep, each of which calls
/// this with its share of the threads. Without OpenMP (the thread-sanitizer build: libgomp is not instrumented) plain
/// threads run the same loop.
template<std::invocable<std::int64_t, int> Body>
void parallelFor(std::int64_t count, Workers workers, const JobContext& job, const Body& body, std::int64_t grain = 64)
{
    std::atomic<std::int64_t> next{0};
    std::exception_ptr firstError;
    std::mutex errorMutex;

    // No exception may leave an OpenMP region, so each worker parks its own here.
    const auto work = [&](int worker) {
        try {
            for (;;) {
                const auto begin = next.fetch_add(grain);
                if (begin >= count)
                    return;
                job.throwIfStopped();
                for (auto i = begin; i < std::min(begin + grain, count); ++i)
                    body(i, worker);
            }
        } catch (...) {
            next = count; // the other workers finish their grain and return
            const std::scoped_lock lock(errorMutex);
            if (!firstError)
                firstError = std::current_exception();
        }
    };

    const int threads = static_cast<int>(std::clamp<std::int64_t>((count + grain - 1) / grain, 1, workers.count()));
#ifdef _OPENMP
#pragma omp parallel num_threads(threads)
    work(omp_get_thread_num());
#else
    {
        std::vector<std::jthread> others;
        for (int worker = 1; worker < threads; ++worker)
            others.emplace_back(work, worker);
        work(0);
    }
#endif

    if (firstError)
        std::rethrow_exception(firstError);
}

} // namespace tastescope

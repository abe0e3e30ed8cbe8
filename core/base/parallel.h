#pragma once

#include "core/base/job.h"

#include <algorithm>
#include <atomic>
#include <concepts>
#include <cstdint>
#include <exception>
#include <mutex>
#ifdef _OPENMP
#include <omp.h>
#else
#include <thread>
#include <vector>
#endif

namespace tastescope {

/// The number of workers to use: `threads` when positive, else the cores this process may run on. At least 1.
int workerCount(int threads);

/// Calls body(i, worker) once for each i in [0, count), on up to `threads` threads, and waits.
///
/// worker is in [0, threads) and names the calling thread's scratch space. body may otherwise
/// write only to slot i of its outputs, so that results do not depend on `threads`.
/// `grain` indices are taken at a time: 1 for heavy bodies, more for light ones.
/// Throws: what body threw first; Cancelled when job.stop is set. Part of the range has then run.
///
/// The only place in the project that starts threads inside core, but for the trials of a sweep, each of which calls
/// this with its share of the threads. Without OpenMP (the thread-sanitizer build: libgomp is not instrumented) plain
/// threads run the same loop.
template<std::invocable<std::int64_t, int> Body>
void parallelFor(std::int64_t count, int threads, const JobContext& job, const Body& body, std::int64_t grain = 64)
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

    const int workers =
        static_cast<int>(std::clamp<std::int64_t>((count + grain - 1) / grain, 1, workerCount(threads)));
#ifdef _OPENMP
#pragma omp parallel num_threads(workers)
    work(omp_get_thread_num());
#else
    {
        std::vector<std::jthread> others;
        for (int worker = 1; worker < workers; ++worker)
            others.emplace_back(work, worker);
        work(0);
    }
#endif

    if (firstError)
        std::rethrow_exception(firstError);
}

} // namespace tastescope

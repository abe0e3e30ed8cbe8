// How long an operation goes on after it was asked to stop: p50, p99 and maximum over many stops at random moments.
// Each phase first runs to its end, then again and again with a stop at a moment drawn from its whole length.
// Usage: bench_cancel DATASET [STOPS] [PHASE]
// DATASET as tastescope opens it; a file or folder to import is also what the phase "import" reads.

#include "core/experiment/open_dataset.h"
#include "tests/support/stoppable.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <unistd.h>

using namespace tastescope;

namespace {

void measure(const test::Phase& phase, int stops)
{
    const test::Stops times = test::stopped(phase, stops);
    std::printf("%-28s %8.0f ms long, %4zu stops: p50 %7.1f  p99 %7.1f  max %7.1f ms (stopped after %.0f ms)\n",
                phase.name.c_str(), times.length, times.late.size(), times.quantile(0.5), times.quantile(0.99),
                times.worst(), times.worstAt);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::puts("Usage: bench_cancel DATASET [STOPS] [PHASE]");
        return 2;
    }
    const std::string spec = argv[1];
    const int stops = argc > 2 ? std::atoi(argv[2]) : 200;
    const std::string_view wanted = argc > 3 ? argv[3] : "";
    const bool imports = !spec.starts_with("preset:") && !spec.ends_with(".taste");
    const auto folder =
        std::filesystem::temp_directory_path() / ("tastescope-bench-cancel-" + std::to_string(getpid()));
    try {
        const std::vector<std::filesystem::path> files =
            imports ? std::vector<std::filesystem::path>{spec} : std::vector<std::filesystem::path>{};
        for (const test::Phase& phase : test::stoppablePhases(openDataset(spec), files, folder))
            if (wanted.empty() || phase.name == wanted)
                measure(phase, stops);
    } catch (const Error& error) {
        std::fprintf(stderr, "bench_cancel: %s\n", error.what());
        return 1;
    }
    std::filesystem::remove_all(folder);
    std::filesystem::remove(folder.string() + ".taste");
}

// Gives every file of the folders named to the target that is linked with it, within bounds of time and memory: the
// corpus as a test, with any compiler.
#include "tests/fuzz/fuzz_input.h"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <set>
#include <sys/resource.h>

using namespace tastescope::fuzz;

namespace {

// Far above what any file of the corpus takes, sanitizers included, and far below what one costs that is read in
// squares of its size.
constexpr double mostSeconds = 10;
constexpr rlim_t mostSecondsInAll = 100;
constexpr long mostKibibytes = 512L << 10; ///< above what the process has when it begins

double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

long highestKibibytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// False: the file took too much.
bool replay(const std::filesystem::path& file, long kibibytesAllowed)
{
    std::printf("%s\n", file.filename().c_str()); // the last line names the input that ended the process
    std::fflush(stdout);
    const std::string bytes = readFile(file);
    const double begin = processorSeconds();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    const double seconds = processorSeconds() - begin;
    if (seconds <= mostSeconds && highestKibibytes() <= kibibytesAllowed)
        return true;
    std::printf("took %.1f s and %ld KiB, allowed are %.0f s and %ld KiB\n", seconds, highestKibibytes(), mostSeconds,
                kibibytesAllowed);
    return false;
}

} // namespace

int main(int count, char** words)
{
    const rlimit seconds{mostSecondsInAll, mostSecondsInAll}; // an input without an end ends the process
    setrlimit(RLIMIT_CPU, &seconds);
    const long allowed = highestKibibytes() + mostKibibytes;
    std::set<std::filesystem::path> files;
    for (int i = 1; i < count; ++i)
        for (const auto& entry : std::filesystem::directory_iterator(words[i]))
            files.insert(entry.path());
    LLVMFuzzerTestOneInput(nullptr, 0);
    const auto failed = std::ranges::count_if(files, [&](const auto& file) { return !replay(file, allowed); });
    std::printf("%zu inputs, %td took too much\n", files.size(), failed);
    return files.empty() || failed > 0 ? 1 : 0;
}

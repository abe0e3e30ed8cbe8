// Users per second of the exact neighbour search, of wall and of CPU time, on a library read from a file or, without
// one ("-"), on an invented library of the published size: 101,713 users, about 4.8 million tracks in libraries.
// File: int64 users, tracks, entries; int64 offsets[users + 1]; int32 tracks[entries], ascending in a row.
// Usage: bench_neighbours FILE|- [THREADS] [RUNS]

#include "core/base/random.h"
#include "core/neighbours/find_neighbours.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <sys/resource.h>

using namespace tastescope;

using Library = BinaryMatrix<User, Track>;

static Library readLibrary(const char* path)
{
    std::ifstream file(path, std::ios::binary);
    file.exceptions(std::ios::failbit | std::ios::badbit);
    const auto read = [&](auto& values) {
        file.read(reinterpret_cast<char*>(values.data()),
                  static_cast<std::streamsize>(values.size() * sizeof values[0]));
    };
    std::vector<std::int64_t> header(3);
    read(header);
    std::vector<std::int64_t> offsets(static_cast<std::size_t>(header[0]) + 1);
    read(offsets);
    std::vector<Track> tracks(static_cast<std::size_t>(header[2]));
    read(tracks);
    return {static_cast<std::size_t>(header[1]), std::move(offsets), std::move(tracks)};
}

/// Library sizes spread log-normally around 31; a track's chance falls with its number.
static Library inventLibrary()
{
    constexpr std::size_t users = 101'713;
    constexpr std::size_t tracks = 120'000;
    Random random(1, {});
    std::vector<std::pair<User, Track>> pairs;
    for (const User user : idsUpTo<User>(users)) {
        const double size = std::clamp(31 * std::exp(0.9 * random.normal()), 5.0, 2'000.0);
        for (int left = static_cast<int>(size); left > 0; --left) {
            const double skewed = std::pow(random.uniform(), 3) * static_cast<double>(tracks);
            pairs.emplace_back(user, Track{static_cast<std::int32_t>(skewed)});
        }
    }
    return Library::fromPairs(users, tracks, std::move(pairs));
}

static void measure(const Library& library, int threads)
{
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t cpuBegin = std::clock();
    const NeighbourIndex found = findNeighbours(library, {.top = 100, .threads = threads});
    const double cpu = static_cast<double>(std::clock() - cpuBegin) / CLOCKS_PER_SEC;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    double sum = 0;
    for (const Neighbour& neighbour : found.entries())
        sum += static_cast<double>(neighbour.similarity);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto users = static_cast<double>(library.rowCount());
    std::printf("%.3f s, %.0f users/s; %.3f s of CPU, %.0f users/s a core; %zu neighbours, sum of similarities %.4f; "
                "peak memory %ld MB\n",
                seconds, users / seconds, cpu, users / cpu, found.entryCount(), sum, usage.ru_maxrss / 1024);
}

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::puts("Usage: bench_neighbours FILE|- [THREADS] [RUNS]");
        return 2;
    }
    const Library library = std::strcmp(argv[1], "-") == 0 ? inventLibrary() : readLibrary(argv[1]);
    for (int run = 0; run < (argc > 3 ? std::atoi(argv[3]) : 3); ++run)
        measure(library, argc > 2 ? std::atoi(argv[2]) : 0);
}

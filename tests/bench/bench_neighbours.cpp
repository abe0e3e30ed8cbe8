// Users per second of the exact neighbour search on a library read from a file.
// File: int64 users, tracks, entries; int64 offsets[users + 1]; int32 tracks[entries], ascending in a row.
// Usage: bench_neighbours FILE [THREADS] [RUNS]

#include "core/neighbours/find_neighbours.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

using namespace tastescope;

static BinaryMatrix<User, Track> readLibrary(const char* path)
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

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::puts("Usage: bench_neighbours FILE [THREADS] [RUNS]");
        return 2;
    }
    const BinaryMatrix<User, Track> library = readLibrary(argv[1]);
    const NeighbourOptions options{.top = 100, .threads = argc > 2 ? std::atoi(argv[2]) : 0};
    for (int run = 0; run < (argc > 3 ? std::atoi(argv[3]) : 3); ++run) {
        const auto begin = std::chrono::steady_clock::now();
        const NeighbourIndex found = findNeighbours(library, options);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        double sum = 0;
        for (const Neighbour& neighbour : found.entries())
            sum += static_cast<double>(neighbour.similarity);
        std::printf("%.3f s, %.0f users/s, %zu neighbours, sum of similarities %.4f\n", seconds,
                    static_cast<double>(library.rowCount()) / seconds, found.entryCount(), sum);
    }
}

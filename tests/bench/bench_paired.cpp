// How long the paired bootstrap of two runs, and of a sweep of 24 trials, takes: bench_paired [users] [threads]

#include "core/base/random.h"
#include "core/evaluation/paired_comparison.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace tastescope;

namespace {

UserResults noisy(int users, std::uint64_t seed)
{
    UserResults made{.metrics = {"mrr"}, .users = {}, .positives = {}, .values = {}};
    for (int user = 0; user < users; ++user) {
        made.users.push_back(User{user});
        made.positives.push_back(1);
        made.values.push_back(Random(seed, {static_cast<std::uint64_t>(user)}).uniform());
    }
    return made;
}

template<typename Work>
void measure(const char* name, const Work& work)
{
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    std::printf("%-28s %.3f s, %.3f s of processor time\n", name, wall.count(),
                static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC);
}

} // namespace

int main(int argc, char** argv)
{
    const int users = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const PairedOptions options{.threads = argc > 2 ? std::atoi(argv[2]) : 2};
    std::vector<UserResults> runs;
    std::vector<const UserResults*> pointers;
    std::vector<RunPair> pairs;
    for (std::size_t run = 0; run < 24; ++run)
        runs.push_back(noisy(users, run));
    for (std::size_t run = 0; run < 24; ++run) {
        pointers.push_back(&runs[run]);
        if (run > 0)
            pairs.push_back({run, 0});
    }
    measure("one pair, 2,000 resamples", [&] { comparePaired(runs[0], runs[1], "mrr", options); });
    measure("23 pairs of a sweep", [&] { compareFamily(pointers, pairs, "mrr", options); });
}

// Users per second of one core's time of ranking the whole catalogue, one score at a time and by products of matrices,
// and whether both give the same lists and figures. On a dataset (as the command line names it) with a BPR model
// trained for some epochs, or, without one ("-"), on invented factors of the published size: 181,000 items, dimension
// 128. Usage: bench_full DATASET|- [USERS|EPOCHS] [THREADS]

#include "core/base/random.h"
#include "core/data/dataset.h"
#include "core/evaluation/full.h"
#include "core/experiment/open_dataset.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/bpr/train_bpr.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>

using namespace tastescope;

namespace {

struct Case
{
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const Model> model;
};

Factors inventFactors(std::size_t rows, std::uint64_t seed)
{
    Factors factors(rows, 128);
    for (std::size_t r = 0; r < rows; ++r) {
        Random random(seed, {r});
        for (int d = 0; d < 128; ++d)
            factors.row(r)[d] = static_cast<float>(0.25 * random.normal());
    }
    return factors;
}

/// Every user likes 110 items in training; 31 are held out.
Case invent(std::size_t users)
{
    constexpr std::size_t items = 181'000;
    DatasetParts parts;
    parts.name = "invented";
    std::vector<std::pair<User, Item>> train;
    std::vector<std::pair<User, Item>> test;
    for (std::size_t i = 0; i < items; ++i)
        parts.items.ids.add("i" + std::to_string(i));
    for (const User user : idsUpTo<User>(users)) {
        parts.users.add("u" + std::to_string(number(user)));
        Random random(7, {index(user)});
        std::vector<std::int32_t> liked;
        while (liked.size() < 141)
            if (const auto item = static_cast<std::int32_t>(random.below(items));
                std::ranges::find(liked, item) == liked.end())
                liked.push_back(item);
        for (std::size_t k = 0; k < liked.size(); ++k)
            (k < 110 ? train : test).emplace_back(user, Item{liked[k]});
    }
    using Likes = BinaryMatrix<User, Item>;
    parts.tracks.ids.add("t");
    parts.library = BinaryMatrix<User, Track>::fromPairs(users, 1, {});
    parts.split = {Likes::fromPairs(users, items, train), Likes::fromPairs(users, items, {}),
                   Likes::fromPairs(users, items, test), Likes::fromPairs(users, items, {})};
    return {std::make_shared<const Dataset>(std::move(parts)),
            std::make_shared<const BprModel>(inventFactors(users, 1), inventFactors(items, 2),
                                             std::vector<std::uint8_t>(users, 1))};
}

Case train(const std::string& spec, int epochs)
{
    Case one{openDataset(spec), nullptr};
    BprOptions options;
    options.epochs = epochs;
    one.model = trainBpr(options, *one.dataset, {}).last;
    return one;
}

/// Of all cores, so that it does not matter what else the machine does.
template<typename Work>
double secondsOf(const Work& work)
{
    const std::clock_t begin = std::clock();
    work();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string spec = argc > 1 ? argv[1] : "-";
    const int number = argc > 2 ? std::atoi(argv[2]) : spec == "-" ? 2'000 : 5;
    const Case one = spec == "-" ? invent(static_cast<std::size_t>(number)) : train(spec, number);
    const EvaluationOptions options{
        .part = Part::Test, .threads = argc > 3 ? std::atoi(argv[3]) : 0, .baselines = false};
    Evaluation exact;
    Evaluation fast;
    const double slowly = secondsOf(
        [&] { exact = evaluateFull(scoresOf(*one.model, *one.dataset, options.part), *one.dataset, options); });
    const double quickly = secondsOf([&] { fast = evaluateFull(*one.model, *one.dataset, options); });
    const auto users = static_cast<double>(exact.users);
    std::printf("%.0f users, %zu items: one score at a time %.0f users/s, products %.0f users/s (%.2f times)\n", users,
                one.dataset->itemCount(), users / slowly, users / quickly, slowly / quickly);
    const bool same = exact.perUser == fast.perUser && exact.model == fast.model && exact.catalogue == fast.catalogue
                      && exact.tiedShare == fast.tiedShare;
    std::printf("MRR %.6f; %s\n", exact.mrr()->value, same ? "the same figures of every user" : "DIFFERENT FIGURES");
    return same ? 0 : 1;
}

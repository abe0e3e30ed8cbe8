#include "core/evaluation/setting_comparison.h"

#include "core/base/error.h"
#include "core/evaluation/holm.h"
#include "core/evaluation/matched_users.h"
#include "core/evaluation/student_t.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace tastescope {

namespace {

double meanOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// One source of chance: its share of the variance of the difference, and how well that is known.
struct VarianceTerm
{
    double variance = 0; ///< s^2 / n
    double degrees = 0;  ///< n - 1
};

VarianceTerm termOf(const std::vector<double>& values)
{
    if (values.size() < 2)
        return {0, 1}; // of a model that draws nothing
    const auto n = static_cast<double>(values.size());
    const double mean = meanOf(values);
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return {squares / (n - 1) / n, n - 1};
}

/// A setting on the users that all runs have.
struct SettingMeans
{
    std::vector<double> byUser; ///< over the seeds
    std::vector<double> bySeed; ///< over the users
};

SettingMeans meansOf(const MatchedUsers& matched, const std::vector<std::size_t>& seeds)
{
    SettingMeans means{std::vector<double>(matched.users().size()), {}};
    for (const std::size_t run : seeds) {
        const std::vector<double>& values = matched.values(run);
        means.bySeed.push_back(meanOf(values));
        for (std::size_t user = 0; user < values.size(); ++user)
            means.byUser[user] += values[user] / static_cast<double>(seeds.size());
    }
    return means;
}

void setBounds(SettingComparison& pair, double alpha)
{
    const double error = std::hypot(pair.userError, pair.seedError);
    const double reach = error > 0 ? studentQuantile(alpha, pair.degrees) * error : 0;
    pair.level = 1 - alpha;
    pair.low = pair.difference - reach;
    pair.high = pair.difference + reach;
}

SettingComparison describePair(const SettingMeans& a, const SettingMeans& b)
{
    std::vector<double> d(a.byUser.size());
    std::ranges::transform(a.byUser, b.byUser, d.begin(), std::minus());
    const VarianceTerm users = termOf(d);
    const VarianceTerm seedsA = termOf(a.bySeed);
    const VarianceTerm seedsB = termOf(b.bySeed);
    SettingComparison pair;
    pair.users = std::ssize(d);
    pair.seedsA = static_cast<int>(a.bySeed.size());
    pair.seedsB = static_cast<int>(b.bySeed.size());
    pair.meanA = meanOf(a.bySeed);
    pair.meanB = meanOf(b.bySeed);
    pair.difference = pair.meanA - pair.meanB;
    pair.userError = std::sqrt(users.variance);
    pair.seedError = std::sqrt(seedsA.variance + seedsB.variance);
    const double variance = users.variance + seedsA.variance + seedsB.variance;
    double weighted = 0;
    for (const VarianceTerm& term : {users, seedsA, seedsB})
        weighted += term.variance * term.variance / term.degrees;
    // Where nothing varies, as between two equal settings, all users say the same.
    pair.degrees = weighted > 0 ? variance * variance / weighted : users.degrees;
    if (variance > 0)
        pair.p = studentTwoSided(pair.difference / std::sqrt(variance), pair.degrees);
    else
        pair.p = pair.difference == 0 ? 1 : 0;
    return pair;
}

void correctByHolm(std::vector<SettingComparison>& family, double alpha)
{
    std::vector<double> p;
    std::ranges::transform(family, std::back_inserter(p), &SettingComparison::p);
    const auto verdicts = holmVerdicts(p, alpha, [&](std::size_t pair, double bar) { return p[pair] <= bar; });
    for (std::size_t i = 0; i < family.size(); ++i) {
        family[i].adjustedP = verdicts[i].adjustedP;
        family[i].tied = !verdicts[i].isReal;
        setBounds(family[i], verdicts[i].bar);
    }
}

} // namespace

std::vector<SettingComparison> compareSettings(const MatchedUsers& matched, std::span<const SeedNumbers> settings,
                                               std::span<const RunPair> pairs, double alpha)
{
    if (!(alpha > 0 && alpha <= 0.5))
        throw Error("alpha: found " + toText(OptionValue(alpha)) + ", expected a number above 0, at most 0.5.");
    for (const SeedNumbers& setting : settings)
        if (setting.runs.empty() || (setting.runs.size() < 2 && !setting.isExact))
            throw Error("A setting of one run says nothing of other seeds. Train it with a second seed, or compare the "
                        "two trained models.");
    if (pairs.empty())
        return {};
    matched.requireAny();
    if (matched.users().size() < 2)
        throw Error("The runs have one evaluated user in common, who says nothing of others. Choose runs of the same "
                    "dataset and part.");
    std::vector<SettingMeans> means;
    means.reserve(settings.size());
    for (const SeedNumbers& setting : settings)
        means.push_back(meansOf(matched, setting.runs));
    std::vector<SettingComparison> family;
    family.reserve(pairs.size());
    for (const RunPair& pair : pairs) {
        family.push_back(describePair(means.at(pair.a), means.at(pair.b)));
        family.back().metric = matched.metric();
    }
    correctByHolm(family, alpha);
    return family;
}

std::vector<SettingComparison> compareSettings(std::span<const SeedResults> settings, std::span<const RunPair> pairs,
                                               std::string_view metric, double alpha)
{
    MatchedUsers matched{std::string(metric)};
    std::vector<SeedNumbers> numbers;
    numbers.reserve(settings.size());
    for (const SeedResults& setting : settings) {
        numbers.push_back({{}, setting.isExact});
        for (const UserResults* run : setting.runs) {
            numbers.back().runs.push_back(matched.runs());
            matched.add(*run);
        }
    }
    return compareSettings(matched, numbers, pairs, alpha);
}

} // namespace tastescope

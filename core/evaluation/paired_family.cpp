#include "core/evaluation/paired_family.h"

#include "core/base/error.h"
#include "core/evaluation/holm.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>
#include <numbers>
#include <numeric>

namespace tastescope {

namespace {

constexpr double zPower = 0.8416212335729143; // of the normal distribution at 0.8
constexpr int mostResamples = 1'000'000;

std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> result(a.size());
    std::ranges::transform(a, b, result.begin(), std::minus());
    return result;
}

/// The normal quantile z with P(Z > z) = tail, by Newton's method on erfc.
double upperQuantile(double tail)
{
    double z = 0;
    for (int step = 0; step < 50; ++step)
        z += (std::erfc(z / std::sqrt(2.0)) / 2 - tail) * std::sqrt(2 * std::numbers::pi) * std::exp(z * z / 2);
    return z;
}

/// What needs no resampling.
PairedComparison describe(const std::string& metric, const std::vector<double>& d, double alpha)
{
    PairedComparison result;
    result.metric = metric;
    result.users = std::ssize(d);
    const auto n = static_cast<double>(d.size());
    result.difference = std::accumulate(d.begin(), d.end(), 0.0) / n;
    result.wins = std::ranges::count_if(d, [](double value) { return value > 0; });
    result.losses = std::ranges::count_if(d, [](double value) { return value < 0; });
    result.ties = result.users - result.wins - result.losses;
    double squares = 0;
    for (const double value : d)
        squares += (value - result.difference) * (value - result.difference);
    result.standardError = d.size() < 2 ? std::numeric_limits<double>::infinity() : std::sqrt(squares / (n - 1) / n);
    result.smallestDetectable = (upperQuantile(alpha / 2) + zPower) * result.standardError;
    return result;
}

/// k of [x_(k), x_(B+1-k)]. The tiny summand keeps 0.05 * 2001 / 2 and the like on the right side of a whole number.
std::int64_t rankAt(double alpha, std::int64_t resamples)
{
    return static_cast<std::int64_t>(std::floor(alpha * static_cast<double>(resamples + 1) / 2 + 1e-9));
}

/// Enough for the smallest p there can be, 2 / (B + 1), to pass the strictest bar. Doubled where a family outgrows it,
/// so that one that grows pair by pair is seldom resampled as a whole.
int resamplesFor(const PairedOptions& options, std::size_t pairs)
{
    const double needed = 2.5 / options.alpha * static_cast<double>(pairs);
    std::int64_t resamples = options.resamples;
    while (static_cast<double>(resamples) < needed && resamples < mostResamples)
        resamples *= 2;
    return static_cast<int>(std::min<std::int64_t>(resamples, mostResamples));
}

/// Holm's steps over a family whose tails are given.
void correct(std::vector<PairedComparison>& family, const std::vector<const MeanTails*>& tails, double alpha)
{
    std::vector<double> p;
    std::ranges::transform(family, std::back_inserter(p), &PairedComparison::p);
    const auto verdicts = holmVerdicts(p, alpha, [&](std::size_t pair, double bar) {
        return tails[pair]->smaller() < rankAt(bar, tails[pair]->resamples); // in whole numbers: p <= bar
    });
    for (std::size_t i = 0; i < family.size(); ++i) {
        family[i].adjustedP = verdicts[i].adjustedP;
        family[i].tied = !verdicts[i].isReal;
        setInterval(family[i], *tails[i], verdicts[i].bar);
    }
}

} // namespace

void checkPaired(const PairedOptions& options)
{
    if (options.resamples < 100 || options.resamples > mostResamples)
        throw Error("resamples: found " + std::to_string(options.resamples)
                    + ", expected a whole number from 100 to 1000000.");
    if (!(options.alpha > 0 && options.alpha <= 0.5))
        throw Error("alpha: found " + toText(OptionValue(options.alpha)) + ", expected a number above 0, at most 0.5.");
}

std::int64_t tailLength(double alpha, std::int64_t resamples)
{
    return std::max<std::int64_t>(1, rankAt(alpha, resamples));
}

void setInterval(PairedComparison& result, const MeanTails& tails, double alpha)
{
    const auto k = static_cast<std::size_t>(tailLength(alpha, tails.resamples));
    result.level = 1 - alpha;
    result.low = tails.lowest.at(k - 1);
    result.high = tails.highest.at(k - 1);
}

PairedFamily::PairedFamily(std::string metric, const PairedOptions& options)
    : m_options(options),
      m_matched(std::move(metric))
{
    checkPaired(options);
}

std::size_t PairedFamily::add(const UserResults& results)
{
    if (!m_matched.add(results))
        m_known.clear();
    return m_matched.runs() - 1;
}

std::vector<PairedComparison> PairedFamily::compare(std::span<const RunPair> pairs, Workers workers,
                                                    const JobContext& job)
{
    if (pairs.empty())
        return {};
    m_matched.requireAny();
    if (const int needed = resamplesFor(m_options, pairs.size()); m_resamples != needed) {
        m_known.clear();
        m_resamples = needed;
    }
    std::map<Key, Pair> wanted;
    std::vector<Key> missing;
    for (const RunPair& pair : pairs)
        if (auto known = m_known.extract({pair.a, pair.b}))
            wanted.insert(std::move(known));
        else if (!wanted.contains({pair.a, pair.b}))
            missing.push_back({pair.a, pair.b});
    m_known = std::move(wanted);
    resample(missing, workers, job);

    std::vector<PairedComparison> family;
    std::vector<const MeanTails*> tails;
    for (const RunPair& pair : pairs) {
        const Pair& known = m_known.at({pair.a, pair.b});
        family.push_back(known.described);
        tails.push_back(&known.tails);
    }
    correct(family, tails, m_options.alpha);
    return family;
}

void PairedFamily::resample(const std::vector<Key>& missing, Workers workers, const JobContext& job)
{
    std::vector<std::vector<double>> columns;
    std::vector<Pair> made;
    for (const auto& [a, b] : missing) {
        columns.push_back(differences(m_matched.values(a), m_matched.values(b)));
        made.push_back({describe(m_matched.metric(), columns.back(), m_options.alpha), {}});
    }
    auto tails =
        resampledTails(columns, m_resamples, tailLength(m_options.alpha, m_resamples), m_options.seed, workers, job);
    for (std::size_t i = 0; i < missing.size(); ++i) {
        PairedComparison& result = made[i].described;
        const MeanTails& means = tails[i];
        const auto b = static_cast<double>(m_resamples);
        result.resamples = m_resamples;
        result.pBetter = (b - static_cast<double>(means.notAbove) + static_cast<double>(means.notBelow)) / (2 * b);
        result.p = std::min(1.0, 2.0 * static_cast<double>(1 + means.smaller()) / (b + 1));
        made[i].tails = std::move(tails[i]);
        m_known.emplace(missing[i], std::move(made[i]));
    }
}

} // namespace tastescope

#include "core/base/random.h"
#include "core/experiment/sweep_analysis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace tastescope {

namespace {

constexpr int treeCount = 256;
constexpr std::size_t smallestLeaf = 2;
constexpr std::uint64_t forestStream = 0x666F72657374; // "forest"

/// Trials in the unit cube: each option from 0 (its smallest value) to 1, and the metric.
struct Table
{
    std::vector<std::string> names;
    std::vector<std::vector<double>> x; ///< trials x options
    std::vector<double> y;
};

/// A box of the unit cube in which a tree says the same.
struct Leaf
{
    std::vector<std::array<double, 2>> box; ///< option by option: from, to
    double value = 0;

    double volume(std::size_t without) const
    {
        double product = 1;
        for (std::size_t d = 0; d < box.size(); ++d)
            product *= d == without ? 1 : box[d][1] - box[d][0];
        return product;
    }
};

double asNumber(const OptionValue& value, const std::map<std::string, double>& ranks, bool logarithmic)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return ranks.at(*text);
    const auto* whole = std::get_if<std::int64_t>(&value);
    const double number = whole ? static_cast<double>(*whole) : std::get<double>(value);
    return logarithmic ? std::log(number) : number;
}

/// The column of one option, spread over [0, 1]; empty when it takes one value only.
std::vector<double> columnOf(const std::vector<OptionValue>& values, const OptionInfo& info)
{
    std::map<std::string, double> ranks;
    bool positive = true;
    for (const OptionValue& value : values) {
        if (const auto* text = std::get_if<std::string>(&value))
            ranks[*text] = 0;
        else
            positive = positive && asNumber(value, ranks, false) > 0;
    }
    double rank = 0;
    for (auto& entry : ranks)
        entry.second = rank++;
    std::vector<double> column;
    column.reserve(values.size());
    for (const OptionValue& value : values)
        column.push_back(asNumber(value, ranks, info.logarithmic && positive));
    const auto [low, high] = std::ranges::minmax(column);
    if (!(low < high))
        return {};
    for (double& value : column)
        value = (value - low) / (high - low);
    return column;
}

Table tableOf(const Sweep& sweep, const JobContext& job)
{
    Table table;
    std::vector<ModelOptions> options;
    std::set<std::string> varied;
    for (const SweepTrial& trial : sweep.trials) {
        job.throwIfStopped();
        const auto mrr = trial.value();
        if (!mrr)
            continue;
        table.y.push_back(*mrr);
        options.push_back(withPoint(sweep.config.base.model, trial.settings));
        for (const OptionSetting& setting : trial.settings)
            varied.insert(setting.name);
    }
    table.x.resize(options.size());
    for (const OptionInfo& info : optionInfos(sweep.config.base.model)) {
        if (!varied.contains(info.name) || options.empty())
            continue;
        std::vector<OptionValue> values;
        values.reserve(options.size());
        for (const ModelOptions& each : options)
            values.push_back(readOption(each, info.name));
        const std::vector<double> column = columnOf(values, info);
        if (column.empty())
            continue;
        table.names.push_back(info.name);
        for (std::size_t row = 0; row < column.size(); ++row)
            table.x[row].push_back(column[row]);
    }
    return table;
}

/// Grows one tree: each box is cut where the squared error falls most.
class Tree
{
public:
    Tree(const Table& table, std::vector<std::size_t> rows, const JobContext& job) : m_table(table), m_job(job)
    {
        Leaf root;
        root.box.assign(table.names.size(), {0, 1});
        grow(std::move(root), std::move(rows));
    }

    const std::vector<Leaf>& leaves() const { return m_leaves; }

private:
    struct Cut
    {
        std::size_t option = 0;
        double at = 0;
        double gain = 0;
    };

    /// Squares about the mean fall by n_l n_r / n (mean_l - mean_r)^2.
    void tryOption(std::vector<std::size_t>& rows, std::size_t d, Cut& best) const
    {
        const auto x = [&](std::size_t row) { return m_table.x[row][d]; };
        std::ranges::stable_sort(rows, {}, x);
        double all = 0;
        for (const std::size_t row : rows)
            all += m_table.y[row];
        double left = 0;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            left += m_table.y[rows[i - 1]];
            if (i < smallestLeaf || rows.size() - i < smallestLeaf || x(rows[i - 1]) == x(rows[i]))
                continue;
            const auto nl = static_cast<double>(i);
            const auto nr = static_cast<double>(rows.size() - i);
            const double gap = left / nl - (all - left) / nr;
            const double gain = nl * nr / (nl + nr) * gap * gap;
            if (gain > best.gain)
                best = {d, (x(rows[i - 1]) + x(rows[i])) / 2, gain};
        }
    }

    void grow(Leaf box, std::vector<std::size_t> rows)
    {
        m_job.throwIfStopped();
        Cut cut;
        for (std::size_t d = 0; d < box.box.size(); ++d)
            tryOption(rows, d, cut);
        if (!(cut.gain > 1e-15)) {
            for (const std::size_t row : rows)
                box.value += m_table.y[row] / static_cast<double>(rows.size());
            m_leaves.push_back(std::move(box));
            return;
        }
        const auto right = std::stable_partition(rows.begin(), rows.end(),
                                                 [&](std::size_t row) { return m_table.x[row][cut.option] < cut.at; });
        Leaf high = box;
        high.box[cut.option][0] = cut.at;
        box.box[cut.option][1] = cut.at;
        grow(std::move(box), {rows.begin(), right});
        grow(std::move(high), {right, rows.end()});
    }

    const Table& m_table;
    const JobContext& m_job;
    std::vector<Leaf> m_leaves;
};

/// Variance over the unit cube of what the tree says, and of its marginal over each option.
struct Variances
{
    double total = 0;
    std::vector<double> main;
};

double mainVariance(const std::vector<Leaf>& leaves, std::size_t d, double mean, const JobContext& job)
{
    std::set<double> cuts{1};
    for (const Leaf& leaf : leaves)
        cuts.insert(leaf.box[d][0]);
    double variance = 0;
    for (auto from = cuts.begin(), to = std::next(from); to != cuts.end(); from = to++) {
        job.throwIfStopped();
        double marginal = 0;
        for (const Leaf& leaf : leaves)
            if (leaf.box[d][0] <= *from && leaf.box[d][1] >= *to)
                marginal += leaf.value * leaf.volume(d);
        variance += (*to - *from) * (marginal - mean) * (marginal - mean);
    }
    return variance;
}

Variances variancesOf(const std::vector<Leaf>& leaves, std::size_t options, const JobContext& job)
{
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    double mean = 0;
    for (const Leaf& leaf : leaves)
        mean += leaf.volume(none) * leaf.value;
    Variances variances;
    for (const Leaf& leaf : leaves)
        variances.total += leaf.volume(none) * (leaf.value - mean) * (leaf.value - mean);
    for (std::size_t d = 0; d < options; ++d)
        variances.main.push_back(mainVariance(leaves, d, mean, job));
    return variances;
}

std::vector<std::size_t> bootstrapRows(std::size_t n, std::uint64_t seed, int tree)
{
    Random random(seed, {forestStream, static_cast<std::uint64_t>(tree)});
    std::vector<std::size_t> rows(n);
    std::ranges::generate(rows, [&] { return static_cast<std::size_t>(random.below(n)); });
    return rows;
}

OptionImportance summary(const std::string& name, std::vector<double> shares)
{
    if (shares.empty())
        return {name, 0, 0, 0}; // the metric never varied
    std::ranges::sort(shares);
    const auto at = [&](double quantile) {
        return shares[static_cast<std::size_t>(std::lround(quantile * static_cast<double>(shares.size() - 1)))];
    };
    const double mean = std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
    return {name, mean, at(0.025), at(0.975)};
}

} // namespace

std::vector<OptionImportance> optionImportance(const Sweep& sweep, std::uint64_t seed, const JobContext& job)
{
    const Table table = tableOf(sweep, job);
    if (table.y.size() < static_cast<std::size_t>(fewestTrialsForImportance))
        return {};
    std::vector<std::vector<double>> shares(table.names.size());
    for (int tree = 0; tree < treeCount; ++tree) {
        const Tree grown(table, bootstrapRows(table.y.size(), seed, tree), job);
        const Variances variances = variancesOf(grown.leaves(), table.names.size(), job);
        for (std::size_t d = 0; d < shares.size() && variances.total > 0; ++d)
            shares[d].push_back(variances.main[d] / variances.total);
    }
    std::vector<OptionImportance> result;
    for (std::size_t d = 0; d < shares.size(); ++d)
        result.push_back(summary(table.names[d], shares[d]));
    std::ranges::stable_sort(result, std::greater(), &OptionImportance::share);
    return result;
}

} // namespace tastescope

#include "ui/pages/runs/run_row.h"

#include "ui/session/baseline_differences.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tastescope::ui {

namespace {

/// In the order of the enum.
constexpr std::array stateTones{Token::Text2, Token::Accent, Token::Warn, Token::Text,
                                Token::Text2, Token::Err,    Token::Err};

void describeState(RunRow& row, const SessionRun& run)
{
    row.state = wordOf(run.stored);
    row.stateTone = stateTones.at(static_cast<std::size_t>(run.stored));
    if (run.otherData) {
        row.state = QObject::tr("other data");
        row.stateTone = Token::Text2;
    } else if (row.isBaseline) {
        row.state = QObject::tr("baseline");
        row.stateTone = Token::Text2;
    }
}

/// A figure at the epoch that is meant; those that are not measured each epoch are known of the kept model only.
std::optional<double> measured(const SessionRun& run, const ValueRule& rule, const std::string& name)
{
    if (const auto figure = figuresOf(run, rule).find(name))
        return figure;
    if (!isKept(run, rule) || !run.record || !run.record->validation)
        return std::nullopt;
    const auto estimate = run.record->validation->model.find(name);
    return estimate ? std::optional(estimate->value) : std::nullopt;
}

QList<double> sparkOf(const SessionRun& run, std::optional<double> mrr)
{
    QList<double> values;
    for (const EpochFinished& epoch : run.curve.epochs)
        values << epoch.validation.mrr().value_or(std::nan(""));
    if (values.isEmpty() && mrr)
        values = {*mrr, *mrr};
    return values;
}

void describeFigures(RunRow& row, const SessionRun& run, const ValueRule& rule, int k)
{
    row.mrr = figuresOf(run, rule).mrr();
    row.curve = sparkOf(run, row.mrr);
    row.hit = measured(run, rule, "hit-" + std::to_string(k));
    for (const std::string& name : *watchedFigures())
        if (const auto figure = measured(run, rule, name))
            row.figures[name] = *figure;
    if (const auto mrr = run.record && run.record->test ? run.record->test->mrr() : std::nullopt)
        row.testMrr = mrr->value;
}

void describeOptions(RunRow& row, const SessionRun& run)
{
    for (const OptionSetting& setting : run.config.model.settings())
        row.options[setting.name] = setting.value;
    row.plannedEpochs = plannedEpochs(run.config.model);
    row.epochs = run.curve.last() ? run.curve.last()->epoch : 0;
}

RunRow rowOf(const SessionRun& run, const Workspace& workspace, const BaselineDifferences& differences)
{
    const ValueRule& rule = workspace.selection().valueRule();
    RunRow row;
    row.id = run.id;
    row.members = {run.id};
    row.name = run.name;
    row.isBaseline = run.id == workspace.choices().baseline();
    row.style = {row.isBaseline ? LineRole::Baseline : LineRole::Run, run.slot};
    describeState(row, run);
    row.shown = !run.hidden;
    describeFigures(row, run, rule, workspace.selection().k());
    describeOptions(row, run);
    row.users = evaluatedUsers(run);
    row.data = QString::fromStdString(run.data.name);
    row.note = run.note.isEmpty() && run.trial ? QObject::tr("trial of a sweep") : run.note;
    row.tags = run.tags.join(QStringLiteral(", "));
    row.startedAt = run.startedAt;
    row.seconds = run.record ? run.record->seconds : 0;

    const SessionRun* baseline = workspace.runs().find(workspace.choices().baseline());
    const bool isAgainst = baseline && !row.isBaseline && !run.otherData;
    const auto against = isAgainst ? figuresOf(*baseline, rule).mrr() : std::nullopt;
    if (row.mrr && against)
        row.difference = *row.mrr - *against;
    // Users' figures are kept of the best model: at another epoch there is only the difference itself.
    const bool bothKept = isKept(run, rule) && (!baseline || isKept(*baseline, rule));
    if (const PairedComparison* pair = differences.find(run.id); pair && against && bothKept) {
        row.pair = *pair;
        row.difference = pair->difference;
    }
    return row;
}

/// Of the figures that all rows have.
std::map<std::string, double> meanFigures(const std::vector<RunRow>& rows)
{
    std::map<std::string, double> means;
    for (const auto& [name, value] : rows.front().figures) {
        if (!std::ranges::all_of(rows, [&name](const RunRow& row) { return row.figures.contains(name); }))
            continue;
        for (const RunRow& row : rows)
            means[name] += row.figures.at(name) / static_cast<double>(rows.size());
    }
    return means;
}

/// One row for runs that differ in nothing but the seed: means, and how sure they are.
RunRow merged(const std::vector<RunRow>& rows)
{
    RunRow row = rows.front();
    const auto meanOf = [&rows](std::optional<double> RunRow::*figure) -> std::optional<double> {
        double sum = 0;
        for (const RunRow& member : rows) {
            if (!(member.*figure))
                return std::nullopt;
            sum += *(member.*figure);
        }
        return sum / static_cast<double>(rows.size());
    };
    std::vector<double> values;
    row.members.clear();
    for (const RunRow& member : rows) {
        row.members.push_back(member.id);
        row.isBaseline = row.isBaseline || member.isBaseline;
        if (member.mrr)
            values.push_back(*member.mrr);
    }
    row.name = QObject::tr("%1, %2 seeds").arg(rows.back().name).arg(rows.size());
    row.mrr = meanOf(&RunRow::mrr);
    row.hit = meanOf(&RunRow::hit);
    row.testMrr = meanOf(&RunRow::testMrr);
    row.figures = meanFigures(rows);
    row.difference = row.isBaseline ? std::nullopt : meanOf(&RunRow::difference);
    row.pair.reset(); // one of a seed says nothing of the others
    if (row.mrr)
        row.mrrBand = QStringLiteral("± %1, n = %2").arg(metric(halfBand(values))).arg(values.size());
    row.options.erase("seed");
    return row;
}

std::vector<RunRow> groupedBySeed(const std::vector<RunRow>& rows, const Workspace& workspace)
{
    std::vector<std::pair<std::string, std::vector<RunRow>>> groups;
    for (const RunRow& row : rows) {
        const SessionRun* run = workspace.runs().find(row.id);
        const std::string key = run->seedGroup.empty() ? std::to_string(row.id) : run->seedGroup;
        const auto found = std::ranges::find(groups, key, [](const auto& group) { return group.first; });
        if (found == groups.end())
            groups.push_back({key, {row}});
        else
            found->second.push_back(row);
    }
    std::vector<RunRow> grouped;
    for (const auto& [key, members] : groups)
        grouped.push_back(members.size() > 1 ? merged(members) : members.front());
    return grouped;
}

} // namespace

std::vector<RunRow> runRows(const Workspace& workspace, const BaselineDifferences& differences,
                            const RunRowOptions& options)
{
    const auto& runs = options.bin ? workspace.runs().bin() : workspace.runs().runs();
    std::vector<RunRow> rows;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run)
        if (options.filter.empty() || matches(options.filter, toStored(*run), workspace.selection().valueRule()))
            rows.push_back(rowOf(*run, workspace, differences));
    return options.groupBySeed ? groupedBySeed(rows, workspace) : rows;
}

std::set<std::string> differingOptions(const std::vector<RunRow>& rows)
{
    std::map<std::string, OptionValue> first;
    std::set<std::string> differing;
    for (const RunRow& row : rows)
        for (const auto& [name, value] : row.options)
            if (const auto [known, isNew] = first.emplace(name, value); !isNew && known->second != value)
                differing.insert(name);
    return differing;
}

double halfBand(const std::vector<double>& values)
{
    // 97.5 % point of Student's t for 1 to 10 degrees of freedom, then within 0.2 % by its expansion in 1 / nu.
    constexpr std::array points{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};
    const auto n = static_cast<double>(values.size());
    if (values.size() < 2)
        return 0;
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double t = values.size() - 2 < points.size() ? points[values.size() - 2]
                                                       : 1.96 + 2.372 / (n - 1) + 2.823 / ((n - 1) * (n - 1));
    return t * std::sqrt(squares / (n - 1) / n);
}

} // namespace tastescope::ui

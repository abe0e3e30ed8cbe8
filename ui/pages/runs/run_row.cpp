#include "ui/pages/runs/run_row.h"

#include "ui/session/baseline_differences.h"
#include "ui/session/job_queue.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_search.h"
#include "ui/session/scoped_figures.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tastescope::ui {

namespace {

constexpr std::size_t seedsOfAMean = 3;

/// In the order of the enum.
constexpr std::array stateTones{Token::Text2, Token::Accent, Token::Warn, Token::Text,
                                Token::Text2, Token::Err,    Token::Err};

void describeState(RunRow& row, const SessionRun& run, const JobQueue& jobs)
{
    row.state = wordOf(run.stored);
    row.stateTone = stateTones.at(static_cast<std::size_t>(run.stored));
    if (run.jobId != 0 && run.jobId == jobs.runningId() && jobs.isPaused()) {
        row.state = QObject::tr("paused");
        row.stateTone = Token::Text2;
    } else if (run.isImported()) {
        row.state = QObject::tr("imported");
        row.stateTone = Token::Text2;
    } else if (run.otherData) {
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

/// Under a slice, what its users got: of the kept model only, and nothing of other epochs.
std::optional<double> scoped(const Workspace& workspace, const SessionRun& run, const std::string& name)
{
    const ScopedFigures::Found* found = workspace.scopedFigures().find(run);
    const auto estimate =
        found && isKept(run, workspace.selection().valueRule()) ? found->figures.find(name) : std::nullopt;
    return estimate ? std::optional(estimate->value) : std::nullopt;
}

void describeFigures(RunRow& row, const SessionRun& run, const Workspace& workspace)
{
    const ValueRule& rule = workspace.selection().valueRule();
    const bool isOfAll = workspace.selection().users().isAll();
    const auto figureCalled = [&](const std::string& name) {
        return isOfAll ? measured(run, rule, name) : scoped(workspace, run, name);
    };
    row.mrr = figureCalled("mrr");
    row.curve = sparkOf(run, isOfAll ? row.mrr : figuresOf(run, rule).mrr());
    row.hit = figureCalled("hit-" + std::to_string(workspace.selection().k()));
    for (const std::string& name : *watchedFigures())
        if (const auto figure = figureCalled(name))
            row.figures[name] = *figure;
    const ScopedFigures::Found* found = workspace.scopedFigures().find(run);
    const auto test = !isOfAll                         ? (found ? found->test.mrr() : std::nullopt)
                      : run.record && run.record->test ? run.record->test->mrr()
                                                       : std::nullopt;
    if (test)
        row.testMrr = test->value;
    if (!isOfAll)
        return; // nothing is kept by user of a refit
    if (run.record && run.record->refit && run.record->refit->test)
        if (const auto mrr = run.record->refit->test->mrr())
            row.refitMrr = mrr->value;
}

void describeOptions(RunRow& row, const SessionRun& run)
{
    for (const OptionSetting& setting : run.isImported() ? OptionSettings() : run.config.model.settings())
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
    row.seedGroup = run.seedGroup;
    row.isBaseline = run.id == workspace.choices().baseline();
    row.style = {row.isBaseline ? LineRole::Baseline : LineRole::Run, run.shownSlot};
    describeState(row, run, workspace.jobs());
    row.shown = !run.hidden;
    describeFigures(row, run, workspace);
    describeOptions(row, run);
    const ScopedFigures::Found* found = workspace.scopedFigures().find(run);
    row.users = workspace.selection().users().isAll() ? evaluatedUsers(run) : found ? found->users : 0;
    row.data = shownName(run.data.name);
    row.note = run.note;
    if (row.note.isEmpty() && run.origin)
        row.note = originText(*run.origin);
    else if (row.note.isEmpty() && run.trial)
        row.note = QObject::tr("trial of a sweep");
    row.tags = run.tags.join(QStringLiteral(", "));
    row.startedAt = run.startedAt;
    row.seconds = run.record ? run.record->seconds : 0;

    const SessionRun* baseline = workspace.runs().find(workspace.choices().baseline());
    const bool isAgainst = baseline && !row.isBaseline && !run.otherData;
    const auto against = !isAgainst                              ? std::nullopt
                         : workspace.selection().users().isAll() ? figuresOf(*baseline, rule).mrr()
                                                                 : scoped(workspace, *baseline, "mrr");
    if (isAgainst)
        row.baseline = baseline->name;
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
std::map<std::string, double> meanFigures(const RunRows& rows)
{
    std::map<std::string, double> means;
    for (const auto& [name, value] : rows.front()->figures) {
        if (!std::ranges::all_of(rows, [&name](const auto& row) { return row->figures.contains(name); }))
            continue;
        for (const auto& row : rows)
            means[name] += row->figures.at(name) / static_cast<double>(rows.size());
    }
    return means;
}

/// One row for runs that differ in nothing but the seed: means, and how sure they are.
RunRow merged(const RunRows& rows)
{
    RunRow row = *rows.front();
    const auto meanOf = [&rows](std::optional<double> RunRow::*figure) -> std::optional<double> {
        double sum = 0;
        for (const auto& member : rows) {
            if (!((*member).*figure))
                return std::nullopt;
            sum += *((*member).*figure);
        }
        return sum / static_cast<double>(rows.size());
    };
    std::vector<double> values;
    row.members.clear();
    for (const auto& member : rows) {
        row.members.push_back(member->id);
        row.isBaseline = row.isBaseline || member->isBaseline;
        if (member->mrr)
            values.push_back(*member->mrr);
    }
    row.name = QObject::tr("%1, %2 seeds").arg(rows.back()->name).arg(rows.size());
    row.mrr = meanOf(&RunRow::mrr);
    row.hit = meanOf(&RunRow::hit);
    row.testMrr = meanOf(&RunRow::testMrr);
    row.refitMrr = meanOf(&RunRow::refitMrr);
    row.figures = meanFigures(rows);
    row.difference = row.isBaseline ? std::nullopt : meanOf(&RunRow::difference);
    row.pair.reset(); // one of a seed says nothing of the others
    if (row.mrr)
        row.mrrBand = QStringLiteral("± %1, n = %2").arg(metric(halfBand(values))).arg(values.size());
    row.options.erase("seed");
    return row;
}

/// Some setting was tried with seeds enough for a mean that says something.
bool hasSeeds(const RunRows& rows)
{
    std::map<std::string, std::set<OptionValue>> seeds; // by group
    return std::ranges::any_of(rows, [&](const auto& row) {
        const auto seed = row->options.find("seed");
        if (row->seedGroup.empty() || seed == row->options.end())
            return false;
        auto& ofGroup = seeds[row->seedGroup];
        ofGroup.insert(seed->second);
        return ofGroup.size() >= seedsOfAMean;
    });
}

RunRows groupedBySeed(const RunRows& rows)
{
    std::vector<std::pair<std::string, RunRows>> groups;
    std::map<std::string, std::size_t> places;
    for (const auto& row : rows) {
        const std::string key = row->seedGroup.empty() ? std::to_string(row->id) : row->seedGroup;
        const auto [place, isNew] = places.emplace(key, groups.size());
        if (isNew)
            groups.push_back({key, {}});
        groups[place->second].second.push_back(row);
    }
    RunRows grouped;
    for (const auto& [key, members] : groups)
        grouped.push_back(members.size() > 1 ? std::make_shared<const RunRow>(merged(members)) : members.front());
    return grouped;
}

} // namespace

const RunRowMaker::Kept& RunRowMaker::keptOf(const SessionRun& run)
{
    const auto [place, isNew] = m_kept.try_emplace(run.id);
    if (isNew)
        place->second = {std::make_shared<const RunRow>(rowOf(run, m_workspace, m_differences)),
                         m_workspace.search().passes(run)};
    return place->second;
}

const std::deque<SessionRun>& RunRowMaker::runsOf(const RunRowOptions& options) const
{
    return options.bin ? m_workspace.runs().bin() : m_workspace.runs().runs();
}

bool RunRowMaker::areReady(const RunRowOptions& options) const
{
    return std::ranges::all_of(runsOf(options), [this](const SessionRun& run) { return m_kept.contains(run.id); });
}

int RunRowMaker::make(const RunRowOptions& options, int most)
{
    int made = 0;
    for (const SessionRun& run : runsOf(options)) {
        if (made == most)
            break;
        if (m_kept.contains(run.id))
            continue;
        keptOf(run);
        ++made;
    }
    return made;
}

RunRows RunRowMaker::rows(const RunRowOptions& options)
{
    const auto& runs = runsOf(options);
    RunRows rows;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run)
        if (const Kept& kept = keptOf(*run); kept.passes)
            rows.push_back(kept.row);
    return options.groupBySeed.value_or(hasSeeds(rows)) ? groupedBySeed(rows) : rows;
}

std::set<std::string> differingOptions(const RunRows& rows)
{
    std::map<std::string, OptionValue> first;
    std::set<std::string> differing;
    for (const auto& row : rows)
        for (const auto& [name, value] : row->options)
            if (const auto [known, isNew] = first.emplace(name, value); !isNew && known->second != value)
                differing.insert(name);
    return differing;
}

} // namespace tastescope::ui

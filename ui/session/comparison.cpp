#include "ui/session/comparison.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/offered_metrics.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace tastescope::ui {

namespace {

constexpr const char* seedKey = "seed"; // one seed is not twice another

QString textOf(const OptionValue& value)
{
    if (const auto* real = std::get_if<double>(&value))
        return shortest(*real);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return count(*whole);
    return shownName(std::get<std::string>(value));
}

double numberIn(const OptionValue* value)
{
    if (const auto* real = value ? std::get_if<double>(value) : nullptr)
        return *real;
    const auto* whole = value ? std::get_if<std::int64_t>(value) : nullptr;
    return whole ? static_cast<double>(*whole) : std::nan("");
}

/// Those of all their models, in the order of their forms.
std::vector<OptionInfo> modelInfos(const std::vector<ComparedRun>& runs)
{
    std::vector<OptionInfo> infos;
    for (const ComparedRun& run : runs)
        for (const OptionInfo& info : optionInfos(run.config.model))
            if (std::ranges::find(infos, info.name, &OptionInfo::name) == infos.end())
                infos.push_back(info);
    return infos;
}

/// read: an option of a run, or nothing: its model does not have it.
template<typename Read>
SettingLine lineOf(const std::string& key, const QString& title, const std::vector<ComparedRun>& runs, const Read& read)
{
    SettingLine line{QString::fromStdString(key), title, {}, false};
    for (const ComparedRun& run : runs) {
        const std::optional<OptionValue> value = read(run);
        line.values << (!value           ? unknownNumber()
                        : key == seedKey ? QString::fromStdString(toText(*value)) // a name rather than an amount
                                         : textOf(*value));
        line.numbers.push_back(key == seedKey ? std::nan("") : numberIn(value ? &*value : nullptr));
    }
    line.differs = std::ranges::any_of(line.values, [&](const QString& value) { return value != line.values.front(); });
    return line;
}

OfUsers<std::int32_t> groupsOf(const OfUsers<std::int32_t>& neighbours, int width)
{
    std::vector<std::int32_t> groups = neighbours.values();
    for (std::int32_t& group : groups)
        group /= width;
    return {neighbours.dataset(), std::move(groups)};
}

/// Those that the differences of the groups are a mean over.
std::vector<std::vector<User>> usersOf(const Comparison& comparison, const OfUsers<std::int32_t>& groupOfUser)
{
    const UserResults& first = judgedResultsOf(comparison.runs[0]);
    const UserResults& second = judgedResultsOf(comparison.runs[1]);
    const auto isMeasured = [&](const UserResults& results, User user) {
        const auto row = std::ranges::lower_bound(results.users, user);
        const auto metric = std::ranges::find(results.metrics, comparison.metric) - results.metrics.begin();
        return row != results.users.end() && *row == user
               && !std::isnan(results.value(static_cast<std::size_t>(row - results.users.begin()),
                                            static_cast<std::size_t>(metric)));
    };
    std::map<int, std::vector<User>> users;
    for (const User user : first.users)
        if (isMeasured(first, user) && isMeasured(second, user))
            users[groupOfUser[user]].push_back(user);
    std::vector<std::vector<User>> found;
    for (const GroupDifference& group : comparison.groups)
        found.push_back(users[group.group]);
    return found;
}

} // namespace

std::vector<SettingLine> settingLines(const std::vector<ComparedRun>& runs)
{
    std::vector<SettingLine> lines;
    lines.push_back(lineOf("model", QObject::tr("Model"), runs, [](const ComparedRun& run) {
        return std::optional<OptionValue>(std::string(modelName(run.config.model)));
    }));
    std::vector<OptionInfo> infos = modelInfos(runs);
    const std::size_t ofModels = infos.size();
    const OptionField<RunConfig>& negatives = findField(runFields(), "negatives");
    infos.push_back(negatives.info);
    const std::vector<std::string> titles = distinctTitles(infos);
    for (std::size_t i = 0; i < infos.size(); ++i)
        lines.push_back(lineOf(infos[i].name, QString::fromStdString(titles[i]), runs, [&](const ComparedRun& run) {
            const OptionValue* value = i < ofModels ? run.config.model.find(infos[i].name) : nullptr;
            return i < ofModels ? (value ? std::optional(*value) : std::nullopt)
                                : std::optional(negatives.read(run.config));
        }));
    return lines;
}

QString epochSentence(const std::vector<ComparedRun>& runs, const EpochChoice& choice)
{
    QStringList epochs;
    bool areOthers = false;
    for (const ComparedRun& run : runs) {
        if (run.epoch == 0)
            continue;
        const int meant = choice.rule == EpochChoice::Rule::Best   ? run.epoch
                          : choice.rule == EpochChoice::Rule::Last ? run.lastEpoch
                                                                   : choice.epoch;
        areOthers = areOthers || meant != run.epoch;
        epochs << QObject::tr("%1 at %2").arg(run.name).arg(run.epoch);
    }
    if (!areOthers)
        return {};
    const QString meant =
        choice.rule == EpochChoice::Rule::Last ? QObject::tr("their last") : QObject::tr("epoch %1").arg(choice.epoch);
    return QObject::tr("Compared at their best epochs (%1), not at %2: per-user results are kept of these only.")
        .arg(epochs.join(QStringLiteral(", ")), meant);
}

std::vector<std::string> sharedMetrics(const std::vector<ComparedRun>& runs)
{
    std::vector<std::string> shared;
    if (runs.empty() || std::ranges::any_of(runs, [](const ComparedRun& run) { return !run.perUser; }))
        return shared;
    for (const std::string& name : runs.front().perUser->metrics)
        if (std::ranges::all_of(runs, [&](const ComparedRun& run) {
                return std::ranges::find(run.perUser->metrics, name) != run.perUser->metrics.end();
            }))
            shared.push_back(name);
    std::ranges::stable_partition(shared, [](const std::string& name) { return name == "mrr"; });
    return shared;
}

std::vector<int> sharedCutoffs(const std::vector<ComparedRun>& runs)
{
    std::vector<int> cutoffs;
    for (const std::string& name : sharedMetrics(runs))
        if (name.starts_with("hit-"))
            cutoffs.push_back(std::stoi(name.substr(4)));
    std::ranges::sort(cutoffs);
    return cutoffs;
}

std::vector<std::shared_ptr<const UserResults>> scopedResults(const std::vector<ComparedRun>& runs,
                                                              const UserSet& users)
{
    std::vector<std::shared_ptr<const UserResults>> scoped;
    for (const ComparedRun& run : runs)
        scoped.push_back(users.isAll() ? run.perUser
                                       : std::make_shared<const UserResults>(resultsOf(*run.perUser, users)));
    return scoped;
}

const UserResults& judgedResultsOf(const ComparedRun& run)
{
    return run.judged ? *run.judged : *run.perUser;
}

QString comparedTitle(const Comparison& comparison)
{
    return measureWords({.metric = comparison.metric, .protocol = comparison.protocol});
}

Comparison compareRuns(ComparisonQuestion question, const JobContext& job)
{
    Comparison made;
    made.runs = std::move(question.runs);
    made.metric = question.metric;
    made.protocol = question.protocol;
    made.pairs = allPairs(made.runs.size());
    made.users = std::move(question.users);
    const auto scoped = scopedResults(made.runs, made.users);
    std::vector<const UserResults*> results;
    for (const auto& of : scoped)
        results.push_back(of.get());
    const UserResults& first = *made.runs[0].perUser;
    const UserResults& second = *made.runs[1].perUser;
    const auto begin = std::chrono::steady_clock::now();
    std::vector<UserResults> narrowed; // in place as long as all are there
    narrowed.reserve(made.runs.size());
    std::vector<const UserResults*> judged = results;
    for (std::size_t i = 0; i < made.runs.size(); ++i)
        if (made.runs[i].judged)
            judged[i] = made.users.isAll() ? made.runs[i].judged.get()
                                           : &narrowed.emplace_back(resultsOf(*made.runs[i].judged, made.users));
    made.results = compareFamily(judged, made.pairs, made.metric, made.options, job);
    if (made.protocol == Protocol::Sampled) // what other seeds kept
        made.settings = compareTheirSettings(question.settings, *judged[0], *judged[1], made.metric, job);
    if (question.neighbours) {
        const OfUsers<std::int32_t> groups = groupsOf(*question.neighbours, made.groupWidth);
        made.groups = compareByGroup(judgedResultsOf(made.runs[0]), judgedResultsOf(made.runs[1]), made.metric, groups,
                                     made.options, job);
        made.groupUsers = usersOf(made, groups);
    }
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const std::vector<int> cutoffs = sharedCutoffs(made.runs);
    if (!cutoffs.empty()) {
        made.k = cutoffs.front();
        for (const int cutoff : cutoffs)
            if (cutoff <= question.k)
                made.k = cutoff;
        const std::string hits = "hit-" + std::to_string(made.k);
        // The rule is that of all users: a slice is another part of them, not another question.
        made.allHits = sharedHits(first, second, hits, tellingRule(first, second, hits));
        made.hits = sharedHits(*results[0], *results[1], hits, made.allHits.least);
    }
    return made;
}

TwoLists twoLists(const Serving& a, const Serving& b, User user, const RecommendOptions& options)
{
    TwoLists made;
    made.user = user;
    std::array<std::vector<Item>, 2> items;
    for (const auto& [serving, side] : {std::pair(&a, 0U), std::pair(&b, 1U)}) {
        Ranked ranked = rankItems(*serving, user, options, static_cast<std::size_t>(options.top));
        made.isFallback = made.isFallback || ranked.isFallback;
        for (const Ranked::Entry& entry : ranked.entries) {
            items[side].push_back(entry.item);
            const Mark mark = markOf(*a.dataset, user, entry.item);
            if (mark == Mark::Validation || mark == Mark::Test || mark == Mark::Cold)
                made.heldOut.push_back(entry.item);
        }
        made.lists[side] = std::move(ranked.entries);
    }
    made.overlap5 = overlapAt(items[0], items[1], 5);
    made.overlap10 = overlapAt(items[0], items[1], 10);
    made.rbo = rankBiasedOverlap(items[0], items[1]);
    return made;
}

} // namespace tastescope::ui

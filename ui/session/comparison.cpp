#include "ui/session/comparison.h"

#include "ui/session/numbers.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace tastescope::ui {

namespace {

QString textOf(const OptionValue& value)
{
    if (const auto* real = std::get_if<double>(&value))
        return shortest(*real);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return QString::number(*whole);
    return QString::fromStdString(std::get<std::string>(value));
}

/// Not known: the model of this run does not have the option.
QString optionText(const ModelOptions& options, const std::string& name)
{
    const OptionValue* value = options.find(name);
    return value ? textOf(*value) : unknownNumber();
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

template<typename Text>
SettingLine lineOf(const std::string& key, const QString& title, const std::vector<ComparedRun>& runs, const Text& text)
{
    SettingLine line{QString::fromStdString(key), title, {}, false};
    for (const ComparedRun& run : runs)
        line.values << text(run);
    line.differs = std::ranges::any_of(line.values, [&](const QString& value) { return value != line.values.front(); });
    return line;
}

std::vector<int> groupsOf(const std::vector<std::int32_t>& neighbours, int width)
{
    std::vector<int> groups;
    groups.reserve(neighbours.size());
    for (const std::int32_t number : neighbours)
        groups.push_back(number / width);
    return groups;
}

/// Those that the differences of the groups are a mean over.
std::vector<std::vector<User>> usersOf(const Comparison& comparison, const std::vector<int>& groupOfUser)
{
    const UserResults& first = *comparison.runs[0].perUser;
    const UserResults& second = *comparison.runs[1].perUser;
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
            users[groupOfUser[index(user)]].push_back(user);
    std::vector<std::vector<User>> found;
    for (const GroupDifference& group : comparison.groups)
        found.push_back(users[group.group]);
    return found;
}

} // namespace

std::vector<SettingLine> settingLines(const std::vector<ComparedRun>& runs)
{
    std::vector<SettingLine> lines;
    lines.push_back(lineOf("model", QObject::tr("Model"), runs,
                           [](const ComparedRun& run) { return QString::fromUtf8(modelName(run.config.model)); }));
    std::vector<OptionInfo> infos = modelInfos(runs);
    const std::size_t ofModels = infos.size();
    const OptionField<RunConfig>& negatives = findField(runFields(), "negatives");
    infos.push_back(negatives.info);
    const std::vector<std::string> titles = distinctTitles(infos);
    for (std::size_t i = 0; i < infos.size(); ++i)
        lines.push_back(lineOf(infos[i].name, QString::fromStdString(titles[i]), runs, [&](const ComparedRun& run) {
            return i < ofModels ? optionText(run.config.model, infos[i].name) : textOf(negatives.read(run.config));
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

Comparison compareRuns(ComparisonQuestion question, const JobContext& job)
{
    Comparison made;
    made.runs = std::move(question.runs);
    made.metric = question.metric;
    made.pairs = allPairs(made.runs.size());
    std::vector<const UserResults*> results;
    for (const ComparedRun& run : made.runs)
        results.push_back(run.perUser.get());
    const auto begin = std::chrono::steady_clock::now();
    made.results = compareFamily(results, made.pairs, made.metric, made.options, job);
    if (question.neighbours) {
        const std::vector<int> groups = groupsOf(*question.neighbours, made.groupWidth);
        made.groups = compareByGroup(*results[0], *results[1], made.metric, groups, made.options, job);
        made.groupUsers = usersOf(made, groups);
    }
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const std::vector<int> cutoffs = sharedCutoffs(made.runs);
    if (!cutoffs.empty()) {
        made.k = cutoffs.front();
        for (const int cutoff : cutoffs)
            if (cutoff <= question.k)
                made.k = cutoff;
        made.hits = sharedHits(*results[0], *results[1], "hit-" + std::to_string(made.k));
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

#include "ui/session/run_differences.h"

#include "ui/session/dataset_opening.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr qsizetype mostSettingsTold = 3;
constexpr int ratioFigures = 3; // a time is not known better

std::vector<std::string> toldMetrics(const std::vector<ComparedRun>& runs)
{
    std::vector<std::string> told;
    std::string ndcg;
    int largest = 0;
    for (const std::string& name : sharedMetrics(runs)) {
        if (name == "mrr" || name.starts_with("hit-"))
            told.push_back(name);
        if (name.starts_with("ndcg-") && std::stoi(name.substr(5)) > largest) {
            largest = std::stoi(name.substr(5));
            ndcg = name;
        }
    }
    if (!ndcg.empty())
        told.push_back(ndcg);
    return told;
}

QString listWords(const QStringList& words)
{
    if (words.size() < 2)
        return words.join(QString());
    return QObject::tr("%1 and %2").arg(words.mid(0, words.size() - 1).join(QStringLiteral(", ")), words.back());
}

/// "learning rate 0.05 against 0.0125 (4 times)"
QString settingWords(const SettingLine& line, qsizetype other)
{
    const QString times = timesText(line.numbers.front(), line.numbers[static_cast<std::size_t>(other)]);
    const QString pair =
        QObject::tr("%1 %2 against %3").arg(withinSentence(line.title), line.values.front(), line.values.at(other));
    return times.isEmpty() ? pair : QObject::tr("%1 (%2)").arg(pair, times);
}

/// Where models differ, most options of the one are none of the other: the models say it.
QString settingsSentence(const std::vector<ComparedRun>& runs, qsizetype other)
{
    const auto lines = settingLines(runs);
    const auto differs = [&](const SettingLine& line) { return line.values.front() != line.values.at(other); };
    QStringList words;
    for (const SettingLine& line : lines)
        if (differs(line) && (!differs(lines.front()) || line.key == lines.front().key))
            words << settingWords(line, other);
    const QString& name = runs[static_cast<std::size_t>(other)].name;
    if (words.isEmpty())
        return QObject::tr("%1 and %2 have the same settings and seed").arg(runs.front().name, name);
    const auto seed =
        std::ranges::find_if(lines, [](const SettingLine& line) { return line.key == QLatin1String("seed"); });
    if (words.size() == 1 && seed != lines.end() && differs(*seed) && !differs(lines.front()))
        return QObject::tr("%1 and %2 have the same settings and another seed (%3 and %4)")
            .arg(runs.front().name, name, seed->values.front(), seed->values.at(other));
    const qsizetype more = words.size() - mostSettingsTold;
    if (more > 0)
        words = words.mid(0, mostSettingsTold) << QObject::tr("%1 more").arg(count(more));
    return QObject::tr("%1 has, beside %2, %3").arg(runs.front().name, name, listWords(words));
}

/// "better by 0.0131 MRR [0.0110, 0.0152]", "about tied in MRR, +0.0002 [−0.0004, 0.0008]"
QString qualityWords(const std::string& metricName, const PairedComparison& less)
{
    const QString title = metricTitle(metricName);
    if (less.tied)
        return QObject::tr("about tied in %1, %2").arg(title, delta(less.difference, less.low, less.high));
    const bool better = less.difference > 0;
    return (better ? QObject::tr("better by %1 %2 [%3, %4]") : QObject::tr("worse by %1 %2 [%3, %4]"))
        .arg(metric(std::abs(less.difference)), title, metric(better ? less.low : -less.high),
             metric(better ? less.high : -less.low));
}

/// "likewise in Hit@1 and Hit@5; about tied in Hit@10"
QString otherMeasures(const std::vector<MeasureLine>& measures, std::size_t pair)
{
    const auto verdict = [pair](const MeasureLine& line) {
        const PairedComparison& less = line.less[pair];
        return less.tied ? 0 : less.difference > 0 ? 1 : -1;
    };
    QString words;
    for (const auto& [sign, text] : {std::pair(1, QObject::tr("better")), std::pair(-1, QObject::tr("worse")),
                                     std::pair(0, QObject::tr("about tied"))}) {
        QStringList titles;
        for (std::size_t i = 1; i < measures.size(); ++i)
            if (verdict(measures[i]) == sign)
                titles << metricTitle(measures[i].metric);
        if (!titles.isEmpty())
            words += QObject::tr("; %1 in %2").arg(text, listWords(titles));
    }
    return words;
}

QString usersWords(const Comparison& made)
{
    const QString users = counted(made.results.front().users, "user");
    return made.users.isAll() ? users : QObject::tr("%1 of the slice").arg(users);
}

/// "Its lists are more alike (sameness 0.148 against 0.131); 61.2 % of the playlists are reached against 63.8 %."
QString listsSentence(const ListAgreement& lists, const Dataset& dataset)
{
    const Estimate& less = lists.moreAlike;
    const QString alike = less.low <= 0 && less.high >= 0 ? QObject::tr("about as alike")
                          : less.value > 0                ? QObject::tr("more alike")
                                                          : QObject::tr("less alike");
    return QObject::tr("The lists of its users are %1 (sameness %2 against %3); %4 of the %5 are reached against %6.")
        .arg(alike, metric(lists.spread[0].sameness), metric(lists.spread[1].sameness),
             percent(lists.spread[0].catalogue), plural(dataset.nouns().item), percent(lists.spread[1].catalogue));
}

} // namespace

std::vector<MeasureLine> measureLines(const Comparison& made, const JobContext& job)
{
    const auto scoped = scopedResults(made.runs, made.users);
    std::vector<const UserResults*> results;
    std::vector<Estimates> figures;
    for (const auto& of : scoped) {
        results.push_back(of.get());
        figures.push_back(meanFigures(*of, std::make_shared<const std::vector<std::string>>(of->metrics)));
    }
    std::vector<MeasureLine> lines;
    for (const std::string& metric : toldMetrics(made.runs)) {
        MeasureLine line{metric};
        for (const Estimates& of : figures)
            line.values.push_back(of.find(metric).value_or(Estimate{std::nan(""), std::nan(""), std::nan("")}));
        const auto family = metric == made.metric && made.protocol == Protocol::Sampled
                                ? made.results
                                : compareFamily(results, made.pairs, metric, made.options, job);
        for (std::size_t i = 0; i < made.pairs.size(); ++i)
            if (made.pairs[i].a == 0)
                line.less.push_back(family[i]);
        lines.push_back(std::move(line));
    }
    return lines;
}

QString timesText(double one, double other)
{
    if (!(one > 0) || !(other > 0) || one == other)
        return {};
    const QString ratio = general(QString::number(one / other, 'g', ratioFigures).toDouble());
    return ratio == QLatin1String("1") ? QString() : QObject::tr("%1 times").arg(ratio);
}

std::vector<SettingLine> costLines(const std::vector<ComparedRun>& runs)
{
    SettingLine time{QStringLiteral("seconds"), QObject::tr("Training time"), {}, false};
    SettingLine epochs{QStringLiteral("epochs"), QObject::tr("Best epoch"), {}, false};
    SettingLine memory{QStringLiteral("memory"), QObject::tr("Memory"), {}, false};
    for (const ComparedRun& run : runs) {
        time.values << duration(run.seconds);
        time.numbers.push_back(run.seconds);
        epochs.values << (run.epoch > 0 ? QObject::tr("%1 of %2").arg(count(run.epoch), count(run.lastEpoch))
                                        : unknownNumber());
        epochs.numbers.push_back(std::nan(""));
        memory.values << (run.bytes > 0 ? bytes(run.bytes) : unknownNumber());
        memory.numbers.push_back(run.bytes > 0 ? static_cast<double>(run.bytes) : std::nan(""));
    }
    std::vector<SettingLine> lines{time, epochs, memory};
    for (SettingLine& line : lines)
        line.differs =
            std::ranges::any_of(line.values, [&](const QString& value) { return value != line.values.front(); });
    return lines;
}

QString differenceSentence(const Comparison& made, const DifferenceSources& sources)
{
    QStringList sentences;
    for (std::size_t other = 1; other < made.runs.size(); ++other) {
        sentences << settingsSentence(made.runs, static_cast<qsizetype>(other)) + QLatin1Char('.');
        if (sources.measures && !sources.measures->empty()) {
            const MeasureLine& first = sources.measures->front();
            sentences << QObject::tr("Over %1 it is %2%3.")
                             .arg(usersWords(made), qualityWords(first.metric, first.less[other - 1]),
                                  otherMeasures(*sources.measures, other - 1));
        }
        if (other == 1 && sources.lists && sources.dataset)
            sentences << listsSentence(*sources.lists, *sources.dataset);
        sentences << QObject::tr("Training took %1 against %2.")
                         .arg(duration(made.runs[0].seconds), duration(made.runs[other].seconds));
    }
    sentences << QObject::tr("Intervals are of 95 %, paired over users; this is said of these trained models, not of "
                             "their settings.");
    return sentences.join(QLatin1Char(' '));
}

} // namespace tastescope::ui

#include "ui/pages/training/leaderboard/leader_lines.h"

#include "core/models/model_kind.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/first_steps.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

LineStyle leaderStyle(const LeaderCandidate& run, const Workspace& workspace)
{
    const SessionRun* now = workspace.runs().find(run.id);
    return {run.id == workspace.choices().baseline() ? LineRole::Baseline : LineRole::Run, now ? now->shownSlot : -1};
}

QString nameNow(const LeaderCandidate& run, const Workspace& workspace)
{
    const SessionRun* now = workspace.runs().find(run.id);
    return now ? now->name : run.name;
}

QString settingsText(const ModelOptions& options)
{
    const ModelOptions usual = defaultOptions(modelName(options));
    QStringList words;
    for (const OptionInfo& info : optionInfos(options)) {
        const OptionValue value = readOption(options, info.name);
        if (value == readOption(usual, info.name))
            continue;
        const auto* real = std::get_if<double>(&value);
        words << QStringLiteral("%1 %2").arg(withinSentence(QString::fromStdString(info.title)),
                                             real ? shortest(*real) : QString::fromStdString(toText(value)));
    }
    return words.isEmpty() ? QObject::tr("as it stands") : words.join(QStringLiteral(", "));
}

std::optional<double> valueCalled(const Estimates& figures, const std::string& name)
{
    const auto found = figures.find(name);
    return found ? std::optional(found->value) : std::nullopt;
}

bool isOwnFigure(const LeaderAnswer& answer, const LeaderEntry& entry, const Workspace& workspace)
{
    const SessionRun* now = workspace.runs().find(entry.run.id);
    return now && entry.users == answer.board.users && isKept(*now, workspace.selection().valueRule());
}

} // namespace

std::vector<LeaderLine> leaderLines(const LeaderAnswer& answer, const Workspace& workspace)
{
    const std::string hit = "hit-" + std::to_string(workspace.selection().k());
    std::vector<LeaderLine> lines;
    for (const LeaderRow& row : answer.board.rows) {
        const LeaderEntry& entry = answer.entry(row);
        LeaderLine line{.id = entry.run.id,
                        .rankLow = row.rankLow,
                        .rankHigh = row.rankHigh,
                        .rank = QString::fromStdString(rankText(row)),
                        .name = nameNow(entry.run, workspace)};
        line.style = leaderStyle(entry.run, workspace);
        line.model = modelTitle(modelName(entry.run.config.model));
        line.value = row.figure.value;
        line.isBaseline = entry.run.id == answer.baselineId;
        line.baseline = answer.baseline;
        line.toBaseline = entry.toBaseline;
        line.hit = valueCalled(entry.figures, hit);
        line.seconds = entry.run.seconds;
        line.bytes = entry.run.bytes;
        line.settings = settingsText(entry.run.config.model);
        line.isOwnFigure = isOwnFigure(answer, entry, workspace);
        lines.push_back(std::move(line));
    }
    return lines;
}

LeaderData leaderPoints(const LeaderAnswer& answer, const Workspace& workspace, CostUnit unit)
{
    const bool isTime = unit == CostUnit::Seconds;
    LeaderData data{.costName = isTime ? QObject::tr("training time") : QObject::tr("memory of training"),
                    .valueName = metricTitle(answer.metric),
                    .unit = unit};
    for (const LeaderRow& row : answer.board.rows) {
        const LeaderCandidate& run = answer.entry(row).run;
        LeaderPoint point{.id = run.id, .name = nameNow(run, workspace)};
        point.cost = isTime ? run.seconds : static_cast<double>(run.bytes);
        point.value = row.figure.value;
        point.interval = {row.figure.low, row.figure.high};
        point.style = leaderStyle(run, workspace);
        point.rank = QString::fromStdString(rankText(row));
        point.isFirst = row.rankLow == 1;
        point.isFrontier = isTime ? row.isBestForTime : row.isBestForMemory;
        data.points.push_back(std::move(point));
    }
    if (!answer.entries.empty() && answer.users.isAll())
        data.chance = valueCalled(answer.entries.front().run.chance, answer.metric);
    return data;
}

QString leaderUsers(const LeaderAnswer& answer)
{
    const QString users = counted(answer.board.users, "user");
    return answer.users.isAll() ? users : QObject::tr("%1 of the slice").arg(users);
}

QString leaderSource(const LeaderAnswer& answer)
{
    FigureSource source;
    for (const LeaderRow& row : answer.board.rows)
        source.runs << namedBySeed(answer.entry(row).run.name, answer.entry(row).run.config.model);
    const LeaderCandidate& any = answer.entries.front().run;
    source.protocol = protocolWords(any.config.negatives);
    source.measured = QStringLiteral("n = ") + leaderUsers(answer);
    source.method = QObject::tr("paired bootstrap with seed %1, Holm").arg(PairedOptions{}.seed);
    source.data = dataWords(any.data);
    return sourceText(source);
}

} // namespace tastescope::ui

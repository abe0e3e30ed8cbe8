#include "ui/pages/sweep/trial_table.h"

#include "core/experiment/sweep_plan.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int rangePixels = 190; // "0.41234 0.41012 to 0.41488"

QString tr(const char* text)
{
    return QObject::tr(text);
}

Column<TrialRow> optionColumn(const OptionInfo& info, std::size_t place)
{
    const bool isNumber = info.kind != OptionKind::Choice;
    return {optionTitle(info),
            [place, isNumber](const TrialRow& row) {
                const OptionValue& value = row.values[place];
                return isNumber ? QVariant(numberOf(value)) : QVariant(valueText(value));
            },
            [whole = info.kind == OptionKind::Integer, isNumber](const QVariant& value) {
                if (!isNumber)
                    return value.toString();
                return whole ? count(value.toLongLong()) : shortest(value.toDouble());
            },
            {.kind = isNumber ? CellKind::Number : CellKind::Text, .help = QString::fromStdString(info.help)}};
}

QString intervalText(const TrialRow& row)
{
    if (!row.againstBest)
        return {};
    return deltaInterval(row.againstBest->difference, row.againstBest->low, row.againstBest->high);
}

Column<TrialRow> valueColumn(const SweepView& view, bool bySeed)
{
    return {view.title(),
            [](const TrialRow& row) { return row.value ? QVariant(*row.value) : QVariant(); },
            [](const QVariant& value) { return fixed(value.toDouble(), 5); },
            {.kind = CellKind::Number,
             .strong = true,
             .width = bySeed ? rangePixels : 0,
             .help = bySeed ? tr("On validation, at the epoch that Value means: mean over the seeds, lowest to highest")
                            : tr("On validation, at the epoch that Value means"),
             .metric = QString::fromStdString(view.measure.metric),
             .highIsBest = true},
            [](const TrialRow& row) { return row.range; }};
}

Column<TrialRow> differenceColumn(bool bySeed)
{
    return {
        bySeed ? tr("± best, as settings, Holm 95 %") : tr("± best, paired, Holm 95 %"),
        [](const TrialRow& row) {
            return row.againstBest ? QVariant(row.againstBest->difference) : QVariant(QString());
        },
        [](const QVariant& value) { return value.typeId() == QMetaType::Double ? delta(value.toDouble()) : QString(); },
        {.kind = CellKind::Number,
         .width = 220,
         .help = bySeed ? tr("Difference to the best point, over seeds and users: would other seeds and users say "
                             "the same? Corrected by Holm for all points of the sweep")
                        : tr("Difference to the best trial over the same users: paired bootstrap, 2 000 "
                             "resamples, corrected by Holm for all trials of the sweep"),
         .highIsBest = true},
        intervalText};
}

std::optional<Token> toneOf(const TrialRow& row)
{
    switch (row.phase) {
    case TrialPhase::Running:
        return row.paused ? Token::Text2 : Token::Accent;
    case TrialPhase::Diverged:
    case TrialPhase::Failed:
        return Token::Err;
    case TrialPhase::Finished:
        return row.againstBest && !row.againstBest->tied ? std::optional(Token::Err) : std::nullopt;
    default:
        return std::nullopt;
    }
}

std::optional<LineStyle> styleOf(const TrialRow& row)
{
    return row.slot ? LineStyle{LineRole::Run, *row.slot} : LineStyle{LineRole::Behind, 0};
}

QString epochsText(const TrialRow& row)
{
    if (row.epochsAtMost == 0)
        return row.epochs == 0 ? unknownNumber() : count(row.epochs);
    return tr("%1 / %2").arg(row.epochs).arg(row.epochsAtMost);
}

} // namespace

QString verdictText(const TrialRow& row)
{
    if (row.paused)
        return tr("paused");
    if (row.phase != TrialPhase::Finished)
        return wordOf(row.phase);
    if (row.best)
        return tr("best");
    if (!row.againstBest)
        return {};
    return row.againstBest->tied ? tr("about tied") : tr("↓ worse");
}

std::vector<Column<TrialRow>> trialColumns(const SweepView& view, const std::vector<std::string>& options, bool bySeed)
{
    std::vector<Column<TrialRow>> columns{
        {{},
         [](const TrialRow& row) { return QVariant(row.id); },
         {},
         {.kind = CellKind::Run, .tone = Token::Text3, .width = 68, .help = tr("Its line in the charts, its number")},
         {},
         {},
         styleOf},
        {tr("Trial"), [](const TrialRow& row) { return QVariant(row.name); }, {}, {.strong = true, .width = 84}},
    };
    for (std::size_t i = 0; i < options.size(); ++i)
        columns.push_back(optionColumn(optionInfo(view.live->sweep, options[i]), i));
    if (bySeed)
        columns.push_back({tr("Seeds"),
                           [](const TrialRow& row) { return QVariant(static_cast<int>(row.members.size())); },
                           {},
                           {.kind = CellKind::Number, .tone = Token::Text2, .width = 56}});
    columns.push_back(valueColumn(view, bySeed));
    columns.push_back(differenceColumn(bySeed));
    columns.push_back({tr("State"),
                       [](const TrialRow& row) { return QVariant(verdictText(row)); },
                       {},
                       {.kind = CellKind::Badge, .width = 92},
                       {},
                       toneOf});
    columns.push_back({tr("Epochs"),
                       [](const TrialRow& row) { return QVariant(epochsText(row)); },
                       {},
                       {.kind = CellKind::Number, .tone = Token::Text2, .width = 64, .sortable = false}});
    return columns;
}

TrialRow plainRow(const SweepView& view, const SweepTrial& trial, const std::vector<std::string>& options)
{
    TrialRow row;
    row.id = trial.id;
    row.members = {trial.id};
    row.name = view.name(trial.id);
    if (const auto slot = view.colours.find(trial.id); slot != view.colours.end())
        row.slot = slot->second;
    for (const std::string& option : options)
        row.values.push_back(optionOf(view.live->sweep, trial, option));
    row.phase = trial.phase;
    row.paused = view.paused && trial.phase == TrialPhase::Running;
    row.epochs = epochsDone(trial);
    const auto planned = view.live->epochs.find(trial.id);
    if (planned != view.live->epochs.end())
        row.epochsAtMost = planned->second;
    else if (plannedEpochs(view.live->sweep.config.base.model) > 0)
        row.epochsAtMost = static_cast<int>(numberOf(optionOf(view.live->sweep, trial, "epochs")));
    return row;
}

void sortRows(std::vector<TrialRow>& rows)
{
    std::ranges::stable_sort(rows, [](const TrialRow& one, const TrialRow& other) {
        const bool running = one.phase == TrialPhase::Running;
        if (running != (other.phase == TrialPhase::Running))
            return running;
        return one.value.value_or(-1) > other.value.value_or(-1);
    });
}

std::vector<TrialRow> trialRows(const SweepView& view, const std::vector<std::string>& options)
{
    std::vector<TrialRow> rows;
    const bool isJudged = view.facts && view.facts->sweep.best == view.best; // else of another best
    for (const SweepTrial& trial : view.trials()) {
        TrialRow row = plainRow(view, trial, options);
        row.value = view.value(trial);
        row.best = trial.id == view.best;
        const TrialVerdict* verdict = isJudged && !row.best ? view.facts->verdictOf(trial.id) : nullptr;
        if (verdict && verdict->againstBest)
            row.againstBest = RowDifference{verdict->againstBest->difference, verdict->againstBest->low,
                                            verdict->againstBest->high, verdict->againstBest->tied};
        rows.push_back(std::move(row));
    }
    sortRows(rows);
    return rows;
}

} // namespace tastescope::ui

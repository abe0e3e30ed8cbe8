#include "ui/pages/sweep/trial_table.h"

#include "core/experiment/sweep_plan.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>

namespace tastescope::ui {

namespace {

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

std::vector<Column<TrialRow>> trialColumns(const Sweep& sweep, const std::vector<std::string>& options)
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
        columns.push_back(optionColumn(optionInfo(sweep, options[i]), i));
    columns.push_back({tr("MRR"),
                       [](const TrialRow& row) { return row.mrr ? QVariant(*row.mrr) : QVariant(); },
                       [](const QVariant& value) { return fixed(value.toDouble(), 5); },
                       {.kind = CellKind::Number,
                        .strong = true,
                        .help = tr("On validation, at the epoch that Value means"),
                        .metric = QStringLiteral("mrr"),
                        .highIsBest = true}});
    columns.push_back(
        {tr("± best, paired, Holm 95 %"),
         [](const TrialRow& row) {
             return row.againstBest ? QVariant(row.againstBest->difference) : QVariant(QString());
         },
         [](const QVariant& value) {
             return value.typeId() == QMetaType::Double ? delta(value.toDouble()) : QString();
         },
         {.kind = CellKind::Number,
          .width = 220,
          .help = tr("Difference to the best trial over the same users: paired bootstrap, 2 000 resamples, "
                     "corrected by Holm for all trials of the sweep"),
          .highIsBest = true},
         intervalText});
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

std::vector<TrialRow> trialRows(const SweepView& view, const std::vector<std::string>& options)
{
    std::vector<TrialRow> rows;
    const bool isJudged = view.facts && view.facts->sweep.best == view.best; // else of another best
    for (const SweepTrial& trial : view.trials()) {
        TrialRow row;
        row.id = trial.id;
        row.name = view.name(trial.id);
        if (const auto slot = view.colours.find(trial.id); slot != view.colours.end())
            row.slot = slot->second;
        for (const std::string& option : options)
            row.values.push_back(optionOf(view.live->sweep, trial, option));
        row.phase = trial.phase;
        row.paused = view.paused && trial.phase == TrialPhase::Running;
        row.mrr = view.mrr(trial);
        row.best = trial.id == view.best;
        if (const TrialVerdict* verdict = isJudged ? view.facts->verdictOf(trial.id) : nullptr; verdict && !row.best)
            row.againstBest = verdict->againstBest;
        row.epochs = epochsDone(trial);
        const auto planned = view.live->epochs.find(trial.id);
        if (planned != view.live->epochs.end())
            row.epochsAtMost = planned->second;
        else if (plannedEpochs(view.live->sweep.config.base.model) > 0)
            row.epochsAtMost = static_cast<int>(numberOf(optionOf(view.live->sweep, trial, "epochs")));
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, [](const TrialRow& one, const TrialRow& other) {
        const bool running = one.phase == TrialPhase::Running;
        if (running != (other.phase == TrialPhase::Running))
            return running;
        return one.mrr.value_or(-1) > other.mrr.value_or(-1);
    });
    return rows;
}

} // namespace tastescope::ui

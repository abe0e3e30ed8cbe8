#include "ui/pages/sweep/sweep_report.h"

#include "core/data/dataset.h"
#include "core/experiment/sweep_plan.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sweep/trial_table.h"
#include "ui/parts/report/figure_source.h"
#include "ui/parts/report/report_writing.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

/// What is said of an option of the search; nothing: it decides no result.
std::optional<OptionValue> searchValue(const OptionField<SweepConfig>& field, const SweepConfig& config)
{
    const bool isOfHalving = field.info.name == "eta" || field.info.name == "min_epochs";
    if (field.info.name == "jobs" || (isOfHalving && config.scheduler != Scheduler::Halving))
        return std::nullopt;
    return field.info.name == "points" ? OptionValue(pointCount(config)) : field.read(config);
}

ReportTable settingsTable(const Sweep& sweep)
{
    const SweepConfig& config = sweep.config;
    std::vector<OptionInfo> infos;
    std::vector<OptionValue> fixed;
    for (const OptionField<SweepConfig>& field : sweepFields())
        if (const auto value = searchValue(field, config)) {
            infos.push_back(field.info);
            fixed.push_back(*value);
        }
    const std::vector<std::string> varying = varyingOptions(sweep);
    for (const OptionInfo& info : optionInfos(config.base.model))
        if (std::ranges::find(varying, info.name) == varying.end()) {
            infos.push_back(info);
            fixed.push_back(readOption(config.base.model, info.name));
        }

    QStringList names{QObject::tr("Model")};
    QStringList values{QString::fromUtf8(modelName(config.base.model))};
    for (const SearchAxis& axis : config.space.axes) {
        names << QObject::tr("Varies");
        values << QString::fromStdString(toText(axis));
    }
    const std::vector<std::string> titles = distinctTitles(infos);
    for (std::size_t i = 0; i < infos.size(); ++i) {
        names << QString::fromStdString(titles[i]);
        values << (infos[i].name == "seed" ? QString::fromStdString(toText(fixed[i])) : valueText(fixed[i]));
    }
    return {QObject::tr("Settings"),
            {{{QObject::tr("setting"), names}, {QObject::tr("value"), values}}},
            QStringLiteral("settings")};
}

/// bySeed: the points, each with all its seeds.
ReportTable trialsTable(const SweepView& view, bool bySeed)
{
    const std::vector<std::string> options = varyingOptions(view.live->sweep);
    const std::vector<TrialRow> rows = bySeed ? pointRows(view, options) : trialRows(view, options);
    PlotTable table;
    const auto add = [&](const QString& title, const auto& text) {
        QStringList cells;
        for (const TrialRow& row : rows)
            cells << text(row);
        table.columns.push_back({title, cells});
    };
    add(QObject::tr("trial"), [](const TrialRow& row) { return row.name; });
    for (std::size_t i = 0; i < options.size(); ++i)
        add(optionTitle(optionInfo(view.live->sweep, options[i])),
            [i](const TrialRow& row) { return valueText(row.values[i]); });
    if (bySeed)
        add(QObject::tr("seeds"), [](const TrialRow& row) { return count(static_cast<int>(row.members.size())); });
    add(view.title(), [](const TrialRow& row) { return row.value ? fixed(*row.value, 5) : unknownNumber(); });
    if (bySeed)
        add(QObject::tr("lowest to highest"), [](const TrialRow& row) { return row.range; });
    add(QObject::tr("± best, Holm 95 %"), [](const TrialRow& row) {
        return row.againstBest ? delta(row.againstBest->difference, row.againstBest->low, row.againstBest->high)
                               : QString();
    });
    add(QObject::tr("state"), [](const TrialRow& row) { return verdictText(row); });
    add(QObject::tr("epochs"), [](const TrialRow& row) { return count(row.epochs); });
    if (bySeed)
        return {QObject::tr("Points, over seeds"), std::move(table), QStringLiteral("points")};
    return {QObject::tr("Trials"), std::move(table), QStringLiteral("trials")};
}

QString bestSentence(const SweepView& view)
{
    const SweepTrial* best = view.live->find(view.best);
    if (!best || !view.value(*best))
        return QObject::tr("No trial has finished.");
    QString sentence =
        QObject::tr("Best is %1 with %2 %3").arg(view.name(view.best), view.title(), metric(*view.value(*best)));
    const int tied = view.facts ? view.facts->tied() : 0;
    if (tied > 1)
        sentence += QObject::tr(", and %1 trials are about tied with it").arg(tied - 1);
    else if (tied == 1)
        sentence += QObject::tr(", and no other is tied with it");
    return sentence + QLatin1Char('.');
}

ReportText tiedTrials(const SweepView& view)
{
    QStringList lines;
    QStringList names;
    for (const SweepTrial& trial : view.trials())
        if (trial.id != view.best && view.isTied(trial.id))
            names << view.name(trial.id);
    if (!names.isEmpty())
        lines << QObject::tr("About tied with %1: %2.").arg(view.name(view.best), names.join(QStringLiteral(", ")));
    if (view.facts)
        for (const auto& [option, zones] : view.facts->zones) {
            const QString low = general(zones.low);
            const QString high = general(zones.high);
            lines << QObject::tr("As good as the best: %1 %2.")
                         .arg(optionWords(optionInfo(view.live->sweep, option)),
                              low == high ? low : QObject::tr("from %1 to %2").arg(low, high));
        }
    lines << QObject::tr("Every finished trial is held against the best over the same users: paired bootstrap, "
                         "corrected by Holm for all trials of the sweep. Sampling alone would reorder the tied ones.");
    return {QObject::tr("What is tied with the best"), lines, QStringLiteral("tied")};
}

ReportText provenance(const SweepView& view, const Dataset& dataset)
{
    const SweepConfig& config = view.live->sweep.config;
    QStringList lines;
    lines << QObject::tr("Data %1, hash %2.").arg(dataName(dataset), QString::fromStdString(dataset.hash()));
    const auto first =
        std::ranges::find_if(view.trials(), [](const SweepTrial& trial) { return trial.record.has_value(); });
    if (first != view.trials().end())
        lines << QObject::tr("Begun %1, %2, %3, %4 threads a trial.")
                     .arg(QString::fromStdString(first->record->startedAt),
                          QString::fromStdString(first->record->environment.program),
                          QString::fromStdString(first->record->environment.compiler))
                     .arg(first->record->environment.threads);
    if (first != view.trials().end() && first->record->validation)
        lines << QObject::tr("Measured on %1, n = %2 users.")
                     .arg(protocolWords(config.base.negatives), count(first->record->validation->users));
    lines << QObject::tr("Points drawn with seed %1, %2 side by side, which changes no result.")
                 .arg(config.seed)
                 .arg(counted(config.jobs, "trial"));
    lines << printedBy();
    return {QObject::tr("Where this comes from"), lines, {}};
}

/// The trials a sweep has, by their first and last names where there are more than one reads: "l-01 to l-24".
QString trialNames(const SweepView& view)
{
    constexpr std::size_t fewTrials = 12;
    QStringList names;
    for (const SweepTrial& trial : view.trials())
        names << view.name(trial.id);
    if (view.trials().size() > fewTrials)
        return QObject::tr("%1 to %2").arg(names.front(), names.back());
    return names.join(QStringLiteral(", "));
}

} // namespace

QString originOf(const SweepView& view)
{
    FigureSource source;
    source.runs << trialNames(view);
    source.method = QObject::tr("sweep %1, %2, seed %3")
                        .arg(view.live->name, counted(static_cast<std::int64_t>(view.trials().size()), "trial"))
                        .arg(view.live->sweep.config.seed);
    for (const SweepTrial& trial : view.trials()) {
        if (!trial.record)
            continue;
        source.data = dataWords(trial.record->dataset);
        if (!trial.record->validation)
            continue;
        source.protocol = protocolWords(view.live->sweep.config.base.negatives);
        source.measured = QObject::tr("n = %1 users").arg(count(trial.record->validation->users));
        break;
    }
    return sourceText(source);
}

Report sweepReport(const SweepView& view, const std::vector<ChartPanel*>& panels, const Dataset& dataset)
{
    Report report;
    report.title = QObject::tr("Sweep %1").arg(view.live->name);
    report.sentence = bestSentence(view);
    report.source = originOf(view);
    report.parts.push_back(tiedTrials(view));
    for (const ChartPanel* panel : panels)
        if (!panel->chart()->isEmpty())
            report.parts.push_back(panel->figure());
    if (view.live->sweep.config.seeds > 1)
        report.parts.push_back(trialsTable(view, true));
    report.parts.push_back(trialsTable(view, false));
    report.parts.push_back(settingsTable(view.live->sweep));
    report.parts.push_back(provenance(view, dataset));
    return report;
}

} // namespace tastescope::ui

#include "ui/pages/compare/compare_report.h"

#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/compare/compare_data.h"
#include "ui/pages/compare/remarks.h"
#include "ui/parts/report/figure_source.h"
#include "ui/parts/report/report_writing.h"
#include "ui/session/numbers.h"

namespace tastescope::ui {

namespace {

QStringList namesOf(const Comparison& comparison)
{
    QStringList names;
    for (const ComparedRun& run : comparison.runs)
        names << run.name;
    return names;
}

ReportTable settingsTable(const Comparison& comparison)
{
    PlotTable table;
    const auto lines = settingLines(comparison.runs);
    QStringList names;
    for (const SettingLine& line : lines)
        names << (line.differs ? line.title + QStringLiteral(" *") : line.title);
    table.columns.push_back({QObject::tr("setting"), names});
    for (std::size_t run = 0; run < comparison.runs.size(); ++run) {
        QStringList values;
        for (const SettingLine& line : lines)
            values << line.values.at(static_cast<qsizetype>(run));
        table.columns.push_back({comparison.runs[run].name, values});
    }
    return {QObject::tr("Settings (* differs)"), table, QStringLiteral("settings")};
}

ReportTable significanceTable(const Comparison& comparison)
{
    QStringList pairs;
    QStringList verdicts;
    QStringList intervals;
    QStringList counts;
    std::vector<double> better;
    std::vector<double> adjusted;
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        const PairedComparison& result = comparison.results[i];
        pairs << QObject::tr("%1 minus %2")
                     .arg(comparison.runs[comparison.pairs[i].a].name, comparison.runs[comparison.pairs[i].b].name);
        intervals << delta(result.difference, result.low, result.high);
        verdicts << (result.tied             ? QObject::tr("about tied")
                     : result.difference > 0 ? QObject::tr("better")
                                             : QObject::tr("worse"));
        counts << QStringLiteral("%1 / %2 / %3").arg(count(result.wins), count(result.ties), count(result.losses));
        better.push_back(result.pBetter);
        adjusted.push_back(result.adjustedP);
    }
    return {QObject::tr("%1, paired bootstrap").arg(comparedTitle(comparison)),
            {{{QObject::tr("pair"), pairs},
              {QObject::tr("difference"), intervals},
              {QObject::tr("verdict"), verdicts},
              {QObject::tr("wins / ties / losses"), counts},
              {QObject::tr("P(better)"), better, 3},
              {QObject::tr("p, Holm"), adjusted, 4}}},
            QStringLiteral("significance")};
}

QString seedOf(const ComparedRun& run)
{
    for (const SettingLine& line : settingLines({run}))
        if (line.key == QLatin1String("seed"))
            return QObject::tr("seed %1").arg(line.values.front());
    return QObject::tr("no seed");
}

ReportText provenance(const Comparison& comparison, const QString& dataset)
{
    QStringList lines;
    lines << QObject::tr("Data %1, hash %2.").arg(dataset, QString::fromStdString(comparison.runs.front().data.hash));
    for (const ComparedRun& run : comparison.runs)
        lines << QObject::tr("%1: %2, %3%4, begun %5, %6, %7, %8 threads.")
                     .arg(run.name, QString::fromUtf8(modelName(run.config.model)), seedOf(run),
                          run.epoch > 0 ? QObject::tr(", compared at its best epoch, %1").arg(run.epoch) : QString(),
                          QString::fromStdString(run.startedAt), QString::fromStdString(run.environment.program),
                          QString::fromStdString(run.environment.compiler))
                     .arg(run.environment.threads);
    lines << QObject::tr("Measured on %1, n = %2.").arg(comparedProtocol(comparison), measuredWords(comparison));
    const PairedComparison& first = comparison.results.front();
    lines << QObject::tr("Paired bootstrap over %1, %2 resamples, seed %3, Holm over %4 pairs, alpha %5; %6.")
                 .arg(measuredWords(comparison), count(first.resamples))
                 .arg(comparison.options.seed)
                 .arg(comparison.pairs.size())
                 .arg(shortest(comparison.options.alpha), duration(comparison.seconds));
    lines << printedBy();
    return {QObject::tr("Where this comes from"), lines, {}};
}

} // namespace

Report comparisonReport(const Comparison& comparison, const std::vector<const ChartPanel*>& panels,
                        const QString& dataset, const QString& differences)
{
    const Headline words = headline(comparison);
    Report report;
    report.title = namesOf(comparison).join(QObject::tr(" against "));
    report.sentence = words.answer + QLatin1Char(' ') + words.basis + QLatin1Char('.');
    report.source = sourceOf(comparison);
    report.parts.push_back(significanceTable(comparison));
    report.parts.push_back(ReportText{QObject::tr("What differs"), {differences}, QStringLiteral("differences")});
    for (const ChartPanel* panel : panels)
        report.parts.push_back(panel->figure());
    report.parts.push_back(settingsTable(comparison));
    ReportText notes{QObject::tr("How to read it"), {}, QStringLiteral("notes")};
    for (const Remark& remark : remarks(comparison))
        notes.paragraphs << remark.title + QStringLiteral(": ") + remark.text;
    report.parts.push_back(notes);
    report.parts.push_back(provenance(comparison, dataset));
    return report;
}

QString reportName(const Comparison& comparison)
{
    return namesOf(comparison).join(QLatin1Char('-'));
}

} // namespace tastescope::ui

#include "ui/pages/runs/run_columns.h"

#include "core/models/model_kind.h"
#include "ui/session/numbers.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace tastescope::ui {

namespace {

const QString unknown = unknownNumber();

QVariant toVariant(const std::optional<double>& value)
{
    return value ? QVariant(*value) : QVariant();
}

RunColumn figureColumn(const QString& key, const QString& title, std::optional<double> RunRow::*figure,
                       const QString& help, const QString& metricOf, bool strong = false)
{
    return {key,
            title,
            {.kind = CellKind::Number, .strong = strong, .help = help, .metric = metricOf, .highIsBest = true},
            [figure](const RunRow& row) { return toVariant(row.*figure); },
            [figure](const RunRow& row) { return row.*figure ? metric(*(row.*figure)) : unknown; },
            true};
}

/// What training watches, as it is called: MRR has a column of its own.
void addWatched(std::vector<RunColumn>& columns)
{
    for (const std::string& name : *watchedFigures()) {
        if (name == "mrr")
            continue;
        const auto find = [name](const RunRow& row) -> std::optional<double> {
            const auto found = row.figures.find(name);
            return found == row.figures.end() ? std::nullopt : std::optional(found->second);
        };
        columns.push_back({figureKey(name),
                           metricTitle(name),
                           {.kind = CellKind::Number,
                            .help = QObject::tr("On validation, at the epoch that is meant"),
                            .metric = QString::fromStdString(name),
                            .highIsBest = true},
                           [find](const RunRow& row) { return toVariant(find(row)); },
                           [find](const RunRow& row) { return find(row) ? metric(*find(row)) : unknown; },
                           false});
    }
}

RunColumn textColumn(const QString& key, const QString& title, QString RunRow::*text, ColumnLook look, bool usual)
{
    const auto read = [text](const RunRow& row) { return row.*text; };
    return {key, title, std::move(look), [read](const RunRow& row) { return QVariant(read(row)); }, read, usual};
}

QString differenceText(const RunRow& row)
{
    if (row.isBaseline)
        return QObject::tr("baseline");
    if (!row.difference)
        return unknown;
    if (!row.pair || row.pair->tied)
        return delta(*row.difference);
    return (*row.difference > 0 ? QStringLiteral("↑ ") : QStringLiteral("↓ ")) + delta(*row.difference);
}

std::vector<RunColumn> figureColumns()
{
    RunColumn test = figureColumn(
        QStringLiteral("test"), QObject::tr("Test MRR"), &RunRow::testMrr,
        QObject::tr("Of the kept model, on the test part; none where it was not measured there, or nobody of "
                    "the slice was"),
        QStringLiteral("mrr"));
    test.usual = false;
    RunColumn refit = figureColumn(QStringLiteral("refit"), QObject::tr("Refit test MRR"), &RunRow::refitMrr,
                                   QObject::tr("Of the model trained again on train and validation, on the test part"),
                                   QStringLiteral("mrr"));
    refit.usual = false;
    return {
        {QStringLiteral("shown"),
         QString(),
         {.kind = CellKind::Eye, .sortable = false},
         [](const RunRow& row) { return QVariant(row.shown); },
         [](const RunRow& row) { return row.shown ? QObject::tr("in the charts") : QObject::tr("not in the charts"); },
         true,
         QObject::tr("Shown in charts")},
        textColumn(QStringLiteral("run"), QObject::tr("Run"), &RunRow::name, {.kind = CellKind::Run, .strong = true},
                   true),
        textColumn(QStringLiteral("state"), QObject::tr("State"), &RunRow::state, {.kind = CellKind::Badge}, true),
        {QStringLiteral("curve"),
         QObject::tr("Curve"),
         {.kind = CellKind::Spark, .help = QObject::tr("Validation MRR by epoch"), .sortable = false},
         [](const RunRow& row) { return QVariant(row.curve.size()); },
         [](const RunRow& row) { return QObject::tr("%1 epochs").arg(row.curve.size()); },
         true},
        figureColumn(QStringLiteral("mrr"), QObject::tr("MRR"), &RunRow::mrr,
                     QObject::tr("On validation, at the epoch that is meant: see Value"), QStringLiteral("mrr"), true),
        {QStringLiteral("difference"),
         QObject::tr("± baseline, 95 %"),
         {.kind = CellKind::Number,
          .help = QObject::tr("MRR minus the baseline's, with its interval by 2 000 paired resamples of the users"),
          .highIsBest = true},
         [](const RunRow& row) { return row.isBaseline ? QVariant(0.0) : toVariant(row.difference); },
         differenceText,
         true},
        {QStringLiteral("tied"),
         QString(),
         {.kind = CellKind::Badge, .sortable = false},
         [](const RunRow& row) { return QVariant(row.pair && row.pair->tied); },
         [](const RunRow& row) { return row.pair && row.pair->tied ? QObject::tr("about tied") : QString(); },
         true,
         QObject::tr("About tied")},
        figureColumn(QStringLiteral("hit"), QStringLiteral("Hit@%1"), &RunRow::hit,
                     QObject::tr("Share of a user's held-out positives that are among the first K of their lists, "
                                 "mean over users"),
                     QStringLiteral("hit-%1")),
        test,
        refit,
    };
}

/// Options that are shown before anybody chooses, first of all.
constexpr std::array<std::string_view, 2> usualOptions{"learning_rate", "embedding_dim"};

QVariant optionValue(const RunRow& row, const std::string& name)
{
    const auto found = row.options.find(name);
    if (found == row.options.end())
        return {};
    if (const auto* text = std::get_if<std::string>(&found->second))
        return QString::fromStdString(*text);
    if (const auto* whole = std::get_if<std::int64_t>(&found->second))
        return QVariant::fromValue(static_cast<qlonglong>(*whole));
    return std::get<double>(found->second);
}

QString optionText(const RunRow& row, const std::string& name)
{
    const auto found = row.options.find(name);
    if (found == row.options.end())
        return unknown;
    if (const auto* real = std::get_if<double>(&found->second))
        return shortest(*real);
    return QString::fromStdString(toText(found->second));
}

void addOptions(std::vector<RunColumn>& columns)
{
    for (const ModelKind& kind : modelKinds())
        for (const OptionInfo& info : kind.fields) {
            const QString key = optionKey(info.name);
            if (info.name == "epochs" || std::ranges::find(columns, key, &RunColumn::key) != columns.end())
                continue;
            columns.push_back({key,
                               QString::fromStdString(info.title),
                               {.kind = info.kind == OptionKind::Choice ? CellKind::Text : CellKind::Number,
                                .help = QString::fromStdString(info.help)},
                               [name = info.name](const RunRow& row) { return optionValue(row, name); },
                               [name = info.name](const RunRow& row) { return optionText(row, name); },
                               std::ranges::find(usualOptions, info.name) != usualOptions.end()});
        }
}

std::vector<RunColumn> factColumns()
{
    const auto moment = [](const RunRow& row) {
        return QDateTime::fromString(row.startedAt, Qt::ISODate).toLocalTime();
    };
    return {
        {QStringLiteral("epochs"),
         QObject::tr("epochs"),
         {.kind = CellKind::Number, .help = QObject::tr("Done, of those that were planned")},
         [](const RunRow& row) { return row.plannedEpochs > 0 ? QVariant(row.epochs) : QVariant(); },
         [](const RunRow& row) {
             return row.plannedEpochs > 0 ? QStringLiteral("%1 / %2").arg(row.epochs).arg(row.plannedEpochs) : unknown;
         },
         true},
        {QStringLiteral("users"),
         QObject::tr("n users"),
         {.kind = CellKind::Number, .help = QObject::tr("Users the figures are a mean over")},
         [](const RunRow& row) { return row.users > 0 ? QVariant::fromValue(qlonglong{row.users}) : QVariant(); },
         [](const RunRow& row) { return row.users > 0 ? count(row.users) : unknown; },
         true},
        textColumn(QStringLiteral("note"), QObject::tr("Note"), &RunRow::note, {.width = 80, .stretch = true}, true),
        textColumn(QStringLiteral("tags"), QObject::tr("Tags"), &RunRow::tags, {}, false),
        {QStringLiteral("started"),
         QObject::tr("Started"),
         {},
         [](const RunRow& row) { return QVariant(row.startedAt); },
         [moment](const RunRow& row) { return row.startedAt.isEmpty() ? unknown : when(moment(row)); },
         false},
        {QStringLiteral("seconds"),
         QObject::tr("Time"),
         {.kind = CellKind::Number, .help = QObject::tr("Of training")},
         [](const RunRow& row) { return row.seconds > 0 ? QVariant(row.seconds) : QVariant(); },
         [](const RunRow& row) { return row.seconds > 0 ? duration(row.seconds) : unknown; },
         false},
        textColumn(QStringLiteral("data"), QObject::tr("Data"), &RunRow::data, {}, false),
    };
}

} // namespace

QString figureKey(const std::string& figure)
{
    return QStringLiteral("figure/") + QString::fromStdString(figure);
}

QString optionKey(const std::string& option)
{
    return QStringLiteral("option/") + QString::fromStdString(option);
}

std::vector<RunColumn> runColumns()
{
    std::vector<RunColumn> columns = figureColumns();
    addWatched(columns);
    std::vector<RunColumn> facts = factColumns();
    std::vector<RunColumn> options;
    addOptions(options);
    const auto place = [](const RunColumn& column) {
        return std::ranges::find(usualOptions, column.key, [](auto name) { return optionKey(std::string(name)); })
               - usualOptions.begin();
    };
    std::ranges::stable_sort(options, {}, place);
    for (auto* more : {&options, &facts})
        std::ranges::move(*more, std::back_inserter(columns));
    return columns;
}

} // namespace tastescope::ui

#include "ui/charts/parallel/parallel_words.h"

#include "ui/session/numbers.h"

#include <QCoreApplication>

#include <algorithm>

namespace tastescope::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ParallelChart", text);
}

} // namespace

PlotTable parallelTable(const ParallelData& data, const ParallelBrushes& brushes)
{
    QStringList names;
    for (const ParallelLine& line : data.lines)
        if (brushes.holds(line))
            names << line.name;
    PlotTable table{{{tr("trial"), names}}};
    for (std::size_t axis = 0; axis < data.axes.size(); ++axis) {
        std::vector<double> numbers;
        QStringList words;
        for (const ParallelLine& line : data.lines)
            if (brushes.holds(line)) {
                numbers.push_back(line.values[axis]);
                words << parallelValueText(data.axes[axis], line.values[axis]);
            }
        if (data.axes[axis].kind == AxisKind::Choice)
            table.columns.push_back({data.axes[axis].name, words});
        else
            table.columns.push_back({data.axes[axis].name, std::move(numbers)});
    }
    return table;
}

QString parallelSummary(const ParallelData& data, const ParallelBrushes& brushes)
{
    if (data.lines.empty() || data.axes.empty())
        return tr("No trials yet.");
    QStringList names;
    QStringList parts;
    for (std::size_t axis = 0; axis < data.axes.size(); ++axis) {
        names << data.axes[axis].name;
        if (const auto& range = brushes.axes[axis])
            parts << tr("%1 from %2 to %3")
                         .arg(data.axes[axis].name, parallelValueText(data.axes[axis], range->low),
                              parallelValueText(data.axes[axis], range->high));
    }
    const auto inside = [&](const ParallelLine& line) { return brushes.holds(line); };
    const auto all = static_cast<std::int64_t>(data.lines.size());
    QString text = tr("%1 trials over %2").arg(count(all), names.join(QStringLiteral(", ")));
    if (!parts.isEmpty())
        text += tr("; %1 of them with %2")
                    .arg(count(std::ranges::count_if(data.lines, inside)), parts.join(QStringLiteral(" and ")));
    return text + QLatin1Char('.');
}

Readout parallelReadout(const ParallelData& data, const ParallelLine& line)
{
    Readout readout{line.name, {}, {}};
    const auto add = [&](std::size_t axis) {
        const ParallelAxis& shown = data.axes[axis];
        readout.rows << ReadoutRow{{}, shown.name, parallelValueText(shown, line.values[axis])};
    };
    add(colourAxis(data));
    for (std::size_t axis = 0; axis < data.axes.size(); ++axis)
        if (axis != colourAxis(data))
            add(axis);
    return readout;
}

} // namespace tastescope::ui

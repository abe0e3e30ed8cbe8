#include "ui/charts/dots/dot_words.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

/// "20 finished, 2 stopped early"
QString stateText(const DotData& data)
{
    std::array<int, 4> counts{};
    for (const Dot& dot : data.dots)
        ++counts[static_cast<std::size_t>(dot.state)];
    QStringList parts;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            parts << QStringLiteral("%1 %2").arg(count(counts[i]), wordOf(static_cast<DotState>(i)));
    return parts.join(QStringLiteral(", "));
}

} // namespace

PlotTable dotTable(const DotData& data, const Range& visible)
{
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    QStringList names;
    QStringList states;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> low;
    std::vector<double> high;
    for (const Dot& dot : data.dots) {
        if (!visible.contains(dot.x) && dot.state != DotState::Diverged) // the axis may end before those
            continue;
        names << dot.name;
        x.push_back(dot.x);
        y.push_back(dot.y);
        low.push_back(dot.interval ? dot.interval->low : unknown);
        high.push_back(dot.interval ? dot.interval->high : unknown);
        states << wordOf(dot.state);
    }
    PlotTable table{{{data.markName, names},
                     {data.xName, std::move(x), data.wholeX ? 0 : -1},
                     {data.yName, std::move(y), data.decimals}}};
    const auto known = [](double value) { return !std::isnan(value); };
    if (std::any_of(low.begin(), low.end(), known)) {
        table.columns.push_back({QObject::tr("low"), std::move(low), data.decimals});
        table.columns.push_back({QObject::tr("high"), std::move(high), data.decimals});
    }
    if (std::any_of(data.dots.begin(), data.dots.end(), [](const Dot& dot) { return dot.state != DotState::Finished; }))
        table.columns.push_back({QObject::tr("state"), states});
    return table;
}

QString dotSummary(const DotData& data)
{
    if (data.dots.empty())
        return QObject::tr("No %1 yet.").arg(data.marksName);
    const auto number = static_cast<std::int64_t>(data.dots.size());
    QString text =
        QObject::tr("%1 by %2, %3 %4: %5")
            .arg(data.yName, data.xName, count(number), number == 1 ? data.markName : data.marksName, stateText(data));
    if (const Dot* best = bestDot(data))
        text +=
            QObject::tr("; best %1, %2 at %3").arg(best->name, fixed(best->y, data.decimals), placeText(data, best->x));
    if (data.zone)
        text +=
            QObject::tr("; %1 from %2 to %3")
                .arg(data.zone->inside, placeText(data, data.zone->good.low), placeText(data, data.zone->good.high));
    return text + QLatin1Char('.');
}

} // namespace tastescope::ui

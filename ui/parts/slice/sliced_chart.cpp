#include "ui/parts/slice/sliced_chart.h"

#include "ui/session/selection.h"
#include "ui/session/slicing.h"
#include "ui/session/workspace.h"

#include <QObject>

#include <algorithm>

namespace tastescope::ui {

void showBrush(HistogramChart* chart, UserNumber number, const Workspace& workspace)
{
    const auto brush = workspace.slicing().brushOf(number);
    chart->setBrush(brush ? std::optional(Range{brush->low, brush->high}) : std::nullopt);
}

void bindToSlices(HistogramChart* chart, const std::function<UserNumber()>& number, Workspace& workspace)
{
    QObject::connect(chart, &HistogramChart::brushChanged, chart,
                     [number, &workspace](const std::optional<Range>& brush) {
                         if (brush)
                             workspace.slicing().chooseRange({number(), brush->low, brush->high});
                         else
                             workspace.slicing().choose(std::nullopt);
                     });
    QObject::connect(&workspace.selection(), &Selection::sliceChanged, chart,
                     [chart, number, &workspace] { showBrush(chart, number(), workspace); });
}

void bindToSlices(HistogramChart* chart, UserNumber number, Workspace& workspace)
{
    bindToSlices(
        chart, [number] { return number; }, workspace);
}

std::vector<std::int64_t> partInSlice(const Histogram& bars, const OfUsers<std::int32_t>& values,
                                      const Workspace& workspace)
{
    const UserSet& users = workspace.selection().users();
    return users.isAll() ? std::vector<std::int64_t>() : recounted(bars, asDoubles(users.valuesOf(values))).counts;
}

HistogramData slicedBars(const OfUsers<std::int32_t>& values, const QString& name, bool logarithmic,
                         const std::optional<double>& median, const Workspace& workspace)
{
    HistogramData data{.bars = histogram(asDoubles(values.values()), 30, true, logarithmic),
                       .valueName = name,
                       .countName = QObject::tr("users"),
                       .logarithmicX = logarithmic,
                       .median = median};
    data.part = partInSlice(data.bars, values, workspace);
    if (!values.values().empty())
        data.largest = *std::ranges::max_element(values.values());
    return data;
}

} // namespace tastescope::ui

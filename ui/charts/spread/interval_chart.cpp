#include "ui/charts/spread/interval_chart.h"

#include "ui/session/numbers.h"
#include "ui/theme/text_scale.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double intervalChartInset = 12;
double intervalChartRowPixels()
{
    return 35 * textScale();
}
double compactRowPixels()
{
    return 20 * textScale();
}
double intervalChartHeadPixels()
{
    return 26 * textScale();
}
double axisPixels()
{
    return 28 * textScale();
}
constexpr double columnGap = 24;
constexpr double narrowestPlot = 120; // beside wins, ties and losses

double widthOf(const QString& text, TypeRole role)
{
    return QFontMetricsF(font(role)).horizontalAdvance(text);
}

} // namespace

void IntervalChart::setData(IntervalData fresh)
{
    m_data = std::move(fresh);
    announceData();
    updateGeometry();
}

QSize IntervalChart::sizeHint() const
{
    const auto rows = static_cast<double>(std::max<std::size_t>(1, m_data.rows.size()));
    if (m_data.style == IntervalStyle::Compact)
        return {340, static_cast<int>(rows * compactRowPixels()) + 12};
    return {720, static_cast<int>(intervalChartHeadPixels() + rows * intervalChartRowPixels() + axisPixels()) + 8};
}

Range IntervalChart::valueRange() const
{
    if (m_data.range)
        return *m_data.range;
    Range range{0, 0};
    for (const IntervalRow& row : m_data.rows) {
        range.low = std::min({range.low, row.value, row.interval.low});
        range.high = std::max({range.high, row.value, row.interval.high});
    }
    if (!(range.span() > 0))
        return {-1, 1};
    if (m_data.style == IntervalStyle::Compact)
        return range;
    const double air = 0.06 * range.span();
    return {range.low - air, range.high + air};
}

QString IntervalChart::valueText(const IntervalRow& row) const
{
    return m_data.style == IntervalStyle::Differences ? delta(row.value) : fixed(row.value, m_data.decimals);
}

QString IntervalChart::intervalText(const IntervalRow& row) const
{
    if (m_data.style == IntervalStyle::Differences)
        return deltaInterval(row.value, row.interval.low, row.interval.high);
    return QStringLiteral("[%1, %2]")
        .arg(fixed(row.interval.low, m_data.decimals), fixed(row.interval.high, m_data.decimals));
}

QString IntervalChart::noteText(const IntervalRow& row) const
{
    QStringList parts;
    if (row.tied)
        parts << tr("about tied");
    if (!row.note.isEmpty())
        parts << row.note;
    return parts.join(QStringLiteral(", "));
}

QString IntervalChart::nameText(const IntervalRow& row) const
{
    if (!row.first)
        return row.name;
    return row.second ? tr("%1 minus %2").arg(row.first->name, row.second->name) : row.first->name;
}

double IntervalChart::nameWidth() const
{
    double width = 0;
    for (const IntervalRow& row : m_data.rows) {
        double needed = widthOf(row.name, TypeRole::Table);
        if (row.first)
            needed = runSwatchWidth + runSwatchGap + widthOf(row.first->name, TypeRole::TableStrong);
        if (row.first && row.second)
            needed += widthOf(tr("minus"), TypeRole::Axis) + 10 + runSwatchWidth + runSwatchGap
                      + widthOf(row.second->name, TypeRole::TableStrong);
        width = std::max(width, needed);
    }
    return std::ceil(width);
}

double IntervalChart::valueWidth() const
{
    const bool compact = m_data.style == IntervalStyle::Compact;
    double width = compact ? 0 : widthOf(tr("%1 [95 %]").arg(m_data.valueName), TypeRole::Axis);
    for (const IntervalRow& row : m_data.rows) {
        double needed = widthOf(valueText(row), TypeRole::TableStrong);
        if (!compact)
            needed += 6 + widthOf(intervalText(row), TypeRole::Table);
        width = std::max({width, needed, widthOf(noteText(row), TypeRole::Axis)});
    }
    return std::ceil(width);
}

double IntervalChart::countsWidth() const
{
    double width = widthOf(tr("wins / ties / losses"), TypeRole::Axis);
    for (const IntervalRow& row : m_data.rows)
        width = std::max(width, widthOf(tr("%1 / %2 / %3").arg(count(row.wins), count(row.ties), count(row.losses)),
                                        TypeRole::Axis));
    return std::ceil(width);
}

IntervalChart::Layout IntervalChart::layoutFor(const QRectF& whole) const
{
    const bool compact = m_data.style == IntervalStyle::Compact;
    Layout layout;
    layout.nameLeft = whole.left() + intervalChartInset;
    layout.headTop = whole.top() + 2;
    double right = whole.right() - intervalChartInset;
    const double name = nameWidth();
    const double value = valueWidth();
    const double counts = countsWidth();
    const double left = layout.nameLeft + std::max(compact ? 84.0 : 0.0, name) + columnGap / (compact ? 2 : 1);
    if (!compact && m_data.hasCounts && right - left - value - counts - 2 * columnGap >= narrowestPlot) {
        layout.countsRight = right;
        right -= counts + columnGap;
    }
    layout.valueLeft = right - value;
    if (compact || layout.valueLeft - left - columnGap >= 60)
        right = layout.valueLeft - columnGap;
    const double head = compact ? 4 : intervalChartHeadPixels();
    const double axis = compact ? 4 : axisPixels();
    const double most = compact ? rowHeight(static_cast<int>(compactRowPixels())) : intervalChartRowPixels();
    const auto number = static_cast<double>(std::max<std::size_t>(1, m_data.rows.size()));
    const double height = std::min(most, std::max(14.0, (whole.height() - head - axis) / number));
    for (std::size_t i = 0; i < m_data.rows.size(); ++i)
        layout.rows.emplace_back(whole.left(), whole.top() + head + static_cast<double>(i) * height, whole.width(),
                                 height);
    layout.frame.map.area = {left, whole.top() + head, std::max(1.0, right - left), height * number};
    layout.frame.map.x = {valueRange(), false};
    layout.frame.xFormat.withSign = true;
    layout.frame.mostX = 7;
    return layout;
}

std::vector<MarkId> IntervalChart::marks() const
{
    std::vector<MarkId> ids;
    for (const IntervalRow& row : m_data.rows)
        ids.push_back(row.id);
    return ids;
}

std::optional<MarkId> IntervalChart::markAt(const QPointF& pixel) const
{
    const Layout layout = layoutFor(rect());
    for (std::size_t i = 0; i < layout.rows.size(); ++i)
        if (layout.rows[i].contains(pixel))
            return m_data.rows[i].id;
    return std::nullopt;
}

AxisTitles IntervalChart::axisTitles(const QRectF& whole) const
{
    if (isEmpty() || m_data.style == IntervalStyle::Compact) // each value is written
        return {};
    return {tr("%1, 95 % interval").arg(m_data.valueName), {}, {}, layoutFor(whole).frame.map.area};
}

QSize IntervalChart::figureSize(const QSize& shown) const
{
    const double columns = nameWidth() + valueWidth() + (m_data.hasCounts ? countsWidth() + columnGap : 0);
    const double words = 2 * intervalChartInset + 2 * columnGap + columns;
    return {std::max(PlotView::figureSize(shown).width(), static_cast<int>(words + narrowestPlot) + 1),
            sizeHint().height()};
}

PlotTable IntervalChart::table() const
{
    QStringList names;
    QStringList ties;
    std::vector<double> value;
    std::vector<double> low;
    std::vector<double> high;
    std::vector<double> wins;
    std::vector<double> equal;
    std::vector<double> losses;
    for (const IntervalRow& row : m_data.rows) {
        names << nameText(row);
        ties << noteText(row);
        value.push_back(row.value);
        low.push_back(row.interval.low);
        high.push_back(row.interval.high);
        wins.push_back(static_cast<double>(row.wins));
        equal.push_back(static_cast<double>(row.ties));
        losses.push_back(static_cast<double>(row.losses));
    }
    PlotTable table{{{tr("what"), names},
                     {m_data.valueName, std::move(value), m_data.decimals},
                     {tr("low"), std::move(low), m_data.decimals},
                     {tr("high"), std::move(high), m_data.decimals}}};
    if (m_data.hasCounts) {
        table.columns.push_back({tr("wins"), std::move(wins), 0});
        table.columns.push_back({tr("ties"), std::move(equal), 0});
        table.columns.push_back({tr("losses"), std::move(losses), 0});
    }
    if (std::any_of(ties.begin(), ties.end(), [](const QString& text) { return !text.isEmpty(); }))
        table.columns.push_back({tr("note"), ties});
    return table;
}

QString IntervalChart::summary() const
{
    if (isEmpty())
        return tr("Nothing to compare.");
    QStringList parts;
    for (const IntervalRow& row : m_data.rows) {
        QString part = QStringLiteral("%1 %2 %3").arg(nameText(row), valueText(row), intervalText(row));
        if (row.tied)
            part += tr(", about tied");
        parts << part;
    }
    return tr("%1 with 95 % intervals: %2.").arg(m_data.valueName, parts.join(QStringLiteral("; ")));
}

} // namespace tastescope::ui

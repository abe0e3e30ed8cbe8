#include "ui/pages/compare/differences_view.h"

#include "ui/session/numbers.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr int runsPixels = 26;
constexpr int sectionPixels = 30;
constexpr int differenceRowPixels = 24;
constexpr double belowPixels = 14;
constexpr double differencesInset = 12;
constexpr double differencesGap = 8;
constexpr double nameShare = 0.36;   // of the width at most
constexpr double besideShare = 0.22; // of the width at least, for a ratio or a whisker
constexpr double mostBeside = 0.32;  // of the width

} // namespace

void DifferencesView::setData(DifferencesData fresh)
{
    m_data = std::move(fresh);
    announceData();
    updateGeometry();
}

double DifferencesView::rowPixels(const DifferenceRow& row) const
{
    const bool hasBelow = isBelow()
                          && (!row.whiskers.empty()
                              || std::ranges::any_of(row.times, [](const QString& text) { return !text.isEmpty(); }));
    return rowHeight(differenceRowPixels) + (hasBelow ? belowPixels : 0);
}

QSize DifferencesView::sizeHint() const
{
    double height = rowHeight(runsPixels, TypeRole::Header) + differencesGap;
    for (const DifferenceSection& section : m_data.sections) {
        height += rowHeight(sectionPixels) + (section.foot.isEmpty() ? 0 : rowHeight(differenceRowPixels));
        for (const DifferenceRow& row : section.rows)
            height += rowPixels(row);
    }
    return {350, static_cast<int>(height)};
}

DifferencesView::Columns DifferencesView::columnsIn(const QRectF& whole) const
{
    const QFontMetricsF metrics(ui::font(TypeRole::TableStrong));
    Columns columns;
    columns.left = whole.left() + differencesInset;
    columns.right = whole.right() - differencesInset;
    const double width = columns.right - columns.left;
    for (const DifferenceSection& section : m_data.sections)
        for (const DifferenceRow& row : section.rows)
            columns.names = std::max(columns.names, metrics.horizontalAdvance(row.title) + differencesGap);
    columns.names = std::min(columns.names, width * nameShare);
    const double head = QFontMetricsF(ui::font(TypeRole::Header)).horizontalAdvance(minusText()) + differencesGap + 2;
    columns.beside = isBelow() ? 0 : std::clamp(head, width * besideShare, width * mostBeside);
    columns.values = (width - columns.names - columns.beside) / static_cast<double>(m_data.runs.size());
    return columns;
}

QRectF DifferencesView::valuePlace(const Columns& columns, std::size_t run, double y, double height) const
{
    const double left = columns.left + columns.names + columns.values * static_cast<double>(run);
    return {left + differencesGap, y, columns.values - differencesGap, height};
}

QString DifferencesView::minusText() const
{
    return tr("%1 minus").arg(m_data.runs[0].name);
}

PlotTable DifferencesView::table() const
{
    QStringList names;
    std::vector<QStringList> values(m_data.runs.size());
    std::vector<QStringList> beside(m_data.runs.empty() ? 0 : m_data.runs.size() - 1);
    for (const DifferenceSection& section : m_data.sections)
        for (const DifferenceRow& row : section.rows) {
            names << row.title;
            const QStringList& exact = row.exact.isEmpty() ? row.values : row.exact;
            for (std::size_t run = 0; run < values.size(); ++run)
                values[run] << exact.at(static_cast<qsizetype>(run));
            for (std::size_t other = 0; other < beside.size(); ++other)
                beside[other] << (row.whiskers.empty() ? row.times.at(static_cast<qsizetype>(other))
                                  : std::isnan(row.whiskers[other].value)
                                      ? unknownNumber()
                                      : delta(row.whiskers[other].value, row.whiskers[other].interval.low,
                                              row.whiskers[other].interval.high));
        }
    PlotTable table;
    table.columns.push_back({tr("what"), names});
    for (std::size_t run = 0; run < values.size(); ++run)
        table.columns.push_back({m_data.runs[run].name, values[run]});
    for (std::size_t other = 0; other < beside.size(); ++other)
        table.columns.push_back({tr("%1 to %2").arg(m_data.runs[0].name, m_data.runs[other + 1].name), beside[other]});
    return table;
}

QString DifferencesView::summary() const
{
    QStringList parts;
    for (const DifferenceSection& section : m_data.sections)
        for (const DifferenceRow& row : section.rows)
            if (row.strong)
                parts << tr("%1 %2").arg(row.title, row.values.join(tr(" against ")));
    return parts.isEmpty() ? tr("Nothing differs.") : parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

} // namespace tastescope::ui

#include "ui/pages/compare/popularity_bars.h"

#include "ui/session/names.h"
#include "ui/theme/type.h"

#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr double popularityBarsInset = 12;
constexpr double popularityBarsRowPixels = 22;
constexpr double barPixels = 8;
constexpr double popularityBarsNameShare = 0.24; // of the width
constexpr double valueWidth = 44;

} // namespace

void PopularityBars::setData(std::array<NamedRun, 2> runs, std::array<double, 2> percentiles)
{
    m_runs = std::move(runs);
    m_percentiles = percentiles;
    m_isEmpty = false;
    announceData();
}

void PopularityBars::clear()
{
    m_isEmpty = true;
    announceData();
}

void PopularityBars::paintData(QPainter& painter, const QRectF& whole) const
{
    if (m_isEmpty)
        return;
    double y = whole.top();
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const QRectF row(whole.left() + popularityBarsInset, y, whole.width() - 2 * popularityBarsInset,
                         popularityBarsRowPixels);
        drawSwatch(painter, QRectF(row.left(), y, runSwatchWidth, popularityBarsRowPixels), m_runs[i].style,
                   colour(Token::Base));
        painter.setFont(ui::font(TypeRole::Table));
        painter.setPen(colour(Token::Text));
        const double nameWidth = row.width() * popularityBarsNameShare;
        const double nameLeft = row.left() + runSwatchWidth + runSwatchGap;
        painter.drawText(QRectF(nameLeft, y, nameWidth - runSwatchWidth - runSwatchGap, popularityBarsRowPixels),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_runs[i].name, Qt::ElideRight,
                                                          static_cast<int>(nameWidth - runSwatchWidth - 8)));
        QRectF bar(row.left() + nameWidth, row.center().y() - barPixels / 2, row.width() - nameWidth - valueWidth,
                   barPixels);
        painter.fillRect(bar, colour(Token::Hover));
        bar.setWidth(bar.width() * m_percentiles[i]);
        painter.fillRect(bar, colour(Token::Bar));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, percentile(m_percentiles[i]));
        y += popularityBarsRowPixels;
    }
}

AxisTitles PopularityBars::axisTitles(const QRectF& whole) const
{
    return {{}, {}, {}, whole}; // each bar has its name and its value
}

PlotTable PopularityBars::table() const
{
    if (m_isEmpty)
        return {};
    return {{{tr("run"), QStringList{m_runs[0].name, m_runs[1].name}},
             {tr("median percentile"), std::vector<double>{100 * m_percentiles[0], 100 * m_percentiles[1]}, 1}}};
}

QString PopularityBars::summary() const
{
    if (m_isEmpty)
        return tr("No lists to compare.");
    return tr("Median popularity percentile of the first ten: %1 %2, %3 %4.")
        .arg(m_runs[0].name, percentile(m_percentiles[0]), m_runs[1].name, percentile(m_percentiles[1]));
}

} // namespace tastescope::ui

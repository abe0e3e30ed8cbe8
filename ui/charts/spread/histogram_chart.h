#pragma once

#include "core/data/summary.h"
#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/plot_view.h"
#include "ui/theme/line_style.h"

#include <optional>

namespace tastescope::ui {

/// A metric of a run by the same bins, on a second axis at the right.
struct HistogramLine
{
    QString name; ///< "Hit@5"
    LineStyle style;
    std::vector<QPointF> points; ///< value on the x axis, metric
};

struct HistogramData
{
    Histogram bars;
    QString valueName;         ///< what is on the x axis: "neighbours"
    QString countName;         ///< what is counted: "users"
    bool wholeNumbers = true;  ///< bins hold whole numbers
    bool logarithmicX = false; ///< the bars were made so
    bool logarithmicY = false;
    std::optional<double> median = {};
    std::optional<HistogramLine> line = {};
    std::optional<double> largest = {};  ///< whole number beyond which no bar is read, though it reaches further
    std::vector<std::int64_t> part = {}; ///< of each bar, what belongs to the slice; empty: all of it
};

/// Bars of counts. Bars are 1 px apart and at least 4 px wide: where there is less room, neighbours are put together.
/// Hover reads a bar, a click or Enter chooses it, a drag brushes whole bars, Escape clears the brush. Where a slice
/// holds a part of the counts the rest stands behind it, paler.
class HistogramChart : public PlotView
{
    Q_OBJECT

public:
    using PlotView::PlotView;

    void setData(HistogramData data);
    const HistogramData& data() const { return m_data; }

    /// The bars in [low, high) are selected; nothing when empty.
    void setBrush(const std::optional<Range>& brush);
    const std::optional<Range>& brush() const { return m_brush; }

    /// Bars below are shown as left out, with a labelled line.
    void setThreshold(std::optional<double> threshold);

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.bars.counts.empty(); }

signals:
    void barClicked(double low, double high);                             ///< the values of the bar: [low, high)
    void brushChanged(const std::optional<tastescope::ui::Range>& brush); ///< when a drag, a click or a key is done

protected:
    PlotMap mapFor(const QRectF& whole) const { return frameFor(whole).map; }
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Bar
    {
        double low = 0;
        double high = 0;
        std::int64_t count = 0;
        std::int64_t part = 0; ///< of the count
    };

    Frame frameFor(const QRectF& whole) const;
    std::vector<Bar> barsFor(const PlotMap& map) const;
    int barAt(double pixel) const; ///< -1: none
    QColor colourOf(const Bar& bar) const;
    bool isBrushed(const Bar& bar) const;
    void paintBars(QPainter& painter, const PlotMap& map) const;
    void paintMarks(QPainter& painter, const PlotMap& map) const;
    void paintLine(QPainter& painter, const Frame& frame) const;
    Scale lineScale(int intervals) const; ///< of the second axis: as many steps as the grid has lines
    void hover(int bar);
    void chooseHovered();
    void changeBrush(const std::optional<Range>& brush);

    HistogramData m_data;
    std::optional<Range> m_brush;
    std::optional<double> m_threshold;
    int m_hovered = -1;
    std::optional<int> m_pressed;       ///< bar where the button went down
    std::optional<Range> m_brushBefore; ///< of the drag
    bool m_dragging = false;
};

} // namespace tastescope::ui

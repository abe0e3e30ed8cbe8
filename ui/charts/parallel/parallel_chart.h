#pragma once

#include "ui/charts/parallel/parallel_gesture.h"
#include "ui/charts/plot/legend_row.h"

namespace tastescope::ui {

/// Parallel coordinates: one axis a parameter, one line a trial. Lines are grey until axes are brushed; then those
/// inside every brush take the colours of the last axis.
///
/// Mouse: a drag along an axis brushes it, a drag of the brush moves it, of its edge resizes it, a click beside takes
/// it away; a click on a choice brushes that choice; a double click on a name turns the axis over. Keys: Left and Right
/// choose an axis, Space brushes it, Up and Down move the brush, Shift with them its upper edge, Ctrl its lower one,
/// Delete takes it away, Escape all of them, F turns the axis over, L switches it to a logarithmic one and back; ","
/// and "." go from line to line, Enter selects.
///
/// Where things stand is layoutParallel(), what is painted paintParallel(), what a hand means ParallelGesture.
class ParallelChart : public MarkView
{
    Q_OBJECT

public:
    using MarkView::MarkView;

    /// Brushes stay on axes whose name is still there.
    void setData(ParallelData data);
    const ParallelData& data() const { return m_data; }

    /// In values of the axis (of a choice: its indices), both ends included; nothing: not brushed.
    void setBrush(int axis, const std::optional<Range>& brush);
    std::optional<Range> brush(int axis) const { return m_brushes.axes[static_cast<std::size_t>(axis)]; }
    void brushBest(double share); ///< of all lines, by the colour axis: the "top 10 %"; at least one line
    void clearBrushes();

    std::vector<MarkId> brushed() const; ///< lines inside every brush; all of them without one
    bool isBrushed() const { return m_brushes.any(); }

    void setFlipped(int axis, bool flipped);
    /// Nothing happens to a choice or with values that are not above 0.
    void setLogarithmic(int axis, bool logarithmic);

    /// The ramp and the values it spans; empty without a brush.
    QList<KeyEntry> key() const;

    ParallelLayout layout() const { return layoutParallel(m_data, rect()); }

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    PlotTable table() const override; ///< what is brushed
    QString summary() const override;
    bool isEmpty() const override { return m_data.lines.empty() || m_data.axes.empty(); }

signals:
    void brushChanged(const std::vector<tastescope::ui::MarkId>& ids);
    void axesChanged(); ///< one was turned over or made logarithmic

protected:
    std::vector<MarkId> marks() const override;
    std::optional<MarkId> markAt(const QPointF& pixel) const override;
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void changeBrush(std::size_t axis, const std::optional<Range>& brush);
    void setBrushes(const ParallelBrushes& brushes);
    void moveBrush(Qt::KeyboardModifiers modifiers, double way);
    bool handleAxisKey(int key, Qt::KeyboardModifiers modifiers);

    ParallelData m_data;
    ParallelBrushes m_brushes;
    std::size_t m_axis = 0; ///< the one the keys act on
    ParallelGesture m_gesture;
};

} // namespace tastescope::ui

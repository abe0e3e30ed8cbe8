#pragma once

#include "ui/charts/curve/curve_data.h"
#include "ui/charts/plot/end_labels.h"
#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/line_layer.h"
#include "ui/charts/plot/plot_view.h"
#include "ui/charts/plot/readout.h"
#include "ui/charts/plot/zoom_history.h"

#include <memory>

namespace tastescope::ui {

class LinkedCursor;

/// Lines over a common x axis, live or finished.
///
/// Drag zooms x, Shift+drag a box, Ctrl+wheel at the cursor, the middle button pans, a double click fits. A click sets
/// the second cursor, Escape takes it away. Keys: + - 0, arrows pan, "," and "." step point by point (Shift: ten),
/// Ctrl+arrow chooses the line the difference is taken from, L and Shift+L switch to log axes, S smoothing,
/// Alt+Left and Alt+Right go through earlier zooms. Zoom, axes and smoothing belong to the chart, not to its data: they
/// stay when data arrives.
class CurveChart : public PlotView
{
    Q_OBJECT

public:
    explicit CurveChart(QWidget* parent = nullptr);

    void setData(CurveData data);
    const CurveData& data() const { return m_data; }

    /// Charts given the same cursor share crosshair and x zoom. Not owned; every chart starts with its own.
    void linkTo(LinkedCursor* cursor);

    void setLogarithmic(bool x, bool y);
    bool isLogarithmicX() const { return m_logX; }
    bool isLogarithmicY() const { return m_logY; }
    void setSmoothing(double weight); ///< 0: off; of an exponential moving average, below 1
    double smoothing() const { return m_smoothing; }

    bool isZoomed() const { return m_zoom.current() != ZoomState{}; }
    const ZoomState& zoom() const { return m_zoom.current(); }
    void setZoom(const ZoomState& state);
    void fit() { setZoom({}); }
    void zoomBy(double factor, double aboutFraction = 0.5); ///< > 1: nearer
    void zoomBack();
    void zoomForward();

    PlotMap map() const { return layoutFor(rect()).frame.map; }

    void paintData(QPainter& painter, const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override;

signals:
    void zoomChanged(bool zoomed);
    void viewChanged(); ///< log axes or smoothing were switched by a key

protected:
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Layout
    {
        Frame frame;
        QList<EndLabel> labels;
        QList<LegendEntry> legend;
    };
    struct Drag
    {
        QPointF from;
        QPointF to;
        bool box = false;
        bool pan = false;
        bool moved = false;
    };

    // Layout: curve_layout.cpp
    Layout layoutFor(const QRectF& whole) const;
    PlotMap mapFor(const QRectF& area) const;
    QList<EndLabel> labelsFor(const PlotMap& map) const;
    QList<LegendEntry> legendEntries() const;
    QString valueText(double value) const;
    QString xText(double x) const;

    // Painting: curve_paint.cpp
    void paintLines(QPainter& painter, const PlotMap& map) const;
    void paintPatience(QPainter& painter, const PlotMap& map) const;
    void paintMarks(QPainter& painter, const PlotMap& map) const;
    void paintRim(QPainter& painter, const PlotMap& map) const;

    // Crosshair: curve_overlay.cpp
    void paintCrosshair(QPainter& painter, const PlotMap& map, double x) const;
    QRectF dragPlace(const PlotMap& map) const; ///< what a drag has gone over, cut to the plot area
    void paintDrag(QPainter& painter, const PlotMap& map) const;
    Readout readoutAt(double x) const;

    // Input: curve_input.cpp
    std::optional<double> snapped(double x) const;
    void moveCursor(double pixel);
    void stepCursor(int points);
    void finishDrag();
    void panBy(double fractionX, double fractionY);
    bool handleViewKey(int key, Qt::KeyboardModifiers modifiers);
    bool handleCursorKey(int key, Qt::KeyboardModifiers modifiers);

    void applyZoom(); // after m_zoom changed
    void followLink();
    std::vector<QPointF> shown(const Curve& curve) const;

    CurveData m_data;
    LinkedCursor* m_cursor;
    std::unique_ptr<LineLayer> m_lines;
    ZoomHistory m_zoom;
    bool m_logX = false;
    bool m_logY = false;
    double m_smoothing = 0;
    bool m_active = false; ///< mouse or keyboard is here: the readout is shown
    double m_readoutY = 0;
    std::size_t m_focus = 0; ///< curve the difference is taken from
    std::optional<Drag> m_drag;
};

} // namespace tastescope::ui

#pragma once

#include "ui/charts/curve/curve_gesture.h"
#include "ui/charts/curve/curve_layout.h"
#include "ui/charts/plot/plot_view.h"

#include <memory>
#include <utility>

namespace tastescope::ui {

class LineLayer;
class LinkedCursor;
struct CurvePointing;

/// Lines over a common x axis, live or finished.
///
/// Drag zooms x, Shift+drag a box, Ctrl+wheel at the cursor, the middle button pans, a double click fits. A click sets
/// the second cursor, Escape takes it away. Keys: + - 0, arrows pan, "," and "." step point by point (Shift: ten),
/// Ctrl+arrow chooses the line the difference is taken from, L and Shift+L switch to log axes, S smoothing,
/// Alt+Left and Alt+Right go through earlier zooms. Zoom, axes and smoothing belong to the chart, not to its data: they
/// stay when data arrives.
///
/// Where things stand is layoutCurves(), what is painted paintCurves() and paintCurveOverlay(), what a hand means
/// CurveGesture; the widget only joins them.
class CurveChart : public PlotView
{
    Q_OBJECT

public:
    explicit CurveChart(QWidget* parent = nullptr);
    ~CurveChart() override;

    void setData(CurveData data);
    const CurveData& data() const { return m_data; }

    /// Charts given the same cursor share crosshair and x zoom. Not owned; every chart starts with its own.
    void linkTo(LinkedCursor* cursor);

    void setLogarithmic(bool x, bool y);
    bool isLogarithmicX() const { return m_view.logarithmicX; }
    bool isLogarithmicY() const { return m_view.logarithmicY; }
    void setSmoothing(double weight); ///< 0: off; of an exponential moving average, below 1
    double smoothing() const { return m_view.smoothing; }

    /// Also what lies below the floor of the data.
    void setAll(bool all)
    {
        if (std::exchange(m_view.all, all) != all)
            announceData();
    }

    std::optional<Range> shownY() const override { return map().y.range; }
    void setShownY(const std::optional<Range>& range) override { setZoom({m_zoom.current().x, range}); }

    bool showsAll() const { return m_view.all; }

    bool isZoomed() const { return m_view.zoom != ZoomState{}; }
    const ZoomState& zoom() const { return m_view.zoom; }
    void setZoom(const ZoomState& state);
    void fit() { setZoom({}); }
    void zoomBy(double factor, double aboutFraction = 0.5); ///< > 1: nearer
    void zoomBack();
    void zoomForward();

    PlotMap map() const { return layout().map(); }

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    void paintFigure(QPainter& painter, const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override;

signals:
    void zoomChanged(bool zoomed);
    void allChanged(bool all); ///< by a key
    void viewChanged();        ///< log axes or smoothing were switched by a key

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
    CurveView paperView() const;
    CurveLayout layout() const { return layoutCurves(m_data, m_view, rect()); }
    CurvePointing pointing(const QRectF& area) const;
    void obey(const CurveGesture::Meaning& meaning);
    void pan(double fractionX, double fractionY, bool goesOn = false);
    void stepCursor(int points);
    bool handleViewKey(int key, Qt::KeyboardModifiers modifiers);
    bool handleCursorKey(int key, Qt::KeyboardModifiers modifiers);
    void applyZoom(); // after m_zoom changed
    void followLink();

    CurveData m_data;
    CurveView m_view;
    ZoomHistory m_zoom; ///< m_view.zoom is its current one
    LinkedCursor* m_cursor;
    std::unique_ptr<LineLayer> m_lines;
    CurveGesture m_gesture;
    std::optional<double> m_readoutY; ///< none: neither mouse nor keyboard is here
    std::size_t m_focus = 0;          ///< curve the difference is taken from
};

} // namespace tastescope::ui

#pragma once

#include "ui/charts/spread/histogram_chart.h"

namespace tastescope::ui {

/// A histogram with a threshold one can drag: bars below it are left out. While another value is tried the kept one
/// stays as a ghost; Enter keeps what is tried, Escape goes back. Arrows move it by a hundredth.
class ThresholdChart : public HistogramChart
{
    Q_OBJECT

public:
    using HistogramChart::HistogramChart;

    void setKept(double threshold); ///< lets go of what is tried
    double kept() const { return m_kept; }
    const std::optional<double>& tried() const { return m_tried; }

    void keep();   ///< what is tried
    void giveUp(); ///< likewise

signals:
    void triedChanged(const std::optional<double>& threshold); ///< none: the kept one counts
    void keptChanged(double threshold);

protected:
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void tryAt(double threshold);

    double m_kept = 0;
    std::optional<double> m_tried;
    bool m_dragging = false;
};

} // namespace tastescope::ui

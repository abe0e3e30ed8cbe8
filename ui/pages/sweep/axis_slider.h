#pragma once

#include "ui/charts/dots/dot_chart.h"

namespace tastescope::ui {

/// A slider over the values of an axis that were tried: it stops at trials only, because between them nothing is known.
/// What is as good as the best is drawn in accent.
class AxisSlider : public QWidget
{
    Q_OBJECT

public:
    explicit AxisSlider(QWidget* parent = nullptr);

    /// Range, zone and dots of the slice.
    void setData(const DotData& slice);
    void setMark(MarkId id); ///< no signal

    QSize sizeHint() const override { return {240, 40}; }
    QSize minimumSizeHint() const override { return {120, 40}; }

signals:
    void markChosen(tastescope::ui::MarkId id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    double pixel(double x) const;
    void drawMiddle(QPainter& painter, const QRectF& below) const;
    void chooseAt(double pixel);
    void step(int by);

    Scale m_scale;
    std::optional<Range> m_good;
    std::vector<Dot> m_dots; ///< in the order of x
    MarkId m_mark = 0;
};

} // namespace tastescope::ui

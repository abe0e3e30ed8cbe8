#pragma once

#include "ui/charts/dots/dot_gesture.h"
#include "ui/charts/dots/dot_layout.h"
#include "ui/charts/plot/mark_view.h"

namespace tastescope::ui {

/// Dots with intervals over a parameter or in the order of trials: the history of a sweep, its learning rates, the
/// difference of two runs by groups of users.
///
/// Hover reads a dot, a click selects it. Where there is a cursor, it is dragged or stepped with "," and "." from dot
/// to dot. Shift and a drag choose what of the axis upward is in sight, a double click beside the dots or 0 shows what
/// the data ask for again, A all or near the best. A click on empty ground, or Insert beside a hovered dot, asks for a
/// new one where the data allow that.
///
/// Where things stand is layoutDots(), what is painted paintDots() and paintDotOverlay(), what a hand means DotGesture.
class DotChart : public MarkView
{
    Q_OBJECT

public:
    using MarkView::MarkView;

    void setData(DotData data);
    const DotData& data() const { return m_data; }

    /// A vertical line with a handle at the x of a dot; nothing: no cursor. No signal.
    void setCursorMark(const std::optional<MarkId>& id);
    const std::optional<MarkId>& cursorMark() const { return m_cursor; }

    /// Also what is far from the best, where the data are fenced.
    void setAll(bool all);
    bool showsAll() const { return m_view.all; }

    std::optional<Range> shownY() const override { return map().y.range; }
    void setShownY(const std::optional<Range>& range) override;

    PlotMap map() const { return layout().map(); }

    /// Where a dot stands in the widget: at the rim when it is out of range; nothing when it cannot be shown.
    std::optional<QPointF> placeOf(MarkId id) const;

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.dots.empty(); }

signals:
    void cursorMoved(tastescope::ui::MarkId id, double x);
    void allChanged(bool all);  ///< by a key
    void pointWanted(double x); ///< rounded to three figures, or to a whole number

protected:
    std::vector<MarkId> marks() const override;
    std::optional<MarkId> markAt(const QPointF& pixel) const override;
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    DotLayout layout() const { return layoutDots(m_data, rect(), m_view); }
    bool overCursor(const DotLayout& layout, const QPointF& pixel) const;
    std::optional<double> freePlace(const QPointF& pixel) const; ///< x a click there would ask for
    void moveCursorTo(MarkId id);
    void stepCursor(int by);
    void askBehind(const Dot& dot);

    DotData m_data; ///< dots in the order of x
    std::optional<MarkId> m_cursor;
    std::optional<double> m_ghost; ///< x of the mark a click would ask for
    DotView m_view;
    DotGesture m_gesture;
};

} // namespace tastescope::ui

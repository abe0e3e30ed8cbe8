#pragma once

#include "ui/charts/plot/plot_view.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tastescope::ui {

/// What a mark of a chart stands for: a trial, a run, an item. The same thing has the same id in every chart, so that
/// hover and selection can be shared.
using MarkId = std::int64_t;

/// A chart of marks that can be hovered and selected, by mouse, by keys and from outside.
///
/// A click selects one mark, Ctrl+click adds or takes one, a double click or a second Enter opens it. Arrows and
/// "," "." go from mark to mark, Home and End to the first and the last, Enter selects, Escape lets go.
class MarkView : public PlotView
{
    Q_OBJECT

public:
    using PlotView::PlotView;

    /// From outside: shown, without a signal. A mark this chart does not have is no error.
    void setHovered(const std::optional<MarkId>& id);
    void setSelected(std::vector<MarkId> ids);

    const std::optional<MarkId>& hovered() const { return m_hovered; }
    const std::vector<MarkId>& selected() const { return m_selected; }

    /// On paper nothing is marked as chosen.
    void paintFigure(QPainter& painter, const QRectF& whole) const override;

signals:
    void hoveredChanged(const std::optional<tastescope::ui::MarkId>& id);
    void selectionChanged(const std::vector<tastescope::ui::MarkId>& ids);
    void activated(tastescope::ui::MarkId id);

protected:
    virtual std::vector<MarkId> marks() const = 0; ///< in the order of the keys
    virtual std::optional<MarkId> markAt(const QPointF& pixel) const = 0;

    std::span<const MarkId> marked() const; ///< what is painted as selected
    bool isMarked(MarkId id) const;
    bool isSelected(MarkId id) const;
    void hover(const std::optional<MarkId>& id);
    void choose(MarkId id, bool add = false);
    void clearSelection();
    void stepHover(int by); ///< to the next mark, from nowhere to the first or, backwards, the last
    void hoverEnd(bool last);

    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    std::optional<MarkId> m_hovered;
    std::vector<MarkId> m_selected;
    mutable bool m_onPaper = false; ///< while a figure is painted
};

} // namespace tastescope::ui

#pragma once

#include "ui/charts/leaders/leader_layout.h"

namespace tastescope::ui {

/// Runs by what they cost and what they came to: each with its interval, the steps of what is best for its cost, and
/// the band of what is as good as the best. Hover reads a run, a click selects it.
///
/// Where things stand is layoutLeaders(), what is painted paintLeaders() and paintLeaderOverlay().
class LeaderChart : public MarkView
{
    Q_OBJECT

public:
    using MarkView::MarkView;

    void setData(LeaderData data);
    const LeaderData& data() const { return m_data; }

    /// Where a run stands in the widget; nothing: it does not.
    std::optional<QPointF> placeOf(MarkId id) const;

    void paintData(QPainter& painter, const QRectF& whole) const override;
    void paintFigure(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.points.empty(); }

protected:
    std::vector<MarkId> marks() const override; ///< the cheapest first
    std::optional<MarkId> markAt(const QPointF& pixel) const override;
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;

private:
    LeaderData m_data;
};

} // namespace tastescope::ui

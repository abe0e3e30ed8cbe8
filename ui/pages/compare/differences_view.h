#pragma once

#include "ui/charts/plot/plot_view.h"
#include "ui/pages/compare/differences_data.h"

namespace tastescope::ui {

/// What differs between runs: a column each, and how each of the others stands to the first, as a ratio or as a whisker
/// of the first minus it. Of two runs that is a column of its own, of more it stands below each value.
class DifferencesView : public PlotView
{
    Q_OBJECT

public:
    using PlotView::PlotView;

    void setData(DifferencesData data);
    const DifferencesData& data() const { return m_data; }

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override { return {{}, {}, {}, whole}; } ///< a table
    QSize figureSize(const QSize& shown) const override
    {
        return {PlotView::figureSize(shown).width(), sizeHint().height()};
    }
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.runs.empty(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {220, sizeHint().height()}; }

private:
    struct Columns
    {
        double left = 0;
        double names = 0;  ///< width
        double values = 0; ///< width of each run's column
        double beside = 0; ///< width of the column of two runs' ratio or whisker; 0: it stands below
        double right = 0;
    };

    bool isBelow() const { return m_data.runs.size() > 2; }
    double rowPixels(const DifferenceRow& row) const;
    Columns columnsIn(const QRectF& whole) const;
    QString minusText() const; ///< "bpr-01 minus"
    QRectF valuePlace(const Columns& columns, std::size_t run, double y, double height) const;

    // differences_paint.cpp
    void paintRuns(QPainter& painter, const QRectF& whole, const Columns& columns) const;
    void paintSectionHead(QPainter& painter, const DifferenceSection& section, const QRectF& place) const;
    void paintRow(QPainter& painter, const DifferenceRow& row, const Range& whiskers, const QRectF& place,
                  const Columns& columns) const;
    void paintBeside(QPainter& painter, const DifferenceRow& row, const Range& whiskers, std::size_t other,
                     const QRectF& place) const;

    DifferencesData m_data;
};

} // namespace tastescope::ui

#pragma once

#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/mark_view.h"
#include "ui/theme/line_style.h"

namespace tastescope::ui {

/// A run's name with its swatch.
struct NamedRun
{
    QString name;
    LineStyle style;
};

/// A value with its 95 % interval: the difference of two runs, or a share with a plain name.
struct IntervalRow
{
    MarkId id = 0;
    QString name = {}; ///< where it is no difference of runs
    std::optional<NamedRun> first = {};
    std::optional<NamedRun> second = {}; ///< "first minus second"
    double value = 0;
    Range interval;
    bool tied = false; ///< hollow dot, grey, "about tied"
    QString note = {}; ///< below the value: "P(better) 0.76"
    std::int64_t wins = 0;
    std::int64_t ties = 0;
    std::int64_t losses = 0;
};

enum class IntervalStyle {
    Differences, ///< rows with a zero line, an axis and columns of numbers
    Compact,     ///< name, line and value in low rows: importance
};

struct IntervalData
{
    QString valueName; ///< "difference", "importance"
    IntervalStyle style = IntervalStyle::Differences;
    bool hasCounts = false;          ///< wins, ties and losses are known
    int decimals = 4;                ///< of values that are no differences
    std::optional<Range> range = {}; ///< of the axis; else what the rows need, with 0
    std::vector<IntervalRow> rows = {};
};

/// Values with intervals, one a row: is a difference real? A line that crosses zero is a tie, and the row says so.
class IntervalChart : public MarkView
{
    Q_OBJECT

public:
    using MarkView::MarkView;

    void setData(IntervalData data);
    const IntervalData& data() const { return m_data; }

    QRectF rowPlace(std::size_t row) const { return layoutFor(rect()).rows.at(row); }

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    QSize figureSize(const QSize& shown) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.rows.empty(); }
    QSize sizeHint() const override;

protected:
    std::vector<MarkId> marks() const override;
    std::optional<MarkId> markAt(const QPointF& pixel) const override;
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;

private:
    struct Layout
    {
        Frame frame;
        std::vector<QRectF> rows;
        double nameLeft = 0;
        double valueLeft = 0;   ///< of the column of values
        double countsRight = 0; ///< 0: no room for wins, ties and losses
        double headTop = 0;
    };

    Layout layoutFor(const QRectF& whole) const;
    Range valueRange() const;
    double nameWidth() const;
    double valueWidth() const;
    double countsWidth() const;
    QString valueText(const IntervalRow& row) const;
    QString intervalText(const IntervalRow& row) const;
    QString noteText(const IntervalRow& row) const;
    QString nameText(const IntervalRow& row) const; ///< "bpr-07 minus bpr-05"

    // interval_paint.cpp
    void paintName(QPainter& painter, const IntervalRow& row, const QRectF& place) const;
    void paintMark(QPainter& painter, const IntervalRow& row, const QRectF& place, const PlotMap& map) const;
    void paintNumbers(QPainter& painter, const IntervalRow& row, const QRectF& place, const Layout& layout) const;
    void paintDifferences(QPainter& painter, const Layout& layout) const;
    void paintCompact(QPainter& painter, const Layout& layout) const;

    IntervalData m_data;
};

/// Where the run's swatch ends and its name begins, and what both need.
inline constexpr double runSwatchWidth = 20;
inline constexpr double runSwatchGap = 6;

} // namespace tastescope::ui

#pragma once

#include "ui/charts/plot/plot_view.h"

#include <optional>
#include <vector>

namespace tastescope::ui {

/// What a model looks at, and what the answer would be without it.
struct AttentionData
{
    struct Column
    {
        QString title;  ///< of the item; empty: the start
        QString detail; ///< year, genres
    };
    std::vector<Column> columns; ///< of the window, oldest first
    std::optional<Column> next;  ///< what came next; none: nobody knows
    int rank = 0;                ///< of it
    int heads = 0;
    std::vector<float> shares;   ///< heads x columns, of the block that is shown
    std::vector<double> leftOut; ///< by column: change of the chance, in [-1, 1]
    double chance = 0;           ///< with all of them
    QString target;              ///< whose chance it is
};

/// The last items of a window in columns, under each how much each head of one block looks at it, and how the chance of
/// what came next changes when it is taken out.
class AttentionChart : public PlotView
{
    Q_OBJECT

public:
    using PlotView::PlotView;

    void setData(AttentionData data);
    const AttentionData& data() const { return m_data; }

    /// "mostly the last item", "spread evenly"; empty: no word for it.
    QString habitWords(int head) const;

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF&) const override { return {}; }
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.columns.empty(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QSize figureSize(const QSize& shown) const override;

private:
    struct Grid;
    Grid gridOf(const QRectF& whole) const;
    void paintItems(QPainter& painter, const Grid& grid) const;
    void paintHeads(QPainter& painter, const Grid& grid) const;
    void paintLeftOut(QPainter& painter, const Grid& grid) const;
    int neededHeight() const;

    AttentionData m_data;
};

} // namespace tastescope::ui

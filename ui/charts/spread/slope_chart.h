#pragma once

#include "ui/charts/spread/interval_chart.h"

namespace tastescope::ui {

struct RankedItem
{
    MarkId id = 0; ///< the same item has the same id in both lists
    QString name;
    bool heldOut = false; ///< what the user liked and the models had not seen
};

struct SlopeData
{
    NamedRun left;
    NamedRun right;
    std::vector<RankedItem> leftItems; ///< best first
    std::vector<RankedItem> rightItems;
    int k = 0;        ///< the line after rank k; 0: none
    QString itemName; ///< "playlists"
};

/// Two ranked lists of one user beside one another, the same item joined. Held-out items are bold and green; a hollow
/// end says that the other list does not have the item.
class SlopeChart : public MarkView
{
    Q_OBJECT

public:
    using MarkView::MarkView;

    void setData(SlopeData data);
    const SlopeData& data() const { return m_data; }

    int overlap(int top) const; ///< items among the first `top` of both lists

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    QSize figureSize(const QSize& shown) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.leftItems.empty() && m_data.rightItems.empty(); }
    QSize sizeHint() const override;

protected:
    std::vector<MarkId> marks() const override;
    std::optional<MarkId> markAt(const QPointF& pixel) const override;
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;

private:
    struct Layout
    {
        QRectF head;
        double top = 0;
        double row = 0;     ///< height
        double leftDot = 0; ///< px
        double rightDot = 0;
        QRectF whole;

        double y(std::size_t rank) const { return top + (static_cast<double>(rank) + 0.5) * row; }
    };

    double sidePixels() const;
    Layout layoutFor(const QRectF& whole) const;
    std::size_t rows() const { return std::max(m_data.leftItems.size(), m_data.rightItems.size()); }
    void paintTitles(QPainter& painter, const Layout& layout) const;
    void paintLinks(QPainter& painter, const Layout& layout) const;
    void paintItems(QPainter& painter, const Layout& layout, bool left) const;

    SlopeData m_data;
};

} // namespace tastescope::ui

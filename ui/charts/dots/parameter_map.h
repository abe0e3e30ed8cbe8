#pragma once

#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/legend_row.h"
#include "ui/charts/plot/mark_view.h"

#include <QStringList>

namespace tastescope::ui {

struct MapAxis
{
    QString name;
    bool logarithmic = false;
    QStringList choices = {}; ///< value i is choices[i]; empty: numbers
    std::optional<Range> range = {};

    QString text(double value) const;
};

struct MapPoint
{
    MarkId id = 0;
    QString name;
    double x = 0;
    double y = 0;
    double value = 0; ///< not a number: not known yet, an open dot
};

struct MapData
{
    MapAxis x;
    MapAxis y;
    QString valueName; ///< "MRR"
    bool higherIsBetter = true;
    int decimals = 4;
    std::vector<MapPoint> points;
};

/// Two parameters of a sweep against one another: a dot a trial, coloured by its rank. No surface is drawn: between
/// the trials nothing is known.
class ParameterMap : public MarkView
{
    Q_OBJECT

public:
    using MarkView::MarkView;

    void setData(MapData data);
    const MapData& data() const { return m_data; }

    QList<KeyEntry> key() const; ///< the ramp, "worst to best MRR"
    std::optional<QPointF> placeOf(MarkId id) const;

    void paintData(QPainter& painter, const QRectF& whole) const override;
    AxisTitles axisTitles(const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.points.empty(); }

protected:
    std::vector<MarkId> marks() const override;
    std::optional<MarkId> markAt(const QPointF& pixel) const override;
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;

private:
    Frame frameFor(const QRectF& whole) const;
    std::optional<QPointF> placeOf(std::size_t point, const PlotMap& map) const;
    void paintChoices(QPainter& painter, const Frame& frame) const;
    void rankPoints();

    MapData m_data;
    std::vector<int> m_ranks;    ///< of each point, 1 is the best; 0: no value. Equal values share their best rank
    std::vector<double> m_shift; ///< px to the right, of points at the same place
    int m_lastRank = 0;
};

} // namespace tastescope::ui

#pragma once

#include "ui/charts/spread/interval_chart.h"
#include "ui/session/comparison.h"

namespace tastescope::ui {

struct SettingsData
{
    std::vector<NamedRun> runs;
    std::vector<SettingLine> lines;
    bool differencesOnly = true;
};

/// The settings of runs beside one another, those that differ or all.
class SettingsView : public PlotView
{
    Q_OBJECT

public:
    using PlotView::PlotView;

    void setData(SettingsData data);
    std::vector<SettingLine> shownLines() const;
    QString note() const; ///< "11 settings are the same"

    void paintData(QPainter& painter, const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.runs.empty(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

private:
    double nameWidth(const QRectF& whole) const;
    double columnWidth(const QRectF& whole) const;
    void paintHead(QPainter& painter, const QRectF& whole, double column) const;

    SettingsData m_data;
};

} // namespace tastescope::ui

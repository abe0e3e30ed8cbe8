#pragma once

#include "ui/charts/sheet/figure.h"
#include "ui/charts/sheet/panel_title.h"

#include <QKeySequence>
#include <QWidget>

#include <utility>
#include <vector>

class QAction;
class QPushButton;
class QStackedWidget;

namespace tastescope::ui {

class PlotTableModel;
class TableView;

/// A chart with its title row, its table twin and its exports.
///
/// T switches between chart and table; Ctrl+E exports (PNG at 1 to 4 times, SVG, PDF, CSV), Ctrl+Shift+C copies the
/// picture. The keys act while the panel has the focus.
class ChartPanel : public QWidget
{
    Q_OBJECT

public:
    /// Takes the chart as its child and gives it its accessible name.
    ChartPanel(const QString& title, PlotView* chart, QWidget* parent = nullptr);

    PlotView* chart() const { return m_chart; }
    PanelTitle* titleRow() const { return m_title; }

    void setTitle(const QString& title);
    void setCaption(const QString& caption);
    void setStatistics(const Statistics& statistics);
    void setKey(const QList<KeyEntry>& key); ///< in the title row, where colours are no runs
    void setSource(const QString& source);   ///< runs, seed and data, printed under exports

    bool isTableShown() const;
    void showTable(bool table);

    Figure figure() const;

    void exportWithDialog();
    void copyImage() const;

signals:
    void exported(const QString& path);
    void exportFailed(const QString& text); ///< in words, for a banner

protected:
    bool event(QEvent* event) override;

private:
    void addActions();
    void addZoomButton();
    void askLimits();
    void refreshTable();

    PlotView* m_chart;
    PanelTitle* m_title;
    StatisticsColumn* m_statistics;
    LegendRow* m_key;
    QStackedWidget* m_faces;
    PlotTableModel* m_model;
    TableView* m_table;
    QString m_source;
    std::vector<std::pair<QKeySequence, QAction*>> m_keys; ///< before the window has them
};

} // namespace tastescope::ui

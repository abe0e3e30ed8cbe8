#pragma once

#include "core/data/describe.h"
#include "core/data/health.h"

#include <QWidget>

class QGridLayout;
class QStackedLayout;

namespace tastescope::ui {

class ChartPanel;
class CountStrip;
class HealthPanel;
class HistogramChart;
class LorenzChart;
class ProvenancePanel;
class RankChart;
class Workspace;

/// What is in the dataset: counts, likes per user, the long tail, who owns what, what deserves a look, and where the
/// data come from. Everything is worked out on the interactive worker.
class DataPage : public QWidget
{
    Q_OBJECT

public:
    explicit DataPage(Workspace& workspace, QWidget* parent = nullptr);

private:
    struct Findings
    {
        DatasetSummary all;
        DatasetSummary scoped; ///< of the users of the slice; without one the same
        std::vector<HealthRow> health;
    };

    QWidget* makeEmpty();
    QWidget* makeFull();
    QWidget* makeCharts();
    QWidget* makeSide();
    void watchExports(ChartPanel* panel);
    void load();
    void show(const Findings& findings);
    void checkNeighbours();
    void showCounts(const DatasetSummary& summary);
    void showPositives(const Findings& findings);
    void showPopularity(const DatasetSummary& summary);
    void showOwnership(const Findings& findings);
    void showExploration(const Findings& findings);
    std::vector<std::int64_t> partOf(const Histogram& scoped) const;
    QString captioned(const QString& caption) const;

    Workspace& m_workspace;
    QStackedLayout* m_stack = nullptr;
    CountStrip* m_counts = nullptr;
    HistogramChart* m_positives = nullptr;
    ChartPanel* m_positivesPanel = nullptr;
    RankChart* m_popularity = nullptr;
    ChartPanel* m_popularityPanel = nullptr;
    HistogramChart* m_owned = nullptr;
    ChartPanel* m_ownedPanel = nullptr;
    LorenzChart* m_lorenz = nullptr;
    ChartPanel* m_lorenzPanel = nullptr;
    HistogramChart* m_exploration = nullptr;
    ChartPanel* m_explorationPanel = nullptr;
    HealthPanel* m_health = nullptr;
    ProvenancePanel* m_provenance = nullptr;
};

} // namespace tastescope::ui

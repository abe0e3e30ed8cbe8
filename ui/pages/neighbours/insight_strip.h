#pragma once

#include "core/serving/neighbour_gap.h"

#include <QWidget>

namespace tastescope::ui {

class InsightCard;
class Workspace;

/// What leads from the neighbours on: train user-KNN; see how it serves the users with few neighbours; train BPR beside
/// it. Each suggestion stands only where it makes sense, can be closed for good, and comes back with the tour.
class InsightStrip : public QWidget
{
    Q_OBJECT

public:
    explicit InsightStrip(Workspace& workspace, QWidget* parent = nullptr);

private:
    InsightCard* addCard(const QString& key, const QString& action, void (InsightStrip::*run)());
    bool isClosed(const InsightCard* card) const;
    void compare();
    void showCards();
    void showGap();
    void trainKnn();
    void trainLearner();

    Workspace& m_workspace;
    InsightCard* m_first = nullptr; ///< nothing is trained
    InsightCard* m_gap = nullptr;
    InsightCard* m_next = nullptr;       ///< only user-KNN is trained
    int m_comparedRun = 0;               ///< whose results m_found is about; 0: none has any
    std::optional<NeighbourGap> m_found; ///< none: too few users to compare
    bool m_wasShown = false;             ///< the person saw the evidence
};

} // namespace tastescope::ui

#pragma once

#include "core/serving/neighbour_gap.h"
#include "ui/session/neighbour_session.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <string>

namespace tastescope::ui {

class InsightCard;
class Workspace;
struct SessionRun;

/// What leads from the neighbours on: train user-KNN; see how it serves the users with few neighbours; train BPR beside
/// it. Each suggestion stands only where it makes sense, can be closed for good, and comes back with the tour. What is
/// found is said only of a finished run of the open data that beats chance and popularity, at the K that is chosen.
class InsightStrip : public QWidget
{
    Q_OBJECT

public:
    explicit InsightStrip(Workspace& workspace, QWidget* parent = nullptr);

private:
    /// What m_found answers. The results of a finished run never change, so the same question has the same answer and
    /// is not asked again, whatever else is told of the run.
    struct Question
    {
        int run = 0;
        std::string figure;
        std::shared_ptr<const NeighbourSession::Selection> selection; ///< kept, so that no other gets its address

        bool operator==(const Question&) const = default;
    };

    InsightCard* addCard(const QString& key, const QString& action, void (InsightStrip::*run)());
    bool isClosed(const InsightCard* card) const;
    void compare();
    const SessionRun* speaker(const std::string& dataset, const std::string& figure) const;
    void showCards();
    void showGap();
    void trainKnn();
    void trainLearner();

    Workspace& m_workspace;
    InsightCard* m_first = nullptr; ///< nothing is trained
    InsightCard* m_gap = nullptr;
    InsightCard* m_next = nullptr;       ///< only user-KNN is trained
    std::optional<Question> m_question;  ///< asked last; none: no run speaks
    int m_comparedRun = 0;               ///< whose results m_found is about; 0: none has any
    std::optional<NeighbourGap> m_found; ///< none: too few users to compare
    bool m_wasShown = false;             ///< the person saw the evidence
    bool m_isAsking = false;             ///< m_found is of before
};

} // namespace tastescope::ui

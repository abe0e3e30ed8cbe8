#pragma once

#include "ui/pages/training/leaderboard/leader_lines.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace tastescope::ui {

class PanelTitle;

/// What is said beside the leaderboard, in words and numbers. Pure of the answer.
struct LeaderRemarks
{
    struct Pair
    {
        std::size_t a = 0; ///< numbers of entries: a minus b
        std::size_t b = 0;
        PairedComparison result;
    };

    QString title;           ///< "Three share the first place"
    std::vector<Pair> pairs; ///< of the first range, or of the first and the second run; at most some
    int morePairs = 0;       ///< of the first range that are not among them
    QString cheapest;        ///< of the first range; empty: it is one run
    QString minute;          ///< what one minute buys; "–": nothing
    QString minuteWords;     ///< by which run, and what ten buy
    QString smallest;        ///< difference seen; "–": none was
    QString smallestWords;
};

LeaderRemarks leaderRemarks(const LeaderAnswer& answer);

/// The pairs of the first place, the cheapest of them, what a minute buys and the smallest difference seen.
class LeaderSide : public QWidget
{
    Q_OBJECT

public:
    explicit LeaderSide(QWidget* parent = nullptr);

    /// lines: of the same answer.
    void show(const LeaderAnswer& answer, const std::vector<LeaderLine>& lines);

private:
    struct Figure
    {
        QLabel* title = nullptr;
        QLabel* value = nullptr;
        QLabel* words = nullptr;
    };

    Figure addFigure(const QString& title, QVBoxLayout* column);
    void showPairs(const LeaderAnswer& answer, const LeaderRemarks& remarks, const std::vector<LeaderLine>& lines);

    QLabel* m_title;
    QLabel* m_metric;
    QWidget* m_pairs;
    QLabel* m_cheapest;
    Figure m_minute;
    Figure m_smallest;
};

} // namespace tastescope::ui

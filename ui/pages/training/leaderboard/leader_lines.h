#pragma once

#include "ui/charts/leaders/leader_data.h"
#include "ui/session/leader_board.h"

namespace tastescope::ui {

class Workspace;

/// A line of the leaderboard.
struct LeaderLine
{
    int id = 0;
    int rankLow = 0;
    int rankHigh = 0;
    QString rank = {}; ///< "1 to 3"
    QString name;
    LineStyle style = {};
    QString model = {};
    double value = 0;
    bool isBaseline = false;
    QString baseline = {}; ///< name of the run it is held against; empty: none is
    std::optional<PairedComparison> toBaseline = {};
    std::optional<double> hit = {}; ///< at the K of the window
    double seconds = 0;
    std::int64_t bytes = 0;
    QString settings = {}; ///< what is not as its model stands: "learning rate 0.01, dimension 64"

    /// Its figures are what other pages show of it: of all its users, by the rule of the window.
    bool isOwnFigure = true;
};

/// Best first.
std::vector<LeaderLine> leaderLines(const LeaderAnswer& answer, const Workspace& workspace);

/// The same runs by what they cost.
LeaderData leaderPoints(const LeaderAnswer& answer, const Workspace& workspace, CostUnit unit);

/// "12 of 64 users of the slice", "4 715 users"
QString leaderUsers(const LeaderAnswer& answer);

/// At the foot of a figure of the board.
QString leaderSource(const LeaderAnswer& answer);

} // namespace tastescope::ui

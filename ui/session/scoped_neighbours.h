#pragma once

#include "core/neighbours/neighbour_reach.h"
#include "core/neighbours/neighbour_statistics.h"

#include <QObject>

#include <memory>
#include <optional>

namespace tastescope::ui {

class AnswerRunner;
class NeighbourSession;
class Selection;

/// What the neighbours of the users of the slice look like, or of all without one: worked out on the interactive
/// worker, since a hundred thousand numbers are sorted.
class ScopedNeighbours : public QObject
{
    Q_OBJECT

public:
    struct Found
    {
        NeighbourSummary summary;
        BeyondLimit beyond;
        Distribution near;                      ///< NeighbourReach::near over the users
        std::optional<double> medianOfKth = {}; ///< over those who have a k-th neighbour; none: nobody has
    };

    ScopedNeighbours(const NeighbourSession& neighbours, const Selection& selection, AnswerRunner& answers);

    /// Null: there are no neighbours, or it is on its way.
    const Found* found() const { return m_found.get(); }

signals:
    void changed();

private:
    void renew();

    const NeighbourSession& m_neighbours;
    const Selection& m_selection;
    AnswerRunner& m_answers;
    std::unique_ptr<const Found> m_found;
};

} // namespace tastescope::ui

#pragma once

#include "core/data/of_users.h"
#include "ui/session/slice.h"

#include <QObject>

#include <memory>

namespace tastescope::ui {

class Messages;
class NeighbourSession;
class OpenData;
class Selection;
class UndoSteps;

/// Chooses slices as a person does: each choice can be taken back, an empty one says why it is, and a slice that a
/// range makes follows its numbers when neighbours are chosen anew. Chips, brushes and undo read and write this one
/// state.
class Slicing : public QObject
{
    Q_OBJECT

public:
    Slicing(const OpenData& data, Selection& selection, const NeighbourSession& neighbours, UndoSteps& steps,
            Messages& messages);

    void choose(std::optional<Slice> slice); ///< none: all users

    /// The users whose number is in the range. Does nothing while the numbers are not known.
    void chooseRange(const SliceRange& range);

    /// Where a chart of these numbers is brushed; none: the slice is none, or of something else.
    std::optional<SliceRange> brushOf(UserNumber number) const;

    /// Empty without data, or neighbours for what needs them.
    OfUsers<std::int32_t> numbers(UserNumber number) const;

    /// "2 086 of 6 040 users" where there is a slice; empty: all users.
    QString words() const;

private:
    Slice sliceOf(const SliceRange& range, const QString& name) const;
    QString nameOf(const SliceRange& range) const;
    void followNumbers();
    void tellIfEmpty(const QString& because);

    const OpenData& m_data;
    Selection& m_selection;
    const NeighbourSession& m_neighbours;
    UndoSteps& m_steps;
    Messages& m_messages;
};

} // namespace tastescope::ui

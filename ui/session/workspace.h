#pragma once

#include <memory>

class QString;

namespace tastescope::ui {

class AnswerRunner;
class CarriedSession;
class ComparisonSession;
class DataOpening;
class Guide;
class HistorySession;
class JobQueue;
class LeaderSession;
class Messages;
class NeighbourSession;
class NextRun;
class OpenData;
class PaceSession;
class RunBook;
class RunChoices;
class RunColours;
class RunEdits;
class RunJobs;
class RunSearch;
class RunSync;
class ScopedFigures;
class ScopedNeighbours;
class Selection;
class SequenceSession;
class Settings;
class Slicing;
class SweepSession;
class UndoSteps;
class UserSession;

/// Puts together what pages and docks meet in, and holds it: what is open, selected, trained and answered. Each part
/// has a header of its own; a page includes those of the parts it reads. Parts know only the parts they were given, and
/// none knows the workspace. To be const says nothing of the parts.
class Workspace
{
public:
    Workspace(); ///< of the person: settings under XDG_CONFIG_HOME, runs under XDG_DATA_HOME

    /// Runs keep their files in folders of `runsFolder`; their history is the file beside it, sweeps in "sweeps" there.
    Workspace(const Settings& settings, const QString& runsFolder);
    ~Workspace();

    Settings& settings() const;
    Messages& messages() const;
    Guide& guide() const;

    // What works.
    JobQueue& jobs() const;
    AnswerRunner& answers() const;
    HistorySession& history() const;

    // What is open and selected.
    OpenData& data() const;
    DataOpening& opening() const;
    Selection& selection() const;
    Slicing& slicing() const;
    UndoSteps& undo() const;

    // The runs.
    RunBook& runs() const;
    RunJobs& runJobs() const;
    RunSync& runSync() const;
    RunEdits& runEdits() const;
    RunChoices& choices() const;
    RunSearch& search() const;
    RunColours& colours() const;
    NextRun& nextRun() const;

    // What follows from all that.
    NeighbourSession& neighbours() const;
    ScopedNeighbours& scopedNeighbours() const;
    PaceSession& paces() const;
    ScopedFigures& scopedFigures() const;
    SweepSession& sweeps() const;
    UserSession& users() const;
    CarriedSession& carried() const;
    ComparisonSession& comparisons() const;
    LeaderSession& leaders() const;
    SequenceSession& sequence() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tastescope::ui

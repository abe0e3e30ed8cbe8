#pragma once

#include "ui/session/session_run.h"

namespace tastescope::ui {

/// How far the replay of a recorded curve has come, counted in epochs: 2.5 is half through the third.
class ReplayClock
{
public:
    static constexpr double shortest = 10; ///< seconds of a whole replay at speed 1
    static constexpr double longest = 60;

    /// Another curve; its replay stands at the end.
    void setCurve(int epochs, double seconds);

    int epochs() const { return m_epochs; }
    double position() const { return m_position; }
    void setPosition(double position); ///< kept within the curve
    bool atEnd() const { return m_position >= m_epochs; }

    /// `seconds` have gone by. At speed 1 a replay takes as long as training took, but at least `shortest` and at most
    /// `longest` seconds: a run of a blink can be watched and one of an hour sat through.
    void advance(double seconds, double speed);

private:
    int m_epochs = 0;
    double m_seconds = shortest; ///< of a whole replay at speed 1
    double m_position = 0;
};

/// The run as it was after so many epochs: its name, colour and settings, and the curve until there. How it ended and
/// what it learned are left out.
SessionRun replayedUntil(const SessionRun& run, double position);

} // namespace tastescope::ui

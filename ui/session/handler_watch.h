#pragma once

#include <QEvent>
#include <QString>

#include <vector>

namespace tastescope::ui {

/// Measures the CPU time that single event handlers take of the UI thread. CPU time, because it is the same whatever
/// else the machine does; the window promises that none takes more than 16 ms. An application tells it of each event by
/// overriding notify().
class HandlerWatch
{
public:
    static constexpr double limit = 16; ///< ms

    /// Handlers of one kind: the same event for the same class of receiver.
    struct Kind
    {
        QString name;       ///< "UpdateRequest of QWidgetWindow"
        double longest = 0; ///< ms of CPU
        QString within;     ///< the event sent inside it that took the most of that longest time; may be empty
        int overLimit = 0;  ///< how often
    };

    void enter(const QObject& receiver, const QEvent& event);
    void leave();

    double longest() const { return m_longest; } ///< ms of CPU of any handler
    qint64 handlers() const { return m_handlers; }

    /// Those that ever took more than the limit, longest first.
    std::vector<Kind> overLimit() const;

private:
    // Pointers to names live as long as the program: those of meta-objects.
    struct Name
    {
        QEvent::Type type = QEvent::None;
        const char* receiver = "";
        const char* parent = "";
        QString text() const;
        bool operator==(const Name&) const = default;
    };
    struct Frame // a handler at work
    {
        Name name;
        int loopLevel = 0;
        double begin = 0;     // ms of CPU
        double elsewhere = 0; // ms of it spent in turns of a nested event loop
        Name heaviest;        // inner event by its own time
        double heaviestMs = 0;
        double inner = 0; // ms in events sent inside it
    };
    struct Record
    {
        Name name;
        double longest = 0;
        Name within;
        int overLimit = 0;
    };

    void record(const Frame& frame, double ms);

    std::vector<Frame> m_frames;
    std::vector<Record> m_slow;
    double m_longest = 0;
    qint64 m_handlers = 0;
};

} // namespace tastescope::ui

#include "ui/session/handler_watch.h"

#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <ctime>

namespace tastescope::ui {

namespace {

double threadCpuMs()
{
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

} // namespace

QString HandlerWatch::Name::text() const
{
    if (type == QEvent::None)
        return {};
    const char* known = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    const QString event = known ? QLatin1String(known) : QStringLiteral("event %1").arg(static_cast<int>(type));
    const QString who = QLatin1String(receiver);
    return *parent ? QStringLiteral("%1 of %2 in %3").arg(event, who, QLatin1String(parent))
                   : QStringLiteral("%1 of %2").arg(event, who);
}

void HandlerWatch::enter(const QObject& receiver, const QEvent& event)
{
    Frame frame;
    frame.name = {event.type(), receiver.metaObject()->className(),
                  receiver.parent() ? receiver.parent()->metaObject()->className() : ""};
    frame.loopLevel = QThread::currentThread()->loopLevel();
    frame.begin = threadCpuMs();
    m_frames.push_back(frame);
}

void HandlerWatch::leave()
{
    const Frame frame = m_frames.back();
    m_frames.pop_back();
    const double total = threadCpuMs() - frame.begin;
    const double ms = total - frame.elsewhere;
    const bool isTurn = m_frames.empty() || m_frames.back().loopLevel < frame.loopLevel;
    if (isTurn)
        record(frame, ms);
    if (m_frames.empty())
        return;
    Frame& outer = m_frames.back();
    if (isTurn) { // a dialog's event loop inside a handler: its turns stand for themselves
        outer.elsewhere += total;
        return;
    }
    outer.elsewhere += frame.elsewhere;
    outer.inner += ms;
    const double own = ms - frame.inner;
    if (own > outer.heaviestMs) {
        outer.heaviest = frame.name;
        outer.heaviestMs = own;
    }
    if (frame.heaviestMs > outer.heaviestMs) {
        outer.heaviest = frame.heaviest;
        outer.heaviestMs = frame.heaviestMs;
    }
}

void HandlerWatch::record(const Frame& frame, double ms)
{
    ++m_handlers;
    m_longest = std::max(m_longest, ms);
    if (ms <= limit)
        return;
    auto found = std::ranges::find(m_slow, frame.name, &Record::name);
    if (found == m_slow.end())
        found = m_slow.insert(m_slow.end(), {.name = frame.name, .longest = 0, .within = {}, .overLimit = 0});
    ++found->overLimit;
    if (ms > found->longest) {
        found->longest = ms;
        found->within = frame.heaviest;
    }
}

std::vector<HandlerWatch::Kind> HandlerWatch::overLimit() const
{
    std::vector<Kind> kinds;
    for (const Record& record : m_slow)
        kinds.push_back({record.name.text(), record.longest, record.within.text(), record.overLimit});
    std::ranges::sort(kinds, std::ranges::greater(), &Kind::longest);
    return kinds;
}

} // namespace tastescope::ui

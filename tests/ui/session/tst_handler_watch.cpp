#include "ui/session/handler_watch.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <ctime>

using namespace tastescope::ui;

namespace {

HandlerWatch* watch = nullptr;

class Application : public QCoreApplication
{
public:
    using QCoreApplication::QCoreApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (!watch)
            return QCoreApplication::notify(receiver, event);
        watch->enter(*receiver, *event);
        const bool taken = QCoreApplication::notify(receiver, event);
        watch->leave();
        return taken;
    }
};

void burn(int ms)
{
    const std::clock_t end = std::clock() + std::clock_t{ms} * CLOCKS_PER_SEC / 1000;
    while (std::clock() < end) {
    }
}

} // namespace

class TestHandlerWatch : public QObject
{
    Q_OBJECT

private slots:
    void init() { watch = &m_watch.emplace(); }
    void cleanup() { watch = nullptr; }
    void namesTheHandlerThatTookLong();
    void waitingIsNotWork();
    void anInnerEventBelongsToTheHandlerThatSentIt();
    void turnsOfANestedLoopStandForThemselves();

private:
    bool event(QEvent* event) override;

    std::optional<HandlerWatch> m_watch;
};

// What some handlers do, by event type.
constexpr auto burns = static_cast<QEvent::Type>(QEvent::User + 1);
constexpr auto sends = static_cast<QEvent::Type>(QEvent::User + 2);
constexpr auto waits = static_cast<QEvent::Type>(QEvent::User + 3);
constexpr auto loops = static_cast<QEvent::Type>(QEvent::User + 4);

bool TestHandlerWatch::event(QEvent* event)
{
    if (event->type() == burns)
        burn(40);
    if (event->type() == sends) {
        QEvent inner(burns);
        QCoreApplication::sendEvent(this, &inner);
    }
    if (event->type() == waits)
        QTest::qSleep(60);
    if (event->type() == loops) {
        QEventLoop loop;
        QCoreApplication::postEvent(this, new QEvent(burns));
        QTimer::singleShot(100, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return QObject::event(event);
}

void TestHandlerWatch::namesTheHandlerThatTookLong()
{
    for (int time = 0; time < 2; ++time) {
        QCoreApplication::postEvent(this, new QEvent(burns));
        QCoreApplication::sendPostedEvents();
    }
    QCOMPARE(m_watch->overLimit().size(), std::size_t(1));
    const HandlerWatch::Kind kind = m_watch->overLimit().front();
    QCOMPARE(kind.name, QStringLiteral("event 1001 of TestHandlerWatch"));
    QCOMPARE(kind.overLimit, 2);
    QVERIFY(kind.longest >= 35);
    QCOMPARE(kind.longest, m_watch->longest());
    QCOMPARE(m_watch->handlers(), 2);
}

void TestHandlerWatch::waitingIsNotWork()
{
    QEvent event(waits);
    QCoreApplication::sendEvent(this, &event);
    QVERIFY(m_watch->overLimit().empty());
    QCOMPARE(m_watch->handlers(), 1);
}

void TestHandlerWatch::anInnerEventBelongsToTheHandlerThatSentIt()
{
    QEvent event(sends);
    QCoreApplication::sendEvent(this, &event);
    QCOMPARE(m_watch->overLimit().size(), std::size_t(1));
    QCOMPARE(m_watch->overLimit().front().name, QStringLiteral("event 1002 of TestHandlerWatch"));
    QCOMPARE(m_watch->overLimit().front().within, QStringLiteral("event 1001 of TestHandlerWatch"));
    QCOMPARE(m_watch->handlers(), 1);
}

void TestHandlerWatch::turnsOfANestedLoopStandForThemselves()
{
    QEvent event(loops);
    QCoreApplication::sendEvent(this, &event);
    QCOMPARE(m_watch->overLimit().size(), std::size_t(1)); // the loop itself did next to nothing
    QCOMPARE(m_watch->overLimit().front().name, QStringLiteral("event 1001 of TestHandlerWatch"));
}

int main(int argc, char** argv)
{
    Application application(argc, argv);
    TestHandlerWatch test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_handler_watch.moc"

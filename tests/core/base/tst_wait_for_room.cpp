#include "core/base/atomic_file.h"
#include "core/base/wait_for_room.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <cerrno>

using namespace tastescope;

class TestWaitForRoom : public QObject
{
    Q_OBJECT

private slots:
    void triesUntilThereIsRoomAndTellsTwice();
    void saysNothingWhenThereIsRoom();
    void otherErrorsEndIt();
    void stopsWhileItWaits();
    void namesNeedAndFreeSpace();
    void removesWhatWasLeftUnfinished();
};

namespace {

JobContext listening(std::vector<std::string>& notes, std::stop_token stop = {})
{
    return {.stop = std::move(stop),
            .sink = [&notes](const JobEvent& event) { notes.push_back(std::get<Note>(event).text); }};
}

} // namespace

void TestWaitForRoom::triesUntilThereIsRoomAndTellsTwice()
{
    std::vector<std::string> notes;
    int tries = 0;
    writeOnceThereIsRoom(listening(notes), [&] {
        if (++tries < 4)
            throw NoRoom("a.txt needs 3 kB.");
    });
    QCOMPARE(tries, 4);
    QCOMPARE(notes.size(), std::size_t(2)); // once for three failures, once for the end
    QVERIFY(notes[0].starts_with("a.txt needs 3 kB. The work waits"));
    QVERIFY(notes[1].starts_with("There is room again"));
}

void TestWaitForRoom::saysNothingWhenThereIsRoom()
{
    std::vector<std::string> notes;
    writeOnceThereIsRoom(listening(notes), [] {});
    QVERIFY(notes.empty());
}

void TestWaitForRoom::otherErrorsEndIt()
{
    std::vector<std::string> notes;
    QVERIFY_EXCEPTION_THROWN(writeOnceThereIsRoom(listening(notes), [] { throw Error("The disk is broken."); }), Error);
    QVERIFY(notes.empty());
}

void TestWaitForRoom::stopsWhileItWaits()
{
    std::stop_source stop;
    const JobContext job{.stop = stop.get_token(), .sink = [&stop](const JobEvent&) { stop.request_stop(); }};
    int tries = 0;
    QVERIFY_EXCEPTION_THROWN(writeOnceThereIsRoom(job,
                                                  [&] {
                                                      ++tries;
                                                      throw NoRoom("full");
                                                  }),
                             Cancelled);
    QCOMPARE(tries, 1);
}

void TestWaitForRoom::namesNeedAndFreeSpace()
{
    const TempFiles files;
    try {
        failWriting(files.at("a.txt"), "cannot be written", ENOSPC, 1'234'567);
    } catch (const NoRoom& full) {
        const QString text(full.what());
        const QString file = QString::fromStdString(files.at("a.txt").string());
        QVERIFY2(text.startsWith(file + QStringLiteral(" cannot be written: ")), full.what());
        QVERIFY2(text.contains(QStringLiteral("(2 MB needed, ")), full.what()); // rounded up
        QVERIFY2(text.contains(QStringLiteral(" free in ") + QString::fromStdString(files.folder().string())),
                 full.what());
        return;
    }
    QFAIL("not told");
}

void TestWaitForRoom::removesWhatWasLeftUnfinished()
{
    const TempFiles files;
    files.write("a.txt", "good");
    files.write("a.txt.x1Y2z3.part", "half");
    files.write("folder.part/b.txt", "of somebody else");
    removeUnfinished(files.folder());
    QVERIFY(std::filesystem::exists(files.at("a.txt")));
    QVERIFY(!std::filesystem::exists(files.at("a.txt.x1Y2z3.part")));
    QVERIFY(std::filesystem::exists(files.at("folder.part/b.txt")));
    removeUnfinished(files.at("nowhere"));
}

QTEST_GUILESS_MAIN(TestWaitForRoom)
#include "tst_wait_for_room.moc"

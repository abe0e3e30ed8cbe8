#include "tests/support/session_parts.h"
#include "tests/support/workspace_in.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

class TestWorkspace : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void opensAPresetAndFindsNeighbours();
    void importsAFileAndRemembersIt();
    void asksBeforeRowsArePassedOver();
    void tellsInWordsWhatCannotBeOpened();
    void aNewDatasetForgetsTheSelection();
    void keepsTheOptionsOfEachModel();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {

struct Session
{
    QTemporaryDir folder;
    Workspace workspace = tastescope::test::workspaceIn(folder);

    QString write(const QString& name, const QByteArray& text)
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the temporary folder cannot be written to");
        return file.fileName();
    }
};

// 6 users like 5 or more of 8 films each.
QByteArray ratings()
{
    QByteArray text = "user,item,rating\n";
    for (int user = 0; user < 6; ++user)
        for (int item = 0; item < 8; ++item)
            if ((user + item) % 4 != 0)
                text += QByteArray::number(user) + ",film" + QByteArray::number(item) + ",4\n";
    return text;
}

DatasetSource tiny()
{
    return {{QStringLiteral("preset:tiny")}, {}};
}

} // namespace

void TestWorkspace::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
}

void TestWorkspace::opensAPresetAndFindsNeighbours()
{
    Session session;
    Workspace& workspace = session.workspace;
    QSignalSpy opened(&workspace.data(), &OpenData::changed);
    workspace.opening().open(tiny());
    QVERIFY(workspace.opening().isOpening());
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(!workspace.opening().isOpening());
    QVERIFY(workspace.data().dataset()->userCount() > 100);
    QTRY_VERIFY(workspace.neighbours().selection());
    QVERIFY(workspace.data().opened().facts);
    QVERIFY(workspace.neighbours().selection()->neighbours && workspace.neighbours().selection()->candidates);
    QVERIFY(!workspace.choices().current());               // nothing is trained yet
    QVERIFY(workspace.settings().recentFiles().isEmpty()); // presets are always on the start page
}

void TestWorkspace::importsAFileAndRemembersIt()
{
    Session session;
    Workspace& workspace = session.workspace;
    const QString path = session.write(QStringLiteral("ratings.csv"), ratings());
    workspace.opening().open({{path}, {}});
    QTRY_VERIFY(workspace.data().dataset());
    QVERIFY(workspace.data().opened().report);
    QCOMPARE(workspace.data().dataset()->userCount(), std::size_t(6));
    const QVector<RecentFile> recent = workspace.settings().recentFiles();
    QCOMPARE(recent.size(), 1);
    QCOMPARE(recent.front().source.paths, QStringList{path});
    QCOMPARE(recent.front().source.name(), QStringLiteral("ratings.csv"));
    QVERIFY(recent.front().contents.contains(QStringLiteral("6 users")));
    QVERIFY(recent.front().bytes > 0);
}

void TestWorkspace::asksBeforeRowsArePassedOver()
{
    Session session;
    Workspace& workspace = session.workspace;
    const QString path = session.write(QStringLiteral("ratings.csv"), ratings() + "1,,4\n2,film1,five\n");

    workspace.opening().open({{path}, {}});
    QTRY_VERIFY(workspace.opening().pending());
    QVERIFY(!workspace.data().dataset());
    QCOMPARE(workspace.opening().pending()->report->badRowCount, std::int64_t(2));
    workspace.opening().discardPending();
    QVERIFY(!workspace.opening().pending());
    QVERIFY(!workspace.data().dataset());

    workspace.opening().open({{path}, {}});
    QTRY_VERIFY(workspace.opening().pending());
    workspace.opening().acceptPending();
    QVERIFY(workspace.data().dataset());
    QVERIFY(!workspace.opening().pending());
    QVERIFY(workspace.data().source().options.skipBadRows); // opened again, it does not ask again
}

void TestWorkspace::tellsInWordsWhatCannotBeOpened()
{
    Session session;
    Workspace& workspace = session.workspace;
    std::vector<Notice> notices;
    connect(&workspace.messages(), &Messages::noticed, this, [&](const Notice& notice) { notices.push_back(notice); });
    workspace.opening().open({{QStringLiteral("/no/such/file.csv")}, {}});
    QTRY_COMPARE(notices.size(), std::size_t(1));
    QCOMPARE(notices.front().kind, NoticeKind::Error);
    QVERIFY(notices.front().title.contains(QStringLiteral("file.csv")));
    QVERIFY(!notices.front().text.isEmpty());
    QVERIFY(!workspace.opening().isOpening());
}

void TestWorkspace::aNewDatasetForgetsTheSelection()
{
    Session session;
    Workspace& workspace = session.workspace;
    const QString path = session.write(QStringLiteral("ratings.csv"), ratings());
    workspace.opening().open({{path}, {}});
    QTRY_VERIFY(workspace.neighbours().selection());
    workspace.selection().setUser(User{3});
    workspace.selection().setItem(Item{1});
    workspace.selection().setSlice(Slice{QStringLiteral("some"), {User{1}, User{3}}});

    bool forgotten = false; // somebody and something of the new data are chosen soon after
    bool itemForgotten = false;
    connect(&workspace.selection(), &Selection::itemChanged, this,
            [&] { itemForgotten = itemForgotten || !workspace.selection().item(); });
    connect(&workspace.selection(), &Selection::userChanged, this,
            [&] { forgotten = forgotten || !workspace.selection().user(); });
    workspace.opening().open(tiny());
    QTRY_VERIFY(workspace.data().dataset()->userCount() > 100);
    QVERIFY(forgotten);
    QVERIFY(itemForgotten);
    QVERIFY(!workspace.selection().slice());
    workspace.data().close();
    QVERIFY(!workspace.data().dataset());
    QVERIFY(!workspace.neighbours().selection());
    QCOMPARE(workspace.nextRun().train(), 0);
}

void TestWorkspace::keepsTheOptionsOfEachModel()
{
    Session session;
    Workspace& workspace = session.workspace;
    ModelOptions options = workspace.nextRun().options();
    setOption(options, "epochs", std::int64_t{7});
    workspace.nextRun().setOptions(options);
    workspace.nextRun().setModel("user-knn");
    QCOMPARE(modelName(workspace.nextRun().options()), std::string_view("user-knn"));
    QVERIFY_EXCEPTION_THROWN(workspace.nextRun().setModel("no-such-model"), Error);
    QCOMPARE(modelName(workspace.nextRun().options()), std::string_view("user-knn"));
    workspace.nextRun().setModel("bpr");
    QVERIFY(readOption(workspace.nextRun().options(), "epochs") == OptionValue(std::int64_t{7}));
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"

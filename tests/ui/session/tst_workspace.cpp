#include "ui/session/workspace.h"

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
    Workspace workspace{Settings(folder.filePath(QStringLiteral("settings.json"))),
                        folder.filePath(QStringLiteral("runs"))};

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
    QSignalSpy opened(&workspace, &Workspace::datasetChanged);
    workspace.openDataset(tiny());
    QVERIFY(workspace.isOpening());
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(!workspace.isOpening());
    QVERIFY(workspace.dataset()->userCount() > 100);
    QTRY_VERIFY(workspace.neighbours().selection());
    const Serving serving = workspace.serving();
    QVERIFY(serving.dataset && serving.facts && serving.neighbours && serving.candidates);
    QVERIFY(!serving.model);                               // nothing is trained yet
    QVERIFY(workspace.settings().recentFiles().isEmpty()); // presets are always on the start page
}

void TestWorkspace::importsAFileAndRemembersIt()
{
    Session session;
    Workspace& workspace = session.workspace;
    const QString path = session.write(QStringLiteral("ratings.csv"), ratings());
    workspace.openDataset({{path}, {}});
    QTRY_VERIFY(workspace.dataset());
    QVERIFY(workspace.importReport());
    QCOMPARE(workspace.dataset()->userCount(), std::size_t(6));
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

    workspace.openDataset({{path}, {}});
    QTRY_VERIFY(workspace.pendingImport());
    QVERIFY(!workspace.dataset());
    QCOMPARE(workspace.pendingImport()->report->badRowCount, std::int64_t(2));
    workspace.discardPendingImport();
    QVERIFY(!workspace.pendingImport());
    QVERIFY(!workspace.dataset());

    workspace.openDataset({{path}, {}});
    QTRY_VERIFY(workspace.pendingImport());
    workspace.acceptPendingImport();
    QVERIFY(workspace.dataset());
    QVERIFY(!workspace.pendingImport());
    QVERIFY(workspace.source().options.skipBadRows); // opened again, it does not ask again
}

void TestWorkspace::tellsInWordsWhatCannotBeOpened()
{
    Session session;
    Workspace& workspace = session.workspace;
    std::vector<Notice> notices;
    connect(&workspace, &Workspace::noticed, this, [&](const Notice& notice) { notices.push_back(notice); });
    workspace.openDataset({{QStringLiteral("/no/such/file.csv")}, {}});
    QTRY_COMPARE(notices.size(), std::size_t(1));
    QCOMPARE(notices.front().kind, NoticeKind::Error);
    QVERIFY(notices.front().title.contains(QStringLiteral("file.csv")));
    QVERIFY(!notices.front().text.isEmpty());
    QVERIFY(!workspace.isOpening());
}

void TestWorkspace::aNewDatasetForgetsTheSelection()
{
    Session session;
    Workspace& workspace = session.workspace;
    const QString path = session.write(QStringLiteral("ratings.csv"), ratings());
    workspace.openDataset({{path}, {}});
    QTRY_VERIFY(workspace.neighbours().selection());
    workspace.setUser(User{3});
    workspace.setItem(Item{1});
    workspace.setSlice(Slice{QStringLiteral("some"), {User{1}, User{3}}});

    bool forgotten = false; // somebody and something of the new data are chosen soon after
    bool itemForgotten = false;
    connect(&workspace, &Workspace::itemChanged, this, [&] { itemForgotten = itemForgotten || !workspace.item(); });
    connect(&workspace, &Workspace::userChanged, this, [&] { forgotten = forgotten || !workspace.user(); });
    workspace.openDataset(tiny());
    QTRY_VERIFY(workspace.dataset()->userCount() > 100);
    QVERIFY(forgotten);
    QVERIFY(itemForgotten);
    QVERIFY(!workspace.slice());
    workspace.closeDataset();
    QVERIFY(!workspace.dataset());
    QVERIFY(!workspace.neighbours().selection());
    QCOMPARE(workspace.train(), 0);
}

void TestWorkspace::keepsTheOptionsOfEachModel()
{
    Session session;
    Workspace& workspace = session.workspace;
    ModelOptions options = workspace.nextOptions();
    setOption(options, "epochs", std::int64_t{7});
    workspace.setNextOptions(options);
    workspace.setNextModel("user-knn");
    QCOMPARE(modelName(workspace.nextOptions()), std::string_view("user-knn"));
    workspace.setNextModel("no-such-model");
    QCOMPARE(modelName(workspace.nextOptions()), std::string_view("user-knn"));
    workspace.setNextModel("bpr");
    QVERIFY(readOption(workspace.nextOptions(), "epochs") == OptionValue(std::int64_t{7}));
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"

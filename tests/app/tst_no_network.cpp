#include "tests/app/command.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

/// The programs speak to nobody: they could not, by what they are linked against, and they do not, by what the system
/// saw of them.
class TestNoNetwork : public QObject
{
    Q_OBJECT

private slots:
    void noSocketIsLinked_data() { addPrograms(); }
    void noSocketIsLinked();
    void noNetworkLibraryIsLinked_data() { addPrograms(); }
    void noNetworkLibraryIsLinked();
    void aTrainingCallsNobody();
    void aTourCallsNobody();

private:
    static void addPrograms();
    QStringList networkCallsOf(const QStringList& words) const;

    QTemporaryDir m_folder;
};

namespace {

/// What a tool says of a program; nothing when there is no such tool.
QString said(const QString& tool, const QStringList& words)
{
    QProcess process;
    process.start(tool, words);
    return process.waitForFinished(60'000) ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
}

/// Why system calls cannot be watched here; empty: they can.
QString whyNotWatched()
{
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        return QStringLiteral("needs strace: apt install strace");
    QProcess process;
    process.start(QStringLiteral("strace"), {"-f", "-e", "trace=network", "true"});
    process.waitForFinished();
    return process.exitCode() == 0 ? QString()
                                   : QStringLiteral("strace may not watch programs here: ptrace is refused");
}

} // namespace

void TestNoNetwork::addPrograms()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("command line") << QStringLiteral(TASTESCOPE_CLI);
#ifdef TASTESCOPE_WINDOW
    QTest::newRow("window") << QStringLiteral(TASTESCOPE_WINDOW);
#endif
}

/// Our own libraries are static: what they call stands in the programs.
void TestNoNetwork::noSocketIsLinked()
{
    QFETCH(QString, program);
    const QString symbols = said(QStringLiteral("nm"), {"-D", "--undefined-only", program});
    if (symbols.isEmpty())
        QSKIP("needs nm: apt install binutils");
    static const QRegularExpression line(QStringLiteral("\\s[Uw] ([^@\\s]+)"));
    static const QRegularExpression ofNetwork(
        QStringLiteral("^(socket|socketpair|connect|bind|listen|accept4?|send|sendto|sendm?msg|recv|recvfrom|recvm?msg"
                       "|[gs]etsockopt|getaddrinfo|getnameinfo|gethostby\\w+|inet_\\w+|res_\\w+|curl_\\w+|SSL_\\w+"
                       "|BIO_\\w*(connect|accept|socket)\\w*)$|QNetwork|QTcpS|QUdpS|QSsl|QAbstractSocket|QLocalS"
                       "|QDnsLookup|QHostInfo|QHostAddress|QWebSocket"));
    int count = 0;
    for (auto found = line.globalMatch(symbols); found.hasNext(); ++count) {
        const QString name = found.next().captured(1);
        QVERIFY2(!ofNetwork.match(name).hasMatch(), qPrintable(name + " is called"));
    }
    QVERIFY2(count > 100, "the symbols are not seen");
}

void TestNoNetwork::noNetworkLibraryIsLinked()
{
    QFETCH(QString, program);
    const QString dynamic = said(QStringLiteral("readelf"), {"-d", program});
    if (dynamic.isEmpty())
        QSKIP("needs readelf: apt install binutils");
    QVERIFY(dynamic.contains(QLatin1String("libc.so")));
    static const QRegularExpression ofNetwork(
        QStringLiteral("\\(NEEDED\\).*\\[lib(Qt\\d(Network|WebSockets|WebEngine)\\w*|curl|ssl|nghttp2|ssh)\\b"));
    QVERIFY2(!dynamic.contains(ofNetwork), qPrintable(dynamic));
}

/// The calls of the network family that the program and its threads made, a line each.
QStringList TestNoNetwork::networkCallsOf(const QStringList& words) const
{
    const QString log = m_folder.filePath("calls");
    QProcess process;
    start(process, QStringList{"-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", log} + words,
          QStringLiteral("strace"));
    if (!process.waitForFinished(600'000))
        return {"it did not end"};
    if (process.exitCode() != 0)
        return {QString::fromUtf8(process.readAllStandardError())};
    QFile file(log);
    if (!file.open(QIODevice::ReadOnly))
        return {"there is no log"};
    return QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts).filter("(");
}

void TestNoNetwork::aTrainingCallsNobody()
{
    if (const QString why = whyNotWatched(); !why.isEmpty())
        QSKIP(qPrintable(why));
    qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8());
    QCOMPARE(networkCallsOf({TASTESCOPE_CLI, "train", "preset:tiny", "--model", "bpr", "--set", "epochs=2", "--out",
                             m_folder.filePath("run")}),
             QStringList());
    // It is seen when somebody does: this asks the system for an address.
    QVERIFY(!networkCallsOf({"getent", "ahosts", "127.0.0.1"}).isEmpty());
}

/// The platform may ask the desktop, on this machine, for its settings.
void TestNoNetwork::aTourCallsNobody()
{
#ifdef TASTESCOPE_WINDOW
    if (const QString why = whyNotWatched(); !why.isEmpty())
        QSKIP(qPrintable(why));
    const WithVariable platform("QT_QPA_PLATFORM", "offscreen");
    const WithVariable cache("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8());
    const QStringList calls =
        networkCallsOf({TASTESCOPE_WINDOW, "--tour", m_folder.filePath("pictures"), "preset:tiny"});
    QVERIFY(QFileInfo::exists(m_folder.filePath("pictures/training.png")));
    static const QRegularExpression local(QStringLiteral("AF_UNIX|AF_LOCAL"));
    static const QRegularExpression begins(QStringLiteral("\\b(socket|socketpair|connect|bind|sendto)\\("));
    for (const QString& call : calls) {
        QVERIFY2(!call.contains(QLatin1String("AF_INET")), qPrintable(call));
        QVERIFY2(!call.contains(begins) || call.contains(local) || call.contains("NULL, 0)"), qPrintable(call));
    }
    qInfo("%d calls, all to this machine", static_cast<int>(calls.size()));
#else
    QSKIP("the window is not built");
#endif
}

QTEST_GUILESS_MAIN(TestNoNetwork)
#include "tst_no_network.moc"

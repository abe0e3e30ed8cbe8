// What holds of the window and can be read off its sources: how text from files gets onto the screen, and which item
// models are tested.

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

class TestWindowGates : public QObject
{
    Q_OBJECT

private slots:
    void markupIsTheProgramsOwn();
    void namesFromFilesAreMadeHarmless();
    void messagesOfTheEngineAreMadeHarmless();
    void namesInMenusAndButtonsHaveNoUnderlinedLetters();
    void cellsOfCsvAreQuotedInOnePlace();
    void everyItemModelMeetsTheModelTester();
    void theGatesSeeWhatTheyForbid();
};

namespace {

const QDir root(QStringLiteral(SOURCE_ROOT));

QString read(const QString& path)
{
    QFile file(root.filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList filesOf(const QStringList& folders)
{
    QStringList paths;
    for (const QString& folder : folders) {
        QDirIterator files(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            paths << root.relativeFilePath(files.next());
    }
    paths.sort();
    return paths;
}

/// "ui/a.cpp:12: the line" of each line that fits, comments left out.
QStringList linesOf(const QString& path, const QString& text, const QRegularExpression& pattern)
{
    QStringList found;
    int number = 0;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        ++number;
        const QString code = line.left(line.indexOf(QLatin1String("//")) < 0 ? line.size() : line.indexOf("//"));
        if (code.contains(pattern))
            found << QStringLiteral("%1:%2: %3").arg(path).arg(number).arg(line.trimmed());
    }
    return found;
}

QStringList offenders(const QStringList& folders, const QRegularExpression& pattern, const QStringList& excepted = {})
{
    QStringList found;
    for (const QString& path : filesOf(folders))
        if (!excepted.contains(path))
            found << linesOf(path, read(path), pattern);
    return found;
}

// Widgets and calls that take markup, or guess that a text is markup where no event filter makes it plain.
const QRegularExpression markup(QStringLiteral("\\b(QMessageBox|QErrorMessage|QInputDialog|QTextBrowser|QTextEdit|"
                                               "QTextDocument|QStaticText|QWhatsThis|QSplashScreen)"
                                               "\\b|\\b(setHtml|insertHtml|appendHtml|setMarkdown|setWhatsThis|"
                                               "setInformativeText)\\(|Qt::(RichText|MarkdownText|AutoText)"));

// What a dataset, a run or a file is called, made a text of the window as it is.
const QRegularExpression rawName(QStringLiteral(
    "QString::from(StdString|Utf8|StdU16String|Local8Bit)\\([^;]*"
    "((users|items|tracks)\\(\\)\\.(ids\\.)?(name|title|detail)\\(|dataset(\\(\\))?(\\.|->)name\\(\\)|data\\.name\\b"
    "|(stored|sweep)\\.name\\b|\\.(note|excerpt|reason|builtBy)\\b|->reason\\b|provenance(\\(\\))?\\.split"
    "|filename\\(\\)|\\bcell\\b|place\\.file)"));

const QRegularExpression rawMessage(
    QStringLiteral("QString::from(StdString|Utf8|Local8Bit)\\([^;]*(what\\(\\)|(\\.|->)message\\b|readOnlyReason)"));

const QRegularExpression markedName(QStringLiteral(
    "(addAction|addMenu|setTabText|addTab|QPushButton|QCheckBox|QToolButton|QAction|->setText|\\.title =|tr\\(\"&)"
    "[^;]*\\b(source\\.name\\(\\)|job->title|jobs\\.back\\(\\)\\.title|(un|re)doText\\(\\))"));

const QRegularExpression ownQuotes(QStringLiteral("replace\\([^;]*\"\\\\\"\"[^;]*\"\\\\\"\\\\\"\""));

} // namespace

void TestWindowGates::markupIsTheProgramsOwn()
{
    // Labels of the program's own words, whose places for names are escaped or numbers; and the event filter that makes
    // plain what was left to guess.
    const QStringList known{
        QStringLiteral("ui/pages/compare/user_lists_panel.cpp"), QStringLiteral("ui/pages/import/formats_dialog.cpp"),
        QStringLiteral("ui/pages/start/start_card.cpp"), QStringLiteral("ui/theme/plain_labels.cpp")};
    const QStringList found = offenders({"ui", "app"}, markup, known);
    QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("show plain text:\n") + found.join(QLatin1Char('\n'))));
    for (const QString& path : {known[1], known[2]})
        QVERIFY(read(path).contains(QLatin1String("toHtmlEscaped()")));
}

void TestWindowGates::namesFromFilesAreMadeHarmless()
{
    // What is copied as text for a mail or a bug report is not shown; of the settings the raw id is wanted back.
    const QStringList found =
        offenders({"ui"}, rawName, {"ui/session/names.cpp", "ui/window/session_state.cpp"})
            .filter(QRegularExpression(QStringLiteral("^(?!.*(\"(dataset|split|built): \"|fileNameOf\\())")));
    QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("use shownName():\n") + found.join(QLatin1Char('\n'))));
}

void TestWindowGates::messagesOfTheEngineAreMadeHarmless()
{
    const QStringList found = offenders({"ui"}, rawMessage);
    QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("use shownMessage():\n") + found.join(QLatin1Char('\n'))));
}

void TestWindowGates::namesInMenusAndButtonsHaveNoUnderlinedLetters()
{
    const QStringList found =
        offenders({"ui/window", "ui/pages", "ui/parts"}, markedName)
            .filter(
                QRegularExpression(QStringLiteral("^(?!.*(withoutMnemonics|setAccessibleName|m_name->|m_title->))")));
    QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("use withoutMnemonics():\n") + found.join(QLatin1Char('\n'))));
}

void TestWindowGates::cellsOfCsvAreQuotedInOnePlace()
{
    const QStringList found = offenders({"core", "ui", "app"}, ownQuotes, {"core/base/csv_text.cpp"});
    QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("use csvCell():\n") + found.join(QLatin1Char('\n'))));
}

void TestWindowGates::everyItemModelMeetsTheModelTester()
{
    static const QRegularExpression model(
        QStringLiteral("class (\\w+)(?: final)?\\s*: public "
                       "(?:QAbstract\\w*Model|QSortFilterProxyModel|QIdentityProxyModel|QStandardItemModel"
                       "|QStringListModel|TableModel)\\b"));
    const QString tests = read(QStringLiteral("tests/ui/tables/tst_model_rules.cpp"));
    QStringList models;
    for (const QString& path : filesOf({"ui", "app"}))
        for (auto found = model.globalMatch(read(path)); found.hasNext();)
            models << found.next().captured(1);
    QVERIFY(models.removeOne(QStringLiteral("TableModel"))); // the base of the others, not a model yet
    QVERIFY(models.size() >= 6);
    for (const QString& name : models)
        QVERIFY2(tests.contains(name),
                 qPrintable(name + QStringLiteral(" has no test in tests/ui/tables/tst_model_rules.cpp")));
}

/// A gate that cannot fail guards nothing.
void TestWindowGates::theGatesSeeWhatTheyForbid()
{
    const auto sees = [](const QRegularExpression& gate, const char* line) {
        return linesOf(QStringLiteral("f"), QString::fromUtf8(line), gate).size() == 1;
    };
    QVERIFY(sees(markup, "QMessageBox::warning(this, title, text);"));
    QVERIFY(sees(markup, "label->setTextFormat(Qt::RichText);"));
    QVERIFY(sees(rawName, "x = QString::fromStdString(dataset.users().name(index(user)));"));
    QVERIFY(sees(rawName, "x = QString::fromStdString(dataset->name());"));
    QVERIFY(sees(rawMessage, "label->setText(QString::fromUtf8(error.what()));"));
    QVERIFY(sees(markedName, "m_train->setText(tr(\"Queue after %1\").arg(jobs.back().title));"));
    QVERIFY(sees(ownQuotes, "text.replace(\"\\\"\", \"\\\"\\\"\");"));
    QVERIFY(!sees(markup, "// a QMessageBox would take it for markup"));
    QVERIFY(!sees(rawName, "x = shownName(dataset.users().name(index(user)));"));
}

QTEST_GUILESS_MAIN(TestWindowGates)
#include "tst_window_gates.moc"

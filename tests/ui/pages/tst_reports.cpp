#include "core/data/dataset.h"
#include "tests/support/compare_screen.h"
#include "tests/support/sweep_screen.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/compare/compare_head.h"
#include "ui/pages/compare/compare_report.h"
#include "ui/pages/sweep/sweep_head.h"
#include "ui/parts/report/report_menu.h"
#include "ui/parts/report/report_writing.h"
#include "ui/session/numbers.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>

using namespace tastescope;
using namespace tastescope::ui;

/// What the pages Compare and Sweep print.
class TestReports : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theReportHoldsWhatThePageSays();
    void footersNameEveryRunAndTheProtocol();
    void aSweepsFooterNamesItsTrials();
    void partsTakenOutStayOut();
    void theReportHoldsTheSweep();
};

void TestReports::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestReports::theReportHoldsWhatThePageSays()
{
    pagetest::CompareScreen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.trainTwo());
    std::vector<Notice> notices;
    connect(&screen.workspace.messages(), &Messages::noticed, this,
            [&](const Notice& notice) { notices.push_back(notice); });
    const QString path = screen.folder.filePath(QStringLiteral("report.pdf"));
    const Comparison& made = *screen.session().comparison();
    const auto panels = screen.page.panels();
    QVERIFY(panels.size() >= 5);
    writeReport(screen.workspace, comparisonReport(made, panels, QStringLiteral("tiny"), QStringLiteral("All.")), path,
                &screen.page);
    QTRY_VERIFY_WITH_TIMEOUT(!notices.empty(), 60'000);
    QVERIFY(notices.front().kind == NoticeKind::Success);
    QCOMPARE(notices.front().actions.front().text, QStringLiteral("Open"));

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("%PDF-"));
    QVERIFY(bytes.trimmed().endsWith("%%EOF"));
    QVERIFY2(!bytes.contains("/Subtype /Image"), "the figures must stay lines and letters");

    const QString reader = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
    if (reader.isEmpty())
        QSKIP("pdftotext (package poppler-utils) is not installed: the words of the report are not read back");
    QProcess process;
    process.start(reader, {QStringLiteral("-layout"), path, QStringLiteral("-")});
    QVERIFY(process.waitForFinished());
    const QString text = QString::fromUtf8(process.readAllStandardOutput());
    for (const QString& word :
         {made.runs[0].name, made.runs[1].name, QString::fromStdString(made.runs[0].data.hash),
          QStringLiteral("page 1 of"), QStringLiteral("Learning rate"), QStringLiteral("Where this comes from"),
          QStringLiteral("50 candidates"), QStringLiteral("; Tastescope ")})
        QVERIFY2(text.contains(word), qPrintable(word));
}

void TestReports::footersNameEveryRunAndTheProtocol()
{
    pagetest::CompareScreen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.trainTwo());
    const Comparison& made = *screen.session().comparison();
    const QString hash = shortHash(QString::fromStdString(made.runs[0].data.hash));
    for (const ChartPanel* panel : screen.page.panels()) {
        const QString source = panel->figure().source;
        for (const QString& word :
             {made.runs[0].name, made.runs[1].name, QStringLiteral("(seed "),
              QStringLiteral("validation, 1 + 50 candidates"), QStringLiteral("n = "), QStringLiteral("hash ") + hash})
            QVERIFY2(source.contains(word), qPrintable(panel->figure().title + QStringLiteral(": ") + source));
    }
    QCOMPARE(comparisonReport(made, screen.page.panels(), QStringLiteral("tiny"), QString()).source,
             screen.page.panels().front()->figure().source);
}

void TestReports::aSweepsFooterNamesItsTrials()
{
    pagetest::SweepScreen screen;
    QVERIFY(screen.sweep(3));
    const Sweep& sweep = screen.sweeps().current()->sweep;
    for (const ChartPanel* panel : screen.page.findChildren<ChartPanel*>()) {
        if (!panel->isVisibleTo(&screen.page))
            continue; // what holds other sweeps beside this one
        const QString source = panel->figure().source;
        for (const SweepTrial& trial : sweep.trials)
            QVERIFY2(source.contains(trialName(sweep, trial.id)), qPrintable(source));
        QVERIFY2(source.contains(QStringLiteral("1 + 50 candidates; n = ")), qPrintable(source));
        QVERIFY2(source.contains(QStringLiteral("hash ")), qPrintable(source));
    }
}

void TestReports::partsTakenOutStayOut()
{
    pagetest::CompareScreen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.trainTwo());
    auto* menu = qobject_cast<ReportMenu*>(screen.page.findChild<CompareHead*>()->reportButton()->menu());
    QVERIFY(menu);
    menu->fill();
    QVERIFY(menu->boxes().size() >= 8); // three tables and texts, five figures
    QVERIFY(std::ranges::all_of(menu->boxes(), [](const QCheckBox* box) { return box->isChecked(); }));
    const std::size_t all = menu->chosen().report.parts.size();
    const auto boxOf = [&](const QString& title) {
        const auto found =
            std::ranges::find_if(menu->boxes(), [&](const QCheckBox* box) { return box->text() == title; });
        return found == menu->boxes().end() ? nullptr : *found;
    };
    boxOf(QStringLiteral("MRR"))->click();
    QCOMPARE(menu->chosen().report.parts.size(), all - 1);
    screen.session().setMetric("hit-10"); // another title, the same panel
    QVERIFY(screen.answered());
    menu->fill();
    QVERIFY(!boxOf(QStringLiteral("Hit@10"))->isChecked());
    QVERIFY(std::ranges::none_of(menu->chosen().report.parts,
                                 [](const ReportPart& part) { return keyOf(part) == QLatin1String("curves"); }));
    QCOMPARE(titleOf(menu->chosen().report.parts.back()), QStringLiteral("Where this comes from")); // always in
    boxOf(QStringLiteral("Hit@10"))->click();
    QTRY_COMPARE(menu->chosen().report.parts.size(), all); // the sentence comes with the measures
}

void TestReports::theReportHoldsTheSweep()
{
    pagetest::SweepScreen screen;
    QVERIFY(screen.sweep(3));
    auto* menu = qobject_cast<ReportMenu*>(screen.page.findChild<SweepHead*>()->reportButton()->menu());
    QVERIFY(menu);
    const ReportMenu::Offer offer = menu->chosen();
    const Sweep& sweep = screen.sweeps().current()->sweep;
    QCOMPARE(offer.name, screen.sweeps().current()->name);
    QVERIFY(offer.report.sentence.contains(trialName(sweep, sweep.best)));
    QStringList keys;
    for (const ReportPart& part : offer.report.parts)
        keys << keyOf(part);
    for (const char* key : {"tied", "history", "slice", "parallel", "trials", "settings"})
        QVERIFY2(keys.contains(QLatin1String(key)), key);
    const auto table = std::ranges::find(keys, QStringLiteral("trials")) - keys.begin();
    const PlotTable& trials = std::get<ReportTable>(offer.report.parts[static_cast<std::size_t>(table)]).table;
    QCOMPARE(trials.rowCount(), 3);
    QCOMPARE(trials.text(0, 0), trialName(sweep, sweep.best)); // by MRR
    const ReportText& origin = std::get<ReportText>(offer.report.parts.back());
    QVERIFY(origin.paragraphs.join(QLatin1Char(' '))
                .contains(QString::fromStdString(screen.workspace.data().dataset()->hash())));
    const QByteArray bytes = toPdf(offer.report);
    QVERIFY(bytes.startsWith("%PDF-"));
    QVERIFY2(!bytes.contains("/Subtype /Image"), "the figures must stay lines and letters");

    menu->fill();
    menu->boxes().front()->click();
    QCOMPARE(menu->chosen().report.parts.size(), offer.report.parts.size() - 1);
}

QTEST_MAIN(TestReports)
#include "tst_reports.moc"

#include "core/models/transformer/transformer_options.h"
#include "tests/ui/window/shell.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sequence/attention_chart.h"
#include "ui/pages/sequence/one_user_view.h"
#include "ui/pages/sequence/runs_view.h"
#include "ui/pages/sequence/sequence_page.h"
#include "ui/pages/sequence/sequence_table.h"
#include "ui/parts/empty_state.h"
#include "ui/session/data_opening.h"
#include "ui/session/job_queue.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/sequence_session.h"

#include <cmath>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

namespace {

SequenceRow measuredRow(int id, const QString& name, double repeats)
{
    SequenceRow row;
    row.id = id;
    row.name = name;
    row.figures[11] = repeats;
    return row;
}

SessionRun importedRun(const std::vector<std::pair<double, double>>& losses)
{
    SessionRun run;
    run.origin = RunOrigin{};
    run.phase = RunPhase::Ended;
    for (const auto& [training, validation] : losses)
        run.curve.epochs.push_back({.epoch = static_cast<int>(run.curve.epochs.size()) + 1,
                                    .trainLoss = training,
                                    .validation = {{"val_loss", validation}}});
    return run;
}

/// 40 users who go round 12 items in order, with a time for each.
QByteArray roundData()
{
    QByteArray text = "user,item,timestamp\n";
    for (int user = 0; user < 40; ++user)
        for (int event = 0; event < 10; ++event)
            text += QStringLiteral("%1,%2,%3\n")
                        .arg(user)
                        .arg((user + event) % 12)
                        .arg(1'700'000'000 + event * 60)
                        .toUtf8();
    return text;
}

SequencePage* pageOf(const Shell& shell)
{
    return qobject_cast<SequencePage*>(shell.window.pageWidget());
}

QString emptyTitle(const Shell& shell)
{
    for (const EmptyState* state : shell.window.pageWidget()->findChildren<EmptyState*>())
        if (state->isVisible())
            return state->title();
    return {};
}

} // namespace

/// The Sequence page: what it says where there is nothing, what it computes, and one user asked of a trained model.
class TestSequencePage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void withoutTimesItSaysWhy();
    void theVerdictIsComputed();
    void theVerdictIsLeftOutWhereAFigureIsMissing();
    void cellsSayBetterOrWorse();
    void theLossIsCutAboveAndSaysSo();
    void aLogThatLeaksIsTold();
    void runsAreMeasuredAndOneUserIsAsked();

private:
    QTemporaryDir m_cache;
};

void TestSequencePage::withoutTimesItSaysWhy()
{
    Shell shell;
    shell.openTiny();
    shell.window.showPage(page::sequence);
    QTRY_COMPARE(emptyTitle(shell), QStringLiteral("This data has no times"));
}

void TestSequencePage::theVerdictIsComputed()
{
    SequenceRow one = measuredRow(1, QStringLiteral("tf-02"), 0.029);
    one.differences[2] = Estimate{0.0004, -0.0008, 0.0016};
    const std::vector<SequenceRow> rows{one, measuredRow(2, QStringLiteral("base"), 0.1)};
    const SequenceVerdict verdict = sequenceVerdict(rows, 1, 2);
    QCOMPARE(verdict.finding, QStringLiteral("tf-02 repeats 71 % less than base.")); // 1 - 0.029 / 0.1
    QVERIFY(verdict.interval.startsWith(QStringLiteral("MRR@10 +0.0004")));
    QVERIFY(verdict.isTied);
}

void TestSequencePage::theVerdictIsLeftOutWhereAFigureIsMissing()
{
    const std::vector<SequenceRow> rows{measuredRow(1, QStringLiteral("a"), 0.1),
                                        measuredRow(2, QStringLiteral("b"), 0.1)};
    QVERIFY(sequenceVerdict(rows, 1, 2).finding.isEmpty()); // no difference
    QVERIFY(sequenceVerdict(rows, 1, 1).finding.isEmpty()); // itself
    QVERIFY(sequenceVerdict({}, 1, 2).finding.isEmpty());
}

void TestSequencePage::cellsSayBetterOrWorse()
{
    SequenceRow row = measuredRow(1, QStringLiteral("a"), 0.05);
    row.figures[2] = 0.0958;
    row.differences[2] = Estimate{-0.003, -0.0041, -0.0019};
    row.differences[11] = Estimate{-0.02, -0.03, -0.01};
    SequenceTable table;
    table.setRows({row});
    const QString mrr = whiskerWords(table, 0, SequenceTable::FirstFigure + 2);
    QVERIFY2(mrr.startsWith(QStringLiteral("0.0958, −0.0030"))
                 && mrr.endsWith(QStringLiteral("worse than the baseline")),
             qPrintable(mrr));
    QVERIFY(
        whiskerWords(table, 0, SequenceTable::FirstFigure + 11).endsWith(QStringLiteral("better than the baseline")));
    QCOMPARE(whiskerWords(table, 0, SequenceTable::FirstFigure), QString(QChar(0x2013))); // not measured
}

void TestSequencePage::theLossIsCutAboveAndSaysSo()
{
    std::vector<std::pair<double, double>> losses{{7.4, 7.1}};
    for (int epoch = 0; epoch < 99; ++epoch)
        losses.emplace_back(5.4 - 0.001 * epoch, 5.3 - 0.001 * epoch);
    const SessionRun run = importedRun(losses);
    const SequenceView view{{&run}, &run, nullptr, LossScale::Epoch};
    const CurveData data = lossCurvesOf(view);
    QCOMPARE(data.curves.size(), std::size_t(1));
    QVERIFY(data.yRange && data.yRange->high < 6 && data.yRange->low <= 5.2);
    QVERIFY2(lossCaption(view).endsWith(QStringLiteral("1 begin above the chart, at most at 7.40")),
             qPrintable(lossCaption(view)));
    QCOMPARE(leastLoss(run.curve.epochs)->epoch, 100);
    QCOMPARE(data.curves[0].raw.size(), std::size_t(100)); // training, faint
}

void TestSequencePage::aLogThatLeaksIsTold()
{
    const SessionRun leaks = importedRun({{7, 6}, {6, 5}, {5, 4}});
    const SessionRun fair = importedRun({{7, 7.1}, {6, 6.2}, {5, 5.3}});
    QVERIFY(seemsToLeak({{&leaks}, nullptr, nullptr, LossScale::Epoch}));
    QVERIFY(!seemsToLeak({{&fair}, nullptr, nullptr, LossScale::Epoch}));
}

void TestSequencePage::runsAreMeasuredAndOneUserIsAsked()
{
    Shell shell;
    shell.workspace.opening().open({{shell.write(QStringLiteral("round.csv"), roundData())}, {}});
    QTRY_VERIFY(shell.workspace.data().dataset());
    QVERIFY(shell.workspace.data().dataset()->hasTimes());
    shell.window.showPage(page::sequence);
    QTRY_COMPARE(emptyTitle(shell), QStringLiteral("No next-item run yet"));
    const int run = shell.workspace.nextRun().train(TransformerOptions{
        .embeddingDim = 8, .layers = 2, .heads = 2, .userDim = 4, .hidden = 8, .batchSize = 32, .epochs = 3});
    QTRY_VERIFY_WITH_TIMEOUT(!shell.workspace.jobs().isBusy() && shell.workspace.runs().find(run)->bestModel, 60'000);
    SequenceSession& session = shell.workspace.sequence();
    session.measureAll();
    QTRY_VERIFY_WITH_TIMEOUT(session.figures(run) && session.figures(0), 60'000);
    QCOMPARE(session.ranks(run)->size(), std::size_t(40));
    QVERIFY(session.state(run) == SequenceSession::State::Measured);
    const auto rows = sequenceRows(shell.workspace);
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows.back().name, QStringLiteral("popular")); // last, always
    QVERIFY(rows.front().loss && rows.front().figures[0]);

    pageOf(shell)->showView(SequencePage::View::OneUser);
    shell.workspace.selection().setUser(User{3});
    auto* view = pageOf(shell)->findChild<OneUserView*>();
    QTRY_VERIFY_WITH_TIMEOUT(view->answer() && view->answer()->user == User{3}, 30'000);
    const NextItemAnswer& answer = *view->answer();
    QCOMPARE(answer.windows, 10);
    QCOMPARE(answer.window, 9); // the last whose next item is known
    QCOMPARE(answer.shown.size(), std::size_t(5));
    QCOMPARE(answer.attention.size(), std::size_t(2 * 2 * 5));
    QCOMPARE(answer.lines.size(), std::size_t(10));
    double most = 1;
    for (const NextItemLine& line : answer.lines) {
        QVERIFY(line.chance <= most);
        most = line.chance;
        QCOMPARE(line.cameNext, answer.next == line.item);
        if (line.cameNext)
            QCOMPARE(line.rank, answer.rank);
    }
    auto* chart = view->findChild<AttentionChart*>();
    QVERIFY(!chart->isEmpty() && chart->table().rowCount() == 5 && !chart->summary().isEmpty());
    QTest::keyClick(view, Qt::Key_Period);
    QTRY_COMPARE(view->answer()->window, 10);
    QVERIFY(!view->answer()->next); // nobody knows
    QTest::keyClick(view, Qt::Key_Comma);
    QTRY_COMPARE(view->answer()->window, 9);
}

QTEST_MAIN(TestSequencePage)
#include "tst_sequence_page.moc"

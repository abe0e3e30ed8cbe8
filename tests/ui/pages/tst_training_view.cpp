#include "core/models/bpr/bpr_options.h"
#include "tests/support/hand_made.h"
#include "ui/charts/curve/curve_readout.h"
#include "ui/pages/training/training_curves.h"

#include <QTest>

#include <cmath>
#include <memory>

using namespace tastescope;
using namespace tastescope::ui;

/// Which runs the charts of training show, and which number stands for each.
class TestTrainingView : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_runs.clear(); }
    void theValueRuleGovernsWhatStandsForALine();
    void theAxisBeginsNearTheBest();
    void theBestIsNamedThoughItIsGrey();
    void theFilterTakesOutAllButTheFocusAndTheBaseline();
    void runsThereIsNoRoomForAreCounted();
    void seedsOfASettingAreOneLineWithABand();
    void whatARunDidNotTellAnotherKnows();

private:
    /// A run of two or more epochs with these validation MRR, in grey.
    SessionRun& add(const QString& name, std::initializer_list<double> mrr)
    {
        SessionRun run;
        run.id = static_cast<int>(m_runs.size()) + 1;
        run.name = name;
        run.config.model = BprOptions{};
        run.phase = RunPhase::Ended;
        run.dataset = m_dataset;
        run.data.hash = "7f3a91c2";
        for (const double value : mrr) {
            const auto epoch = static_cast<int>(run.curve.epochs.size()) + 1;
            run.curve.epochs.push_back({.epoch = epoch, .trainLoss = 1.0 / epoch, .validation = {{"mrr", value}}});
        }
        m_runs.push_back(std::move(run));
        return m_runs.back();
    }

    std::shared_ptr<const Dataset> m_dataset =
        std::make_shared<const Dataset>(handmade::dataset({.users = 2, .items = 2, .train = {{0}, {1}}}));
    std::deque<SessionRun> m_runs;
};

static QStringList namesOf(const CurveData& data)
{
    QStringList names;
    for (const Curve& curve : data.curves)
        names << curve.name;
    return names;
}

void TestTrainingView::theValueRuleGovernsWhatStandsForALine()
{
    const SessionRun& run = add(QStringLiteral("dim-01"), {0.25, 0.5, 0.375}); // the second is the best
    const auto figure = [&](const ValueRule& rule, const auto& chart) {
        const CurveData data = chart(viewOf(m_runs, &run, {.rule = rule}));
        return curveFigureText(data, data.curves.front(), {1, 3});
    };
    const auto mrr = [](const TrainingView& view) { return mrrCurves(view); };
    const auto loss = [](const TrainingView& view) { return lossCurves(view); };
    QCOMPARE(figure({}, mrr), QStringLiteral("0.5000"));
    QCOMPARE(figure({ValueRule::Rule::Last}, mrr), QStringLiteral("0.3750"));
    QCOMPARE(figure({ValueRule::Rule::At, 1}, mrr), QStringLiteral("0.2500"));
    QCOMPARE(figure({ValueRule::Rule::At, 9}, mrr), QStringLiteral("–")); // as in the table of runs
    QCOMPARE(figure({}, loss), QStringLiteral("0.5000"));                 // 1 / 2
    QCOMPARE(figure({ValueRule::Rule::Last}, loss), QStringLiteral("0.3333"));

    const CurveData data = mrrCurves(viewOf(m_runs, &run));
    const CurveLayout layout = layoutCurves(data, {}, {0, 0, 500, 240});
    QCOMPARE(layout.labels[0].text, QStringLiteral("dim-01 0.5000")); // the name stays
    QCOMPARE(layout.labels[0].rest.first(), QStringLiteral("best at epoch 2"));
    const Readout readout = curveReadout(data, layout, {.x = 3}, 3);
    QCOMPARE(readout.rows[0].value, QStringLiteral("0.3750")); // of the epoch one points at
    QCOMPARE(readout.rows[0].beside, QStringLiteral("best 0.5000"));
}

void TestTrainingView::theAxisBeginsNearTheBest()
{
    SessionRun& best = add(QStringLiteral("best"), {0.0625, 0.5, 0.53125});
    QVERIFY(!nearBest(viewOf(m_runs, &best))); // no interval is known
    best.record.emplace();
    best.record->validation.emplace();
    best.record->validation->model = Estimates({{"mrr", Estimate{0.53125, 0.515625, 0.546875}}});
    QCOMPARE(*nearBest(viewOf(m_runs, &best)), 0.40625); // 0.53125 - 4 x 0.03125
    QCOMPARE(*mrrCurves(viewOf(m_runs, &best)).floor, 0.40625);
    const SessionRun& focus = add(QStringLiteral("focus"), {0.0625, 0.25});
    QCOMPARE(*nearBest(viewOf(m_runs, &focus)), 0.125); // in sight too: 0.25 - 4 x 0.03125
    add(QStringLiteral("live"), {0.0625}).phase = RunPhase::Running;
    QVERIFY(!nearBest(viewOf(m_runs, &best))); // nothing jumps while a run learns
}

void TestTrainingView::theBestIsNamedThoughItIsGrey()
{
    const SessionRun& best = add(QStringLiteral("best"), {0.25, 0.75});
    for (int i = 0; i < 6; ++i)
        add(QStringLiteral("new-%1").arg(i), {0.25, 0.25 + 0.0625 * i}).shownSlot = i;
    add(QStringLiteral("grey"), {0.25, 0.25});
    const SessionRun& focus = add(QStringLiteral("focus"), {0.25, 0.125});
    const TrainingView view = viewOf(m_runs, &focus);
    QCOMPARE(view.best, &best);
    const CurveData data = mrrCurves(view);
    QCOMPARE(namesOf(data).mid(0, 2), (QStringList{QStringLiteral("focus"), QStringLiteral("best")}));
    QVERIFY(data.curves[1].told);
    QStringList named;
    for (const LegendEntry& entry : layoutCurves(data, {}, {0, 0, 500, 240}).legend)
        named << entry.text;
    QVERIFY(named.contains(QStringLiteral("best 0.7500")));
    QVERIFY(!named.contains(QStringLiteral("grey 0.2500")));
    QCOMPARE(named.last(), QStringLiteral("and 1 more"));
}

void TestTrainingView::theFilterTakesOutAllButTheFocusAndTheBaseline()
{
    const int baseline = add(QStringLiteral("baseline"), {0.25, 0.5}).id;
    add(QStringLiteral("out"), {0.25, 0.75});
    add(QStringLiteral("in"), {0.25, 0.375});
    const SessionRun& focus = add(QStringLiteral("focus"), {0.25, 0.125});
    const TrainingView view = viewOf(m_runs, &focus, {.baseline = baseline, .passes = [](const SessionRun& run) {
                                                          return run.name == QStringLiteral("in");
                                                      }});
    QCOMPARE(namesOf(mrrCurves(view)),
             (QStringList{QStringLiteral("focus"), QStringLiteral("baseline"), QStringLiteral("in")}));
    QCOMPARE(view.best->name, QStringLiteral("baseline")); // of those that are let through
}

void TestTrainingView::runsThereIsNoRoomForAreCounted()
{
    for (int i = 0; i < 20; ++i)
        add(QStringLiteral("bpr-%1").arg(i), {0.25, 0.5});
    add(QStringLiteral("waits"), {}); // nothing to draw yet
    const CurveData data = mrrCurves(viewOf(m_runs, &m_runs[0]));
    QCOMPARE(data.curves.size(), std::size_t(11)); // twelve runs, the newest of which waits
    QCOMPARE(data.notDrawn, 9);
    // Of equals the focus is the best: it alone has a name, ten are grey and nine are not drawn.
    QCOMPARE(layoutCurves(data, {}, {0, 0, 500, 240}).note, QStringLiteral("and 19 more"));
}

void TestTrainingView::seedsOfASettingAreOneLineWithABand()
{
    for (const double last : {0.5, 0.625, 0.75})
        add(QStringLiteral("seed"), {0.25, last}).seedGroup = "same";
    add(QStringLiteral("other"), {0.25, 0.5});
    const SessionRun& focus = add(QStringLiteral("focus"), {0.25, 0.125});
    const CurveData data = mrrCurves(viewOf(m_runs, &focus));
    QCOMPARE(namesOf(data),
             (QStringList{QStringLiteral("focus"), QStringLiteral("other"), QStringLiteral("seed, 3 seeds")}));
    const Curve& mean = data.curves[2];
    QCOMPARE(mean.points[1], QPointF(2, 0.625)); // (0.5 + 0.625 + 0.75) / 3
    QCOMPARE(mean.low[1], QPointF(2, 0.5));
    QCOMPARE(mean.high[1], QPointF(2, 0.75));
    QCOMPARE(curveFigureText(data, mean, {1, 2}), QStringLiteral("0.6250"));
    QVERIFY(mean.told); // the best is among them

    const CurveData inFront = mrrCurves(viewOf(m_runs, &m_runs[0])); // two are left beside it: no mean
    QCOMPARE(inFront.curves.size(), std::size_t(5));
}

void TestTrainingView::whatARunDidNotTellAnotherKnows()
{
    SessionRun& told = add(QStringLiteral("told"), {0.25, 0.5});
    told.curve.start = TrainingStarted{.users = 4715, .negatives = 50, .chance = {{"mrr", 0.125}}};
    const SessionRun& stopped =
        add(QStringLiteral("stopped"), {0.25}); // of an earlier session, before it was evaluated
    QCOMPARE(viewOf(m_runs, &stopped).facts.value().users, std::int64_t{4715});
    QCOMPARE(mrrCurves(viewOf(m_runs, &stopped)).references.front().value, 0.125);
    m_runs[1].config.negatives = 99; // other lists have another chance
    QVERIFY(!viewOf(m_runs, &stopped).facts);
}

QTEST_MAIN(TestTrainingView)
#include "tst_training_view.moc"

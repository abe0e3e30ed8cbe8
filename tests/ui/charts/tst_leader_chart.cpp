#include "tests/ui/charts/sample_leaders.h"
#include "ui/charts/leaders/leader_words.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tastescope::ui;

/// Quality against cost: where runs stand, what is best for its cost, and what ties with the best.
class TestLeaderChart : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void costsHaveRoundNames_data();
    void costsHaveRoundNames();
    void runsStandAtTheLogarithmOfTheirCost();
    void theFrontierIsInTheOrderOfCost();
    void theBandIsWhatTiesWithTheBest();
    void namesDoNotTouch();
    void aRunWithoutACostIsNotDrawn();
    void clicksAndKeysReachEveryRun();
    void theTableAndTheSentenceSayTheSame();
    void aFigureMarksNothing();

private:
    QPoint at(MarkId id) const { return m_chart.placeOf(id)->toPoint(); }

    LeaderChart m_chart;
};

void TestLeaderChart::init()
{
    applyTheme(*qApp, Scheme::Light);
    m_chart.resize(640, 300);
    m_chart.setHovered({});
    m_chart.setSelected({});
    m_chart.setData(sampleLeaders());
    m_chart.show();
}

void TestLeaderChart::costsHaveRoundNames_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<bool>("time");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("wide") << 0.05 << 700.0 << true << QStringList{"0.1 s", "1 s", "10 s", "1 min", "10 min"};
    QTest::newRow("hours") << 50.0 << 40'000.0 << true << QStringList{"1 min", "10 min", "1 h", "10 h"};
    QTest::newRow("narrow") << 0.4 << 6.0 << true << QStringList{"0.5 s", "1 s", "2 s", "5 s"};
    QTest::newRow("around a minute") << 18.0 << 400.0 << true << QStringList{"20 s", "50 s", "1 min", "2 min", "5 min"};
    QTest::newRow("memory") << 5e6 << 2e9 << false << QStringList{"10 MB", "100 MB", "1 GB"};
}

void TestLeaderChart::costsHaveRoundNames()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(bool, time);
    QFETCH(QStringList, names);
    QStringList made;
    for (const CostTick& tick : costTicks({low, high}, time ? CostUnit::Seconds : CostUnit::Bytes)) {
        made << QString(tick.text).replace(QChar(0xA0), QLatin1Char(' '));
        QVERIFY(tick.value >= low && tick.value <= high);
    }
    for (QString& name : made)
        name.replace(QLatin1String(".0 "), QLatin1String(" ")); // "1.0 GB"
    QCOMPARE(made, names);
}

void TestLeaderChart::runsStandAtTheLogarithmOfTheirCost()
{
    const LeaderLayout layout = layoutLeaders(sampleLeaders(), QRectF(0, 0, 640, 300));
    const auto x = [&](std::size_t i) { return layout.places[i]->x(); };
    // 90 s, 100 s, 1 s, 0.1 s: from the fourth to the third as far as from the third to 10 s.
    QVERIFY(std::abs((x(2) - x(3)) - (x(1) - x(2)) / 2) < 1e-6); // log10: -1, 0, 2
    QVERIFY(x(0) < x(1) && layout.places[0]->y() < layout.places[2]->y());
    for (const auto& place : layout.places)
        QVERIFY(isWithin(layout.map().area, *place));
}

void TestLeaderChart::theFrontierIsInTheOrderOfCost()
{
    const LeaderData data = sampleLeaders();
    QStringList names;
    for (const LeaderPoint* point : frontierOf(data))
        names << point->name;
    QCOMPARE(names, (QStringList{"popular-01", "knn-01", "ials-02"}));
}

void TestLeaderChart::theBandIsWhatTiesWithTheBest()
{
    LeaderData data = sampleLeaders();
    QCOMPARE(asGoodAsBest(data), std::optional(Range{0.547, 0.549}));
    QCOMPARE(bandWords(data), QStringLiteral("as good as best, 2 runs"));
    data.points[1].isFirst = false;
    QVERIFY(!asGoodAsBest(data)); // the best alone is no band
}

void TestLeaderChart::namesDoNotTouch()
{
    LeaderData data = sampleLeaders();
    for (MarkId id = 10; id < 16; ++id) // a heap of runs at one place
        data.points.push_back({.id = id, .name = QStringLiteral("bpr-%1").arg(id), .cost = 95, .value = 0.548});
    const LeaderLayout layout = layoutLeaders(data, QRectF(0, 0, 640, 300));
    for (std::size_t i = 0; i < layout.labels.size(); ++i) {
        QVERIFY(QRectF(0, 0, 640, 300).contains(layout.labels[i].place));
        for (std::size_t j = i + 1; j < layout.labels.size(); ++j)
            QVERIFY(!layout.labels[i].place.intersects(layout.labels[j].place));
    }
    QVERIFY(layout.labels.size() >= 6);
    QVERIFY(std::ranges::any_of(layout.labels, &LeaderLabel::isLed));
}

void TestLeaderChart::aRunWithoutACostIsNotDrawn()
{
    LeaderData data = sampleLeaders();
    data.points[1].cost = 0;
    m_chart.setData(data);
    QVERIFY(!m_chart.placeOf(2));
    QCOMPARE(m_chart.table().rowCount(), 4); // and yet it is told
    QCOMPARE(m_chart.table().text(1, 2), QStringLiteral("–"));
}

void TestLeaderChart::clicksAndKeysReachEveryRun()
{
    QSignalSpy chosen(&m_chart, &MarkView::selectionChanged);
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(3));
    QCOMPARE(m_chart.selected(), std::vector<MarkId>{3});
    QTest::mouseMove(&m_chart, at(1));
    QTRY_COMPARE(m_chart.hovered(), std::optional<MarkId>(1));
    m_chart.setHovered({});
    std::vector<MarkId> reached;
    for (int step = 0; step < 4; ++step) {
        QTest::keyClick(&m_chart, Qt::Key_Right);
        reached.push_back(*m_chart.hovered());
    }
    QCOMPARE(reached, (std::vector<MarkId>{4, 3, 1, 2})); // the cheapest first
    QTest::keyClick(&m_chart, Qt::Key_Return);
    QCOMPARE(m_chart.selected(), std::vector<MarkId>{2});
    QCOMPARE(chosen.count(), 2);
}

void TestLeaderChart::theTableAndTheSentenceSayTheSame()
{
    const PlotTable table = m_chart.table();
    QCOMPARE(table.rowCount(), 4);
    QCOMPARE(table.text(0, 0), QStringLiteral("1, 2"));
    QCOMPARE(table.text(0, 1), QStringLiteral("ials-02"));
    QCOMPARE(table.text(0, 3), QStringLiteral("0.5490"));
    QCOMPARE(table.text(0, 6), QStringLiteral("yes"));
    QCOMPARE(table.text(1, 6), QString());
    const QString said = m_chart.summary();
    for (const char* part : {"MRR by training time, 4 runs", "best ials-02, 0.5490 for", "about tied with it: bpr-07",
                             "best for their cost: popular-01"})
        QVERIFY2(said.contains(QLatin1String(part)), qPrintable(said));
    QCOMPARE(m_chart.accessibleDescription(), said);
    m_chart.setData({});
    QCOMPARE(m_chart.summary(), QStringLiteral("No runs yet."));
    QVERIFY(m_chart.isEmpty());
}

void TestLeaderChart::aFigureMarksNothing()
{
    const auto painted = [this] {
        QImage image(640, 300, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        m_chart.paintFigure(painter, QRectF(0, 0, 640, 300));
        return image;
    };
    const QImage before = painted();
    m_chart.setSelected({1});
    QVERIFY(painted() == before);
}

QTEST_MAIN(TestLeaderChart)
#include "tst_leader_chart.moc"

#include "core/experiment/published_question.h"

#include <QTest>

using namespace tastescope;

class TestPublishedQuestion : public QObject
{
    Q_OBJECT

private slots:
    void twoRatesAndNothingElseAskIt();
    void anyOtherDifferenceSpoilsIt();
    void modelsWithoutARateDoNotAskIt();
};

namespace {

RunConfig withRate(double rate)
{
    RunConfig config;
    config.model = BprOptions{.learningRate = rate};
    return config;
}

} // namespace

void TestPublishedQuestion::twoRatesAndNothingElseAskIt()
{
    RunConfig first = withRate(0.00392);
    const RunConfig second = withRate(0.00363);
    first.name = "bpr-07"; // names and threads decide nothing
    first.threads = 2;
    QCOMPARE(asksPublishedQuestion(first, second), 1);
    QCOMPARE(asksPublishedQuestion(second, first), -1);
    QCOMPARE(asksPublishedQuestion(first, first), 0);
    QCOMPARE(asksPublishedQuestion(first, withRate(0.0036)), 0);
}

void TestPublishedQuestion::anyOtherDifferenceSpoilsIt()
{
    const RunConfig first = withRate(0.00392);
    RunConfig second = withRate(0.00363);
    std::get<BprOptions>(second.model).seed = 43;
    QCOMPARE(asksPublishedQuestion(first, second), 0);
    second = withRate(0.00363);
    second.negatives = 99;
    QCOMPARE(asksPublishedQuestion(first, second), 0);
}

void TestPublishedQuestion::modelsWithoutARateDoNotAskIt()
{
    RunConfig popular;
    popular.model = PopularityOptions{};
    QCOMPARE(asksPublishedQuestion(popular, withRate(0.00363)), 0);
    QCOMPARE(asksPublishedQuestion(popular, popular), 0);
}

QTEST_GUILESS_MAIN(TestPublishedQuestion)
#include "tst_published_question.moc"

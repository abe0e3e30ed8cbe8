#include "core/models/bpr/bpr_options.h"
#include "ui/session/next_try.h"

#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

// When a comparison asks for one value more, and for which.
class TestNextTry : public QObject
{
    Q_OBJECT

private slots:
    void beyondTheEdgeStandsTheDouble();
    void nothingInsideWhatWasTried();
    void nothingWhereMoreThanOneNumberDiffers();
    void nothingOfATie();
    void nothingTheModelDoesNotTake();
};

namespace {

BprOptions with(double rate, int dim = 32)
{
    BprOptions options;
    options.learningRate = rate;
    options.embeddingDim = dim;
    return options;
}

Comparison compared(const BprOptions& first, const BprOptions& second, double difference, bool tied = false)
{
    Comparison made;
    made.runs.resize(2);
    made.runs[0].id = 3;
    made.runs[0].config.model = first;
    made.runs[1].id = 5;
    made.runs[1].config.model = second;
    PairedComparison result;
    result.difference = difference;
    result.tied = tied;
    made.results = {result};
    return made;
}

std::optional<NextTry> next(const Comparison& made, std::vector<ModelOptions> tried = {})
{
    return nextTry(made, tried);
}

} // namespace

void TestNextTry::beyondTheEdgeStandsTheDouble()
{
    const auto up = next(compared(with(0.05), with(0.0125), 0.0131), {with(0.05), with(0.0125), with(0.2, 64)});
    QVERIFY(up.has_value());
    QCOMPARE(up->run, 3);
    QCOMPARE(up->option, std::string("learning_rate"));
    QCOMPARE(std::get<double>(up->value), 0.1); // 2 x 0.05; 0.2 is of another dimension
    QCOMPARE(up->text, QStringLiteral("0.1"));
    const auto down = next(compared(with(0.05), with(0.0125), -0.0131));
    QCOMPARE(down->run, 5);
    QCOMPARE(std::get<double>(down->value), 0.00625); // 0.0125 / 2
    const auto whole = next(compared(with(0.05, 64), with(0.05, 16), 0.01));
    QCOMPARE(whole->option, std::string("embedding_dim"));
    QCOMPARE(std::get<std::int64_t>(whole->value), std::int64_t{128});
}

void TestNextTry::nothingInsideWhatWasTried()
{
    BprOptions again = with(0.1);
    again.seed = 7; // the same settings, whatever the seed
    QVERIFY(!next(compared(with(0.05), with(0.0125), 0.0131), {again}));
    QVERIFY(next(compared(with(0.05), with(0.0125), -0.0131), {again})); // at the other end it is the edge
}

void TestNextTry::nothingWhereMoreThanOneNumberDiffers()
{
    QVERIFY(!next(compared(with(0.05, 64), with(0.0125, 16), 0.01)));
    QVERIFY(!next(compared(with(0.05), with(0.05), 0.01)));
    BprOptions seeded = with(0.05);
    seeded.seed = 43;
    QVERIFY(!next(compared(seeded, with(0.05), 0.01))); // a seed is no amount
}

void TestNextTry::nothingOfATie()
{
    QVERIFY(!next(compared(with(0.05), with(0.0125), 0.0002, true)));
}

void TestNextTry::nothingTheModelDoesNotTake()
{
    double most = 0;
    for (const OptionInfo& info : optionInfos(with(0.05)))
        if (info.name == "learning_rate")
            most = info.maximum;
    QVERIFY(most > 0);
    QVERIFY(!next(compared(with(most), with(most / 4), 0.01)));
}

QTEST_GUILESS_MAIN(TestNextTry)
#include "tst_next_try.moc"

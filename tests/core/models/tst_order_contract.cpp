// What every model promises of the order of time, row by row of modelKinds().
#include "core/base/error.h"
#include "tests/core/models/contract_cases.h"

#include <QTest>

using namespace tastescope;
using namespace tastescope::test;

class TestOrderContract : public QObject
{
    Q_OBJECT

private slots:
    void refusesDataWithoutTimesWhereItGoesByThem_data();
    void refusesDataWithoutTimesWhereItGoesByThem();
};

void TestOrderContract::refusesDataWithoutTimesWhereItGoesByThem_data()
{
    QTest::addColumn<QString>("kind");
    for (const ModelKind& kind : modelKinds())
        QTest::newRow(std::string(kind.name).c_str()) << QString::fromStdString(std::string(kind.name));
}

void TestOrderContract::refusesDataWithoutTimesWhereItGoesByThem()
{
    QFETCH(QString, kind);
    const Dataset dataset(plantedParts());
    const ModelOptions chosen = withEpochs(defaultOptions(kind.toStdString()), 1);
    std::string refusal;
    bool goesByOrder = false;
    try {
        goesByOrder = modelKind(chosen).train(chosen, dataset, {}, {}).best->goesByOrder();
    } catch (const Error& error) {
        refusal = error.what();
    }
    QCOMPARE(!refusal.empty(), modelKind(chosen).needsTimes);
    QVERIFY(refusal.empty() || refusal.find("no times") != std::string::npos);
    QVERIFY(!goesByOrder); // what goes by the order of time says so in its row
}

QTEST_GUILESS_MAIN(TestOrderContract)
#include "tst_order_contract.moc"

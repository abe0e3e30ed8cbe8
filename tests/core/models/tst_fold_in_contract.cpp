// What every model promises of learning a user again, row by row of modelKinds().
#include "tests/core/models/contract_cases.h"

#include <QTest>

#include <cmath>

using namespace tastescope;
using namespace tastescope::test;

class TestFoldInContract : public QObject
{
    Q_OBJECT

private slots:
    void learnsAUserAgainOrSaysThatItCannot_data();
    void learnsAUserAgainOrSaysThatItCannot();
};

void TestFoldInContract::learnsAUserAgainOrSaysThatItCannot_data()
{
    QTest::addColumn<QString>("kind");
    for (const ModelKind& kind : modelKinds())
        QTest::newRow(std::string(kind.name).c_str()) << QString::fromStdString(std::string(kind.name));
}

void TestFoldInContract::learnsAUserAgainOrSaysThatItCannot()
{
    QFETCH(QString, kind);
    const Dataset dataset = plantedData();
    const ModelOptions options = withEpochs(defaultOptions(kind.toStdString()), 2);
    const std::shared_ptr<const Model> model = modelKind(options).train(options, dataset, {}, {}).best;
    const auto fold = model->foldIn(User{0}, dataset.train().row(User{0}), 1);
    QCOMPARE(fold != nullptr, model->foldsIn());
    QVERIFY(!model->foldIn(coldUser, {}, 1));
    if (!fold)
        return;
    const std::vector<Item> items = everyItem(dataset);
    std::vector<float> whole(items.size());
    std::vector<float> less(items.size());
    fold->score({}, items, whole);
    fold->score(std::vector<std::size_t>{0, 2}, items, less);
    QVERIFY(whole != less);
    for (std::size_t i = 0; i < items.size(); ++i)
        QVERIFY(std::isfinite(whole[i]) && std::isfinite(less[i]));
    QVERIFY(model->itemSimilarity(items[0], items[1]).has_value());
}

QTEST_GUILESS_MAIN(TestFoldInContract)
#include "tst_fold_in_contract.moc"

// Our results beside those of scikit-learn, ranx and torch, which make_numbers.py wrote to numbers.json.

#include "core/evaluation/metrics.h"
#include "core/models/bpr/batch_step.h"
#include "core/neighbours/find_neighbours.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>
#include <fstream>

using namespace tastescope;

class TestOtherImplementations : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void neighboursAreThoseOfScikitLearn();
    void metricsAreThoseOfRanx_data();
    void metricsAreThoseOfRanx();
    void adamByBatchesIsThatOfTorch();

private:
    nlohmann::json m_numbers;
};

void TestOtherImplementations::initTestCase()
{
    std::ifstream file(SOURCE_ROOT "/tests/reference/numbers.json");
    QVERIFY(file.good());
    m_numbers = nlohmann::json::parse(file);
}

void TestOtherImplementations::neighboursAreThoseOfScikitLearn()
{
    const auto& expected = m_numbers["neighbours"];
    std::vector<std::pair<User, Track>> pairs;
    for (std::size_t user = 0; user < expected["rows"].size(); ++user)
        for (const int track : expected["rows"][user])
            pairs.emplace_back(User{static_cast<int>(user)}, Track{track});
    const std::size_t users = expected["rows"].size();
    const auto library = BinaryMatrix<User, Track>::fromPairs(users, expected["columns"], pairs);

    const NeighbourIndex found = findNeighbours(library, {.top = static_cast<int>(users)});
    for (const User user : idsUpTo<User>(users)) {
        std::size_t similar = 0;
        for (const double similarity : expected["similarity"][index(user)])
            similar += similarity > 0 ? 1 : 0;
        QCOMPARE(found.of(user).size(), similar);
        for (const Neighbour& neighbour : found.of(user)) {
            const double similarity = expected["similarity"][index(user)][index(neighbour.user)];
            QVERIFY(std::abs(static_cast<double>(neighbour.similarity) - similarity) < 1e-7);
        }
    }
}

void TestOtherImplementations::metricsAreThoseOfRanx_data()
{
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("ours");
    QTest::addColumn<int>("k");
    QTest::newRow("MRR") << "mrr"
                         << "mrr" << 0;
    QTest::newRow("Hit@5") << "hit_rate@5"
                           << "hit" << 5;
    QTest::newRow("Recall@5") << "recall@5"
                              << "recall" << 5;
    QTest::newRow("Recall@10") << "recall@10"
                               << "recall" << 10;
    QTest::newRow("NDCG@5") << "ndcg@5"
                            << "ndcg" << 5;
    QTest::newRow("NDCG@10") << "ndcg@10"
                             << "ndcg" << 10;
    QTest::newRow("MAP@10") << "map@10"
                            << "map" << 10;
}

void TestOtherImplementations::metricsAreThoseOfRanx()
{
    QFETCH(QString, theirs);
    QFETCH(QString, ours);
    QFETCH(int, k);
    const auto& expected = m_numbers["ranking"];
    const RankTables tables(40);
    const auto metric = std::ranges::find(fullMetrics(), ours.toStdString(), &Metric::name);
    QVERIFY2(metric != fullMetrics().end(), "there is no such metric");

    double sum = 0;
    for (std::size_t user = 0; user < expected["scores"].size(); ++user) {
        std::vector<std::pair<double, bool>> ranked;
        const std::vector<double> scores = expected["scores"][user];
        const std::vector<std::size_t> relevant = expected["relevant"][user];
        for (std::size_t item = 0; item < scores.size(); ++item)
            ranked.emplace_back(scores[item], std::ranges::find(relevant, item) != relevant.end());
        std::sort(ranked.rbegin(), ranked.rend());
        std::vector<TieBlock> blocks;
        for (const auto& [score, isRelevant] : ranked)
            blocks.push_back({1, isRelevant ? 1 : 0});
        sum += metric->value(tables, blocks, k);
    }
    const double mean = sum / static_cast<double>(expected["scores"].size());
    QVERIFY(std::abs(mean - expected["metrics"][theirs.toStdString()].get<double>()) < 1e-12);
}

void TestOtherImplementations::adamByBatchesIsThatOfTorch()
{
    const auto& expected = m_numbers["adam"];
    const auto table = [&](const char* name) {
        const auto& rows = expected["start"][name];
        Factors factors(rows.size(), 16, 3);
        for (std::size_t row = 0; row < rows.size(); ++row)
            std::ranges::copy(rows[row].get<std::vector<float>>(), factors.row(row));
        return factors;
    };
    BprState state{.users = table("users"), .items = table("items"), .userSteps = {}, .itemSteps = {}};
    BatchStep step(0, Workers(1));
    for (std::size_t k = 0; k < expected["batches"].size(); ++k) {
        BatchPlanScratch scratch{
            .triplets = {}, .keys = {}, .userCounts = std::vector<int>(4), .itemCounts = std::vector<int>(6)};
        for (const auto& triplet : expected["batches"][k])
            scratch.triplets.push_back({triplet[0], triplet[1], triplet[2]});
        const double loss = step.run(state, planBatch(scratch), expected["learning_rate"]);
        const double mean = loss / static_cast<double>(scratch.triplets.size());
        QVERIFY(std::abs(mean - expected["losses"][k].get<double>()) < 1e-6);
    }
    for (const auto& [name, factors] : {std::pair("users", &state.users), std::pair("items", &state.items)})
        for (std::size_t row = 0; row < factors->rowCount(); ++row)
            for (std::size_t d = 0; d < 16; ++d) {
                const double value = expected["end"][name][row][d];
                QVERIFY(std::abs(static_cast<double>(factors->row(row)[d]) - value) < 2e-6);
            }
}

QTEST_GUILESS_MAIN(TestOtherImplementations)
#include "tst_other_implementations.moc"

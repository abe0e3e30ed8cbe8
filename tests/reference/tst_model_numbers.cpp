// EASE, item-KNN and iALS beside numpy, which make_model_numbers.py wrote to model_numbers.json.

#include "core/models/ease/train_ease.h"
#include "core/models/ials/ials_model.h"
#include "core/models/item_knn/train_item_knn.h"
#include "tests/support/hand_made.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>
#include <fstream>

using namespace tastescope;

class TestModelNumbers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void easeIsThatOfNumpy();
    void itemKnnIsThatOfNumpy();
    void usersOfIalsAreThoseOfNumpy();

private:
    void compare(const Model& model, const nlohmann::json& expected) const;

    nlohmann::json m_numbers;
    std::unique_ptr<Dataset> m_dataset;
};

void TestModelNumbers::initTestCase()
{
    std::ifstream file(SOURCE_ROOT "/tests/reference/model_numbers.json");
    QVERIFY(file.good());
    m_numbers = nlohmann::json::parse(file);
    const auto likes = m_numbers["likes"].get<handmade::Rows>();
    m_dataset = std::make_unique<Dataset>(
        handmade::dataset({.users = likes.size(), .items = m_numbers["items"], .train = likes}));
}

void TestModelNumbers::compare(const Model& model, const nlohmann::json& expected) const
{
    const auto all = idsUpTo<Item>(m_dataset->itemCount());
    const std::vector<Item> items(all.begin(), all.end());
    std::vector<float> scores(items.size());
    for (const User user : idsUpTo<User>(m_dataset->userCount())) {
        model.score(user, items, scores);
        for (const Item item : items) {
            const double value = expected[index(user)][index(item)];
            QVERIFY2(std::abs(static_cast<double>(scores[index(item)]) - value) < 2e-6 * (1 + std::abs(value)),
                     qPrintable(QStringLiteral("user %1, item %2: %3, expected %4")
                                    .arg(number(user))
                                    .arg(number(item))
                                    .arg(static_cast<double>(scores[index(item)]))
                                    .arg(value)));
        }
    }
}

void TestModelNumbers::easeIsThatOfNumpy()
{
    for (const auto& expected : m_numbers["ease"])
        compare(trainEase({.l2 = expected["l2"]}, *m_dataset), expected["scores"]);
}

void TestModelNumbers::itemKnnIsThatOfNumpy()
{
    for (const auto& expected : m_numbers["item_knn"]) {
        const ItemKnnOptions options{.neighbours = expected["neighbours"],
                                     .shrinkage = expected["shrinkage"],
                                     .weighting =
                                         parseName<Weighting>("weighting", expected["weighting"].get<std::string>()),
                                     .bm25B = 0.75,
                                     .asymmetry = 0.5};
        compare(trainItemKnn(options, *m_dataset), expected["scores"]);
    }
}

void TestModelNumbers::usersOfIalsAreThoseOfNumpy()
{
    for (const auto& expected : m_numbers["ials"]) {
        const auto rows = expected["items"].get<std::vector<std::vector<float>>>();
        Factors items(rows.size(), static_cast<int>(rows[0].size()));
        for (std::size_t row = 0; row < rows.size(); ++row)
            std::ranges::copy(rows[row], items.row(row));
        const std::size_t padded = items.paddedDimension();
        const IalsModel model(std::vector<double>(m_dataset->userCount() * padded, 0), std::move(items),
                              m_dataset->train(), {.alpha = expected["alpha"], .l2 = expected["l2"]});
        for (const User user : idsUpTo<User>(m_dataset->userCount())) {
            const std::vector<double> vector = model.vectorOf(m_dataset->train().row(user));
            const auto& solution = expected["users"][index(user)];
            for (std::size_t k = 0; k < solution.size(); ++k)
                QVERIFY(std::abs(vector[k] - solution[k].get<double>()) < 1e-11);
            for (std::size_t k = solution.size(); k < padded; ++k)
                QCOMPARE(vector[k], 0.0);
        }
    }
}

QTEST_GUILESS_MAIN(TestModelNumbers)
#include "tst_model_numbers.moc"

// Whole protocols on MovieLens 100K beside figures that protocol_numbers.py works out from the raw file in numpy:
// split, models, masks, ties and metrics of its own. They are kept in protocol.json.

#include "core/data/joined_parts.h"
#include "core/evaluation/full.h"
#include "core/io/formats/format_table.h"
#include "core/io/import_dataset.h"
#include "core/models/model_kind.h"
#include "core/models/popularity/popularity_options.h"
#include "core/models/user_knn/user_knn_options.h"
#include "tests/support/real_data.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <array>
#include <cmath>
#include <fstream>

using namespace tastescope;

namespace {

/// Of a pair, as good as drawn; the same arithmetic as in the script.
std::uint32_t digit(std::uint32_t user, std::uint32_t item)
{
    const std::uint32_t key = (user * 2654435761U) ^ (item * 2246822519U);
    return ((key * 3266489917U) >> 16) % 10;
}

/// All pairs of the data, cut by their ids: 0 to 6 train, 7 and 8 validation, 9 test.
Dataset splitByDigit(const Dataset& whole)
{
    DatasetParts parts = whole.parts();
    using Pairs = std::vector<std::pair<User, Item>>;
    std::array<Pairs, 3> cut;
    for (const User user : idsUpTo<User>(whole.userCount()))
        for (const auto* part :
             {&whole.split().train, &whole.split().validation, &whole.split().test, &whole.split().cold})
            for (const Item item : part->row(user)) {
                const std::uint32_t at =
                    digit(static_cast<std::uint32_t>(std::stoul(whole.users().name(index(user)))),
                          static_cast<std::uint32_t>(std::stoul(whole.items().ids.name(index(item)))));
                cut[at < 7 ? 0 : at < 9 ? 1 : 2].emplace_back(user, item);
            }
    const auto matrix = [&](Pairs pairs) {
        return BinaryMatrix<User, Item>::fromPairs(whole.userCount(), whole.itemCount(), std::move(pairs));
    };
    parts.split = {matrix(std::move(cut[0])), matrix(std::move(cut[1])), matrix(std::move(cut[2])), matrix({})};
    parts.library = {};
    return Dataset(std::move(parts));
}

} // namespace

class TestProtocols : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void figuresAreThoseOfNumpy_data();
    void figuresAreThoseOfNumpy();

private:
    nlohmann::json m_numbers;
    std::optional<Dataset> m_dataset;
};

void TestProtocols::initTestCase()
{
    const auto folder = realData("ml-100k");
    if (!folder)
        QSKIP("MovieLens 100K is not here, so no protocol is held against numpy");
    std::ifstream file(SOURCE_ROOT "/tests/reference/protocol.json");
    m_numbers = nlohmann::json::parse(file);
    m_dataset.emplace(splitByDigit(*importDataset(std::array{*folder}, {}, {}, formatTable()).dataset));
}

void TestProtocols::figuresAreThoseOfNumpy_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("protocol");
    for (const auto& [model, protocols] : m_numbers.items())
        for (const auto& [protocol, figures] : protocols.items())
            QTest::addRow("%s, %s", model.c_str(), protocol.c_str())
                << QString::fromStdString(model) << QString::fromStdString(protocol);
}

void TestProtocols::figuresAreThoseOfNumpy()
{
    QFETCH(QString, model);
    QFETCH(QString, protocol);
    const bool isRefit = model.endsWith(QStringLiteral(" refit"));
    const auto joined = isRefit ? withValidationInTrain(*m_dataset) : nullptr;
    const ModelOptions options = model.startsWith(QStringLiteral("popularity"))
                                     ? ModelOptions(PopularityOptions{})
                                     : ModelOptions(UserKnnOptions{.neighbours = 50});
    const Learned learned = modelKind(options).train(options, isRefit ? *joined : *m_dataset, {}, {});
    const Evaluation evaluation =
        evaluateFull(*learned.best, *m_dataset,
                     {.part = protocol.startsWith(QStringLiteral("test")) ? Part::Test : Part::Validation,
                      .mask = protocol.endsWith(QStringLiteral("known")) ? Mask::Known : Mask::Train,
                      .cutoffs = {10},
                      .baselines = false});
    const auto& expected = m_numbers[model.toStdString()][protocol.toStdString()];
    QCOMPARE(evaluation.users, expected["users"].get<std::int64_t>());
    for (const char* name : {"mrr", "recall-10", "ndcg-10"}) {
        const double ours = evaluation.model.find(name)->value;
        const double theirs = expected[name].get<double>();
        QVERIFY2(std::abs(ours - theirs) < 1e-9, qPrintable(QStringLiteral("%1: %2, numpy has %3")
                                                                .arg(QLatin1String(name))
                                                                .arg(ours, 0, 'g', 15)
                                                                .arg(theirs, 0, 'g', 15)));
    }
}

QTEST_GUILESS_MAIN(TestProtocols)
#include "tst_protocols.moc"

#include "tests/ui/session/one_start.h"

using namespace tastescope;
using namespace tastescope::ui;
using namespace tastescope::test;

class TestUserAnswer : public QObject
{
    Q_OBJECT

private slots:
    void aListAndItsHeldOutItemsAreRankedOnceAndAReasonOnce_data();
    void aListAndItsHeldOutItemsAreRankedOnceAndAReasonOnce();
};

namespace {

/// Answers as another model does, and counts how often many items are scored.
struct CountingModel : Model
{
    explicit CountingModel(std::shared_ptr<const Model> answering) : model(std::move(answering)) {}

    bool knows(const Query& query) const override { return model->knows(query); }
    bool fits(std::size_t users, std::size_t items) const override { return model->fits(users, items); }
    void score(const Query& query, std::span<const Item> items, std::span<float> scores) const override
    {
        rankings += items.size() > 1 ? 1 : 0;
        model->score(query, items, scores);
    }

    std::shared_ptr<const Model> model;
    mutable int rankings = 0;
};

} // namespace

void TestUserAnswer::aListAndItsHeldOutItemsAreRankedOnceAndAReasonOnce_data()
{
    QTest::addColumn<RecommendFrom>("from");
    QTest::newRow("neighbours") << RecommendFrom::Neighbours;
    QTest::newRow("catalogue") << RecommendFrom::Catalogue;
}

void TestUserAnswer::aListAndItsHeldOutItemsAreRankedOnceAndAReasonOnce()
{
    QFETCH(RecommendFrom, from);
    const QTemporaryDir folder;
    Session session(folder);
    QVERIFY(session.open());
    QTRY_VERIFY(session.workspace.users().basis());
    const UserBasis& basis = *session.workspace.users().basis();
    const auto model = std::make_shared<CountingModel>(basis.votes);
    const User user{3};

    const UserAnswer answer = answerUser(basis, model, user, {.top = 20, .from = from});
    QVERIFY(answer.list.lines.size() > 7);
    const Item item = answer.list.lines[7].item;
    const WhyAnswer why = answerWhy(basis, model, answer, item, 5);
    QCOMPARE(model->rankings, 2); // of the list, and of the whole catalogue for the item's place in it

    const Serving serving = basis.serving(model);
    QVERIFY(answer.list == recommend(serving, user, {.top = 20, .from = from, .reasons = answer.options.reasons}));
    QVERIFY(why.place == whyNot(serving, user, item, {.top = 5, .from = from}));
    QCOMPARE(why.place.rank, std::optional<std::int64_t>(8));
    QCOMPARE(why.place.reason, WhyNotReason::RankedLower);
}

QTEST_GUILESS_MAIN(TestUserAnswer)
#include "tst_user_answer.moc"

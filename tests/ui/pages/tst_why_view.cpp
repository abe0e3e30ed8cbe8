#include "core/models/bpr/bpr_options.h"
#include "tests/support/session_parts.h"
#include "tests/support/workspace_in.h"
#include "ui/parts/user/carried_view.h"
#include "ui/parts/user/carried_words.h"
#include "ui/parts/user/why_view.h"
#include "ui/parts/user/why_words.h"
#include "ui/session/carried_session.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/tables/carried_table.h"
#include "ui/tables/table_view.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace tastescope;
using namespace tastescope::ui;

class TestWhyView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void showsWhatCarriesAnItemOfBpr();
    void thePlainTableHasEveryRow();
    void countsWhatIsInsideTheNoise();
    void saysItInWords();
    void whyNotGivesTheRankInTheCatalogue();
};

namespace {

struct View
{
    QTemporaryDir folder;
    Workspace workspace = tastescope::test::workspaceIn(folder);
    WhyView why{workspace};
    CarriedSession& carried = workspace.carried();

    bool open()
    {
        why.resize(430, 760);
        why.show();
        workspace.opening().open({{QStringLiteral("preset:tiny")}, {}});
        if (!QTest::qWaitFor([this] { return workspace.users().why() != nullptr; }, 20'000))
            return false;
        BprOptions options;
        options.embeddingDim = 8;
        options.epochs = 3;
        workspace.nextRun().setOptions(options);
        const int run = workspace.nextRun().train();
        return QTest::qWaitFor([&] { return workspace.users().answeredBy().run == run; }, 20'000)
               && QTest::qWaitFor([this] { return carried.state() == CarriedSession::State::Answered; }, 20'000);
    }

    QString allWords() const
    {
        QStringList words;
        for (const QLabel* label : why.findChildren<QLabel*>())
            if (label->isVisible())
                words << label->text();
        return words.join(QLatin1Char('\n'));
    }
};

/// Two likes of three carry the item, one is noise.
CarriedAnswer answerByHand()
{
    CarriedAnswer answer;
    DatasetParts parts;
    parts.name = "by hand";
    parts.nouns = {"film", "film"};
    parts.itemsAreTracks = true;
    for (const char* title : {"Alien", "Brazil", "Casablanca", "Dune", "Easy Rider"})
        parts.items.ids.add(title);
    parts.users.add("u");
    const auto empty = BinaryMatrix<User, Item>::fromPairs(1, 5, {});
    parts.split = {
        BinaryMatrix<User, Item>::fromPairs(1, 5, {{User{0}, Item{0}}, {User{0}, Item{1}}, {User{0}, Item{2}}}), empty,
        empty, empty};
    answer.dataset = std::make_shared<const Dataset>(std::move(parts));
    answer.item = Item{3};
    answer.by = QStringLiteral("bpr-07");
    answer.seconds = 0.018;
    Counterfactual& found = answer.found;
    found.item = Item{3};
    found.likes = 3;
    found.compared = 5;
    found.agreeing = 4;
    found.noise = 0.031;
    found.parts = {{1, 1, -0.4118, 2, Item{4}, 0.0269}, {0, 1, -0.2, 1, Item{3}, 0}, {2, 1, 0.01, 1, Item{3}, 0}};
    found.smallest = 0;
    found.together = LeftOutTogether{2, -0.5, -0.6118, 6};
    return answer;
}

} // namespace

void TestWhyView::showsWhatCarriesAnItemOfBpr()
{
    View view;
    QVERIFY(view.open());
    QVERIFY(view.why.carried()->isVisible());
    const QAbstractItemModelTester tester(view.why.carried()->table(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(view.why.carried()->table()->rowCount() > 0);
    const QString words = view.allWords();
    QVERIFY2(words.contains(QStringLiteral("One track is left out")), qPrintable(words));
    QVERIFY2(!words.contains(QStringLiteral("neighbours brings it")), qPrintable(words));
    QVERIFY(!words.contains(QStringLiteral("adds up")));
    view.workspace.users().setNeighboursOnly(true);
    QTRY_VERIFY(!view.why.carried()->isVisible());
    QTRY_VERIFY(view.allWords().contains(QStringLiteral("adds up")));
}

void TestWhyView::thePlainTableHasEveryRow()
{
    View view;
    QVERIFY(view.open());
    auto* plain = view.why.findChild<QToolButton*>();
    QVERIFY(plain->isCheckable());
    plain->setChecked(true);
    QCOMPARE(view.why.carried()->table()->rowCount(), static_cast<int>(view.carried.answer()->found.parts.size()));
    QCOMPARE(view.why.carried()->table()->hidden(), 0);
}

void TestWhyView::countsWhatIsInsideTheNoise()
{
    CarriedTable table;
    CarriedAnswer answer = answerByHand();
    table.setAnswer(std::make_shared<const CarriedAnswer>(answer));
    QCOMPARE(table.rowCount(), 3); // a table of three rows hides none
    QCOMPARE(table.index(2, 3).data().toString(), QStringLiteral("noise"));
    QCOMPARE(table.index(0, 3).data().toString(), QStringLiteral("2"));
    for (int more = 0; more < 4; ++more)
        answer.found.parts.insert(answer.found.parts.begin() + 2, {2, 1, -0.02, 1, Item{3}, 0});
    answer.found.parts.push_back({2, 1, 0.05, 1, Item{3}, 0});
    table.setAnswer(std::make_shared<const CarriedAnswer>(answer));
    QCOMPARE(table.rowCount(), 3); // two losses, one gain
    QCOMPARE(table.hidden(), 5);
    QCOMPARE(table.change(2), 0.05);
    table.setWhole(true);
    QCOMPARE(table.rowCount(), 8);
}

void TestWhyView::saysItInWords()
{
    const CarriedAnswer answer = answerByHand();
    QCOMPARE(togetherTitle(answer), QStringLiteral("Carried by two films"));
    QCOMPARE(togetherWords(answer),
             QStringLiteral("together, then rank 6. Alone they make %1: effects do not add up.").arg(delta(-0.6118)));
    QCOMPARE(smallestEditWords(answer), QStringLiteral("Without Brazil, Easy Rider leads by 0.0269."));
    QCOMPARE(carriedRest(answer, 28),
             QStringLiteral("28 more inside the grey: ±0.0310 is what another fold-in seed does"));
    QCOMPARE(carriedCost(answer), QStringLiteral("3 asked in %1").arg(duration(0.018)));
    CarriedAnswer none = answer;
    none.found.smallest.reset();
    QCOMPARE(smallestEditWords(none), QStringLiteral("No single film does: what is first stays first."));
}

void TestWhyView::whyNotGivesTheRankInTheCatalogue()
{
    View view;
    QVERIFY(view.open());
    UserSession& users = view.workspace.users();
    const auto& lines = users.answer()->list.lines;
    const auto brought = [&](Item item) {
        return std::ranges::find(lines, item, &Recommendation::item) != lines.end();
    };
    const Dataset& dataset = *users.basis()->dataset;
    int low = 0;
    for (const Item item : idsUpTo<Item>(dataset.itemCount())) {
        if (brought(item) || low == 3)
            continue;
        users.askWhyNot(item);
        QTRY_VERIFY(users.whyNot() && users.whyNot()->item == item);
        const WhyNot& place = users.whyNot()->place;
        const QString words = whyNotWords(*users.basis(), *users.whyNot(), users.answeredBy());
        QVERIFY2(words.contains(QStringLiteral("ranks it %1 of %2 in the whole catalogue")
                                    .arg(count(place.catalogueRank), count(place.catalogue))),
                 qPrintable(words));
        low += place.reason == WhyNotReason::RankedTooLow ? 1 : 0;
        if (place.reason == WhyNotReason::RankedTooLow)
            QVERIFY(words.startsWith(users.answeredBy().name));
    }
    QCOMPARE(low, 3);
}

QTEST_MAIN(TestWhyView)
#include "tst_why_view.moc"

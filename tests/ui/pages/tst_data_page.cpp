#include "core/data/describe.h"
#include "core/data/health.h"
#include "tests/support/hand_made.h"
#include "tests/support/page_screen.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/sheet/statistics_column.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/pages/data/count_strip.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/health_panel.h"
#include "ui/pages/data/provenance_panel.h"
#include "ui/session/numbers.h"
#include "ui/tables/table_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace tastescope;
using namespace tastescope::ui;

class TestDataPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatIsMissing();
    void countsAreThoseOfTheSummary();
    void likesAreThoseOfTheSummary();
    void healthShowsWhomACheckIsAbout();
    void tellsWhoHasNoNeighbour();
    void excludedUsersCanBeTakenBack();
    void aClickedBarMakesTheSlice();
    void theBarsPartTheUsers();
    void copiesWhereTheDataComeFrom();
    void saysWhenTimesAreKnown();
    void everyControlHasAName();
};

namespace {

struct Screen : pagetest::Screen<DataPage>
{
    /// The summary stands on the page.
    bool openAndDescribe()
    {
        return open() && QTest::qWaitFor([this] { return !counts().isEmpty() && !likes()->isEmpty(); }, 10'000);
    }

    QString counts() const { return page.findChild<CountStrip*>()->accessibleDescription(); }
    HistogramChart* likes() const { return page.findChildren<HistogramChart*>().front(); }
    HealthPanel* health() const { return page.findChild<HealthPanel*>(); }
};

int likesOf(const Dataset& dataset, User user)
{
    const Split& split = dataset.split();
    int likes = 0;
    for (const auto* part : {&split.train, &split.validation, &split.test, &split.cold})
        likes += static_cast<int>(part->row(user).size());
    return likes;
}

std::vector<User> usersWhoLike(const Dataset& dataset, double low, double high)
{
    std::vector<User> users;
    for (const User user : idsUpTo<User>(dataset.userCount()))
        if (likesOf(dataset, user) >= low && likesOf(dataset, user) < high)
            users.push_back(user);
    return users;
}

} // namespace

void TestDataPage::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestDataPage::saysWhatIsMissing()
{
    Screen screen;
    QVERIFY(!screen.health()->isVisible());
    const auto labels = screen.page.findChildren<QLabel*>();
    const auto says = [](const QLabel* label) {
        return label->isVisible() && label->text() == QStringLiteral("No data open");
    };
    QVERIFY(std::ranges::any_of(labels, says));
    QVERIFY(screen.openAndDescribe());
    QVERIFY(screen.health()->isVisible());
    QVERIFY(std::ranges::none_of(labels, says));
    screen.workspace.data().close();
    QVERIFY(std::ranges::any_of(labels, says));
}

void TestDataPage::countsAreThoseOfTheSummary()
{
    Screen screen;
    QVERIFY(screen.openAndDescribe());
    const DatasetSummary summary = describe(*screen.workspace.data().dataset());
    const QStringList cells = screen.counts().split(QStringLiteral("; "));
    QCOMPARE(cells.size(), 6);
    QVERIFY(summary.counts.coldUsers > 0 && summary.ownership);
    QCOMPARE(cells[0], QStringLiteral("Users %1, %2 cold, kept out")
                           .arg(count(summary.counts.users), count(summary.counts.coldUsers)));
    QCOMPARE(cells[1], QStringLiteral("Tracks %1, in the libraries and playlists").arg(count(summary.counts.tracks)));
    QCOMPARE(cells[2], QStringLiteral("Playlists %1, %2 owners")
                           .arg(count(summary.counts.items), count(summary.ownership->perOwner.count)));
    QVERIFY2(cells[3].startsWith(QStringLiteral("In libraries %1, density").arg(count(summary.counts.libraryPairs))),
             qPrintable(cells[3]));
    QCOMPARE(cells[4], QStringLiteral("Positives %1, mean %2 a user")
                           .arg(count(summary.counts.positives), fixed(summary.positivesPerUser.mean, 1)));
    QVERIFY2(cells[5].contains(count(summary.counts.train) + QStringLiteral(" / ") + count(summary.counts.validation)
                               + QStringLiteral(" / ") + count(summary.counts.test)),
             qPrintable(cells[5]));
    QVERIFY(contentsOf(*screen.workspace.data().dataset())
                .endsWith(count(summary.counts.positives) + QStringLiteral(" positives")));
}

void TestDataPage::likesAreThoseOfTheSummary()
{
    Screen screen;
    QVERIFY(screen.openAndDescribe());
    const DatasetSummary summary = describe(*screen.workspace.data().dataset());
    const HistogramData& shown = screen.likes()->data();
    QVERIFY(shown.bars == summary.positivesHistogram);
    QCOMPARE(shown.median, std::optional(summary.positivesPerUser.median));
    QVERIFY(shown.logarithmicX && shown.wholeNumbers);
    const auto* panel = screen.page.findChildren<ChartPanel*>().front();
    QVERIFY(panel->chart() == screen.likes());
    const QList<Statistic> figures = panel->findChild<StatisticsColumn*>()->statistics().figures;
    QCOMPARE(figures.first().value, count(summary.positivesPerUser.count));
    QCOMPARE(figures.last().label, QStringLiteral("max"));
    QCOMPARE(figures.last().value, fixed(summary.positivesPerUser.max, 0));
}

void TestDataPage::healthShowsWhomACheckIsAbout()
{
    Screen screen;
    QVERIFY(screen.openAndDescribe());
    const Dataset& dataset = *screen.workspace.data().dataset();
    int lists = 0;
    for (const HealthRow& row : checkHealth(dataset)) {
        const QString title = QString::fromStdString(row.title);
        auto* show = screen.called<QPushButton>(QStringLiteral("Show: ") + title);
        QVERIFY2(show, qPrintable(title));
        QCOMPARE(show->isHidden(), row.users.empty() && row.items.empty());
        if (row.users.empty())
            continue;
        ++lists;
        show->click();
        const auto* table = screen.health()->findChild<TableView*>();
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), static_cast<int>(row.users.size()));
        for (int i = 0; i < table->model()->rowCount(); ++i)
            QCOMPARE(table->model()->index(i, 0).data().toString(),
                     QString::fromStdString(dataset.users().name(index(row.users[static_cast<std::size_t>(i)]))));
        screen.button(QStringLiteral("Use as slice"))->click();
        QVERIFY(screen.workspace.selection().slice() == std::optional(Slice{title, row.users}));
        screen.button(QStringLiteral("All checks"))->click();
        QVERIFY(!table->isVisible());
    }
    QVERIFY(lists > 0); // the preset keeps cold users
}

void TestDataPage::tellsWhoHasNoNeighbour()
{
    Screen screen;
    QVERIFY(screen.openAndDescribe());
    const QString name = QStringLiteral("Show: Users with no neighbour");
    QVERIFY(screen.called<QPushButton>(name)->isHidden()); // everybody has one
    SelectionOptions strict = screen.workspace.neighbours().selectionOptions();
    strict.minimumSimilarity = 0.3F;
    screen.workspace.neighbours().setSelectionOptions(strict);
    QTRY_VERIFY(!screen.called<QPushButton>(name)->isHidden());
    const auto& selection = screen.workspace.neighbours().selection();
    const auto alone = std::ranges::count(selection->statistics.neighbours.values(), 0);
    QVERIFY(alone > 0);
    screen.called<QPushButton>(name)->click();
    QCOMPARE(screen.health()->findChild<TableView*>()->model()->rowCount(), static_cast<int>(alone));
}

void TestDataPage::excludedUsersCanBeTakenBack()
{
    Screen screen;
    QVERIFY(screen.openAndDescribe());
    const auto whole = screen.workspace.data().dataset();
    const auto cold = static_cast<std::size_t>(describe(*whole).counts.coldUsers);
    std::vector<Notice> notices;
    connect(&screen.workspace.messages(), &Messages::noticed, this,
            [&](const Notice& notice) { notices.push_back(notice); });
    screen.called<QPushButton>(QStringLiteral("Exclude: Cold users, kept out of training"))->click();
    QTRY_COMPARE(notices.size(), std::size_t(1));
    const auto reduced = screen.workspace.data().dataset();
    QCOMPARE(reduced->userCount(), whole->userCount() - cold);
    QVERIFY(reduced->hash() != whole->hash());
    QVERIFY(notices[0].title.startsWith(count(static_cast<std::int64_t>(cold))));
    const auto* provenance = screen.page.findChild<ProvenancePanel*>();
    QVERIFY(provenance->text().contains(QStringLiteral("excluded: Cold users, kept out of training: ")));
    QTRY_VERIFY(screen.workspace.neighbours().selection());
    QTRY_VERIFY(!screen.called<QPushButton>(QStringLiteral("Exclude: Cold users, kept out of training")));

    QCOMPARE(notices[0].actions.size(), std::size_t(1));
    notices[0].actions[0].run();
    QCOMPARE(screen.workspace.data().dataset(), whole);
    QTRY_VERIFY(screen.workspace.neighbours().selection());
}

void TestDataPage::aClickedBarMakesTheSlice()
{
    Screen screen;
    QVERIFY(screen.openAndDescribe());
    QSignalSpy clicked(screen.likes(), &HistogramChart::barClicked);
    QTest::mouseClick(screen.likes(), Qt::LeftButton, {}, screen.likes()->rect().center());
    QCOMPARE(clicked.size(), 1);
    const double low = clicked[0][0].toDouble();
    const double high = clicked[0][1].toDouble();
    QVERIFY(screen.workspace.selection().slice());
    QVERIFY(screen.workspace.selection().slice()->users == usersWhoLike(*screen.workspace.data().dataset(), low, high));
    QVERIFY(!screen.workspace.selection().slice()->users.empty());
    QVERIFY2(screen.workspace.selection().slice()->name.startsWith(QString::number(low)),
             qPrintable(screen.workspace.selection().slice()->name));
}

void TestDataPage::theBarsPartTheUsers()
{
    Screen screen;
    QVERIFY(screen.openAndDescribe());
    const Histogram& bars = screen.likes()->data().bars;
    QSignalSpy clicked(screen.likes(), &HistogramChart::barClicked);
    std::size_t sliced = 0;
    double reached = bars.edges.front();
    while (reached < bars.edges.back()) {
        QTest::keyClick(screen.likes(), Qt::Key_Right);
        QTest::keyClick(screen.likes(), Qt::Key_Return);
        QCOMPARE(clicked.last()[0].toDouble(), reached); // no gap and no overlap
        reached = clicked.last()[1].toDouble();
        sliced += screen.workspace.selection().slice()->users.size();
    }
    QCOMPARE(sliced + static_cast<std::size_t>(bars.outside), screen.workspace.data().dataset()->userCount());
}

void TestDataPage::copiesWhereTheDataComeFrom()
{
    Screen screen;
    QVERIFY(screen.openAndDescribe());
    const Dataset& dataset = *screen.workspace.data().dataset();
    QGuiApplication::clipboard()->clear();
    screen.button(QStringLiteral("Copy"))->click();
    const QString text = QGuiApplication::clipboard()->text();
    QCOMPARE(text, screen.page.findChild<ProvenancePanel*>()->text());
    const QStringList lines = text.split(QLatin1Char('\n'));
    QVERIFY(lines.contains(QStringLiteral("hash: ") + QString::fromStdString(dataset.hash())));
    QVERIFY(lines.contains(QStringLiteral("seed: 42")));
    QVERIFY(lines.contains(QStringLiteral("split: ") + QString::fromStdString(dataset.provenance().split)));
}

void TestDataPage::saysWhenTimesAreKnown()
{
    const auto said = [](const Dataset& dataset) {
        ProvenancePanel panel;
        panel.setDataset(dataset);
        for (const QLabel* label : panel.findChildren<QLabel*>())
            if (label->accessibleName() == QStringLiteral("Times"))
                return label->text();
        return QString();
    };
    DatasetParts parts = handmade::parts({.users = 2, .items = 2, .train = {{0, 1}, {0}}});
    QCOMPARE(said(Dataset(parts)), QString());
    parts.sequences = {2, {0, 2, 3}, {Item{0}, Item{1}, Item{0}}, {978'300'760, 978'387'160, 978'473'560}};
    QCOMPARE(said(Dataset(parts)), QStringLiteral("31 Dec 2000 to 2 Jan 2001, 3 events"));
}

void TestDataPage::everyControlHasAName()
{
    Screen screen;
    QVERIFY(screen.openAndDescribe());
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
}

QTEST_MAIN(TestDataPage)
#include "tst_data_page.moc"

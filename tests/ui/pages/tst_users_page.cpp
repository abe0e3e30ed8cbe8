#include "tests/support/hand_made.h"
#include "tests/support/session_parts.h"
#include "tests/support/workspace_in.h"
#include "ui/pages/inspector/inspector_panel.h"
#include "ui/pages/users/choice_row.h"
#include "ui/pages/users/user_list.h"
#include "ui/pages/users/users_page.h"
#include "ui/parts/user/ranked_view.h"
#include "ui/parts/user/recommendation_view.h"
#include "ui/parts/user/user_empty.h"
#include "ui/parts/user/user_tabs.h"
#include "ui/parts/user/why_not_box.h"
#include "ui/parts/user/why_view.h"
#include "ui/session/names.h"
#include "ui/tables/table_view.h"
#include "ui/tables/vote_table.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QCompleter>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

class TestUsersPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void saysWhatIsMissing();
    void aClickOnARowLooksAtTheUser();
    void aClickOnALineAsksWhy();
    void findsUsersByNumberAndBySong();
    void listsTheUsersWorthLookingAt();
    void narrowsToTheSlice();
    void itsModelsKeepTheRules();
    void hasNoThirdColumnWhereThereIsNoRoom();
    void offersOfOtherDataAreDropped();
    void theInspectorShowsTheSameUser();
    void everyControlHasAName();
};

namespace {

struct Screen
{
    QTemporaryDir folder;
    Workspace workspace = tastescope::test::workspaceIn(folder);
    UsersPage page{workspace};

    explicit Screen(QSize size = {1360, 720})
    {
        page.resize(size);
        page.show();
    }

    bool open()
    {
        workspace.opening().open({{QStringLiteral("preset:tiny")}, {}});
        return QTest::qWaitFor([this] { return workspace.users().why() != nullptr; }, 20'000);
    }

    void click(QTableView* view, int row)
    {
        view->scrollTo(view->model()->index(row, 1));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, 1)).center());
    }
};

} // namespace

void TestUsersPage::saysWhatIsMissing()
{
    Screen screen;
    const auto* empty = screen.page.findChild<UserEmpty*>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), QStringLiteral("No data yet"));
    QVERIFY(screen.open());
    QVERIFY(!empty->isVisible());
}

void TestUsersPage::aClickOnARowLooksAtTheUser()
{
    Screen screen;
    QVERIFY(screen.open());
    UserList* list = screen.page.list();
    QCOMPARE(list->model()->rowCount(), static_cast<int>(screen.workspace.data().dataset()->userCount()));
    screen.click(list->table(), 4);
    QCOMPARE(screen.workspace.selection().user(), std::optional(User{4}));
    QTRY_COMPARE(screen.workspace.users().answer()->user, User{4});
    screen.workspace.users().chooseNext();
    QCOMPARE(list->table()->currentIndex().row(), 5); // the list follows
}

void TestUsersPage::aClickOnALineAsksWhy()
{
    Screen screen;
    QVERIFY(screen.open());
    auto* list = screen.page.tabs()->findChild<RecommendationView*>()->table();
    screen.click(list, 2);
    const Item chosen = screen.workspace.users().answer()->list.lines[2].item;
    QCOMPARE(screen.workspace.selection().item(), std::optional(chosen));
    QTRY_COMPARE(screen.workspace.users().why()->item, chosen);
    const auto* why = screen.page.findChild<WhyView*>();
    QCOMPARE(why->table()->rowCount(), static_cast<int>(screen.workspace.users().why()->explanation.votes.size()));
}

void TestUsersPage::findsUsersByNumberAndBySong()
{
    Screen screen;
    QVERIFY(screen.open());
    const Dataset& dataset = *screen.workspace.data().dataset();
    UserList* list = screen.page.list();
    list->searchField()->setText(QString::fromStdString(dataset.users().name(17)));
    QTRY_COMPARE(list->model()->shown(0).user, User{17});

    const Track track = dataset.library().row(User{17}).front();
    list->searchField()->setText(trackTitle(dataset, track));
    QTRY_VERIFY(list->model()->rowCount() > 0 && list->model()->rowCount() < 400);
    QTRY_VERIFY(std::ranges::find(list->model()->rows(), User{17}, &UserRow::user) != list->model()->rows().end());

    list->searchField()->setText(QStringLiteral("no such title anywhere"));
    QTRY_COMPARE(list->model()->rowCount(), 0);
    list->searchField()->clear();
    QCOMPARE(list->model()->rowCount(), static_cast<int>(dataset.userCount()));
}

void TestUsersPage::listsTheUsersWorthLookingAt()
{
    Screen screen;
    QVERIFY(screen.open());
    UserList* list = screen.page.list();
    QVERIFY(!list->choice(2)->isEnabled()); // nothing was evaluated yet
    list->choice(6)->click();               // cold users
    QVERIFY(list->model()->rowCount() > 0);
    for (const UserRow& row : list->model()->rows())
        QVERIFY(row.facts.isCold);
    list->choice(1)->click(); // fewest neighbours
    const auto& rows = list->model()->rows();
    for (std::size_t i = 1; i < rows.size(); ++i)
        QVERIFY(rows[i - 1].facts.neighbours <= rows[i].facts.neighbours);
}

void TestUsersPage::narrowsToTheSlice()
{
    Screen screen;
    QVERIFY(screen.open());
    screen.workspace.selection().setSlice(Slice{QStringLiteral("three of them"), {User{2}, User{5}, User{8}}});
    UserList* list = screen.page.list();
    QCOMPARE(list->model()->rowCount(), 3);
    QCOMPARE(list->choice(0)->text(), QStringLiteral("Slice: three of them"));
    screen.workspace.selection().setSlice(std::nullopt);
    QCOMPARE(list->model()->rowCount(), static_cast<int>(screen.workspace.data().dataset()->userCount()));
}

void TestUsersPage::itsModelsKeepTheRules()
{
    Screen screen;
    QList<QAbstractItemModelTester*> testers;
    for (auto* model : screen.page.findChildren<TableModel*>())
        testers << new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                                &screen.page);
    QVERIFY(testers.size() >= 3);
    QVERIFY(screen.open());
    for (int i = 0; i < 5; ++i) {
        screen.workspace.users().chooseRandom();
        const User wanted = *screen.workspace.selection().user();
        QTRY_COMPARE(screen.workspace.users().answer()->user, wanted);
    }
    screen.page.list()->model()->sort(1, Qt::DescendingOrder);
    const auto* list = screen.page.list()->model();
    const auto tracks = [](const UserRow& row) { return row.facts.tracks; };
    QTRY_COMPARE(tracks(list->shown(0)), tracks(std::ranges::max(list->rows(), {}, tracks)));
    screen.workspace.data().close();
}

void TestUsersPage::hasNoThirdColumnWhereThereIsNoRoom()
{
    Screen screen({960, 520});
    QVERIFY(screen.open());
    QCOMPARE(screen.page.width(), 960);
    const auto views = screen.page.findChildren<WhyView*>();
    QVERIFY(std::ranges::none_of(views, &WhyView::isVisible));
    QCOMPARE(screen.page.tabs()->tab(), UserTabs::Recommendations);
    screen.workspace.users().wantWhy();
    QCOMPARE(screen.page.tabs()->tab(), UserTabs::Why);
    QCOMPARE(std::ranges::count_if(views, &WhyView::isVisible), 1);
    screen.page.resize(1360, 720);
    screen.page.tabs()->setTab(UserTabs::Recommendations);
    QTRY_COMPARE(std::ranges::count_if(views, &WhyView::isVisible), 1); // the third column
}

void TestUsersPage::theInspectorShowsTheSameUser()
{
    Screen screen;
    InspectorPanel inspector(screen.workspace);
    inspector.resize(340, 700);
    inspector.show();
    QVERIFY(inspector.findChild<UserEmpty*>()->isVisible());
    QVERIFY(screen.open());
    QVERIFY(!inspector.findChild<UserEmpty*>()->isVisible());
    for (const auto tab : {UserTabs::Taste, UserTabs::Recommendations, UserTabs::Neighbours, UserTabs::Why}) {
        inspector.tabs()->setTab(tab);
        QVERIFY(inspector.minimumSizeHint().width() <= 320);
    }
    inspector.tabs()->setTab(UserTabs::Recommendations);
    auto* list = inspector.findChild<RecommendationView*>()->table();
    screen.click(list, 1);
    QCOMPARE(screen.workspace.selection().item(), std::optional(screen.workspace.users().answer()->list.lines[1].item));
    QCOMPARE(screen.page.tabs()->findChild<RecommendationView*>()->table()->currentIndex().row(), 1);
    const auto commands = inspector.commands();
    QCOMPARE(commands.size(), std::size_t(4));
    const auto before = screen.workspace.selection().user();
    commands[1].run(); // next
    QVERIFY(screen.workspace.selection().user() != before);
    commands[2].run(); // why
    QCOMPARE(inspector.tabs()->tab(), UserTabs::Why);
}

/// What was asked of one dataset may be answered when another, smaller one is open.
void TestUsersPage::offersOfOtherDataAreDropped()
{
    Screen screen;
    QVERIFY(screen.open());
    auto* box = screen.page.findChild<WhyNotBox*>();
    auto* field = box->findChild<QLineEdit*>();
    const QAbstractItemModel* offers = field->completer()->model();
    const std::string title = screen.workspace.data().dataset()->items().title(400);
    field->setFocus();
    QTest::keyClicks(field, QString::fromStdString(title));
    QTRY_VERIFY(offers->rowCount() > 0);
    QTest::keyClick(field, Qt::Key_Backspace); // asks again; the answer is still to come
    const handmade::World world{.users = 2, .items = 3, .train = {{0}, {1}}};
    const auto smaller = std::make_shared<const Dataset>(handmade::dataset(world));
    screen.workspace.data().set({smaller, nullptr, {}}, {});
    QTRY_VERIFY(!screen.workspace.answers().isBusy());
    QCOMPARE(offers->rowCount(), 0);
}

void TestUsersPage::everyControlHasAName()
{
    Screen screen;
    QVERIFY(screen.open());
    for (const QWidget* widget : screen.page.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->inherits("QSplitterHandle"))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const bool inside = widget->inherits("QScrollArea") || widget->inherits("QTableCornerButton");
        QVERIFY2(named || inside, widget->metaObject()->className());
    }
}

QTEST_MAIN(TestUsersPage)
#include "tst_users_page.moc"

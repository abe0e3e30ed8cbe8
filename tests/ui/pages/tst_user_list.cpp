#include "core/experiment/run_cost.h"
#include "tests/support/page_screen.h"
#include "ui/pages/users/user_list.h"
#include "ui/pages/users/users_page.h"
#include "ui/parts/user/user_empty.h"
#include "ui/theme/theme.h"

#include <QApplication>

using namespace tastescope;
using namespace tastescope::ui;

/// What the list of users shows while data and neighbours come and go.
class TestUserList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void noRowIsOfOneDatasetUnderANameOfAnother();
    void neighboursOnTheirWayAreNoEmptyState();
};

namespace {

using Screen = pagetest::Screen<UsersPage>;

/// The same users, every second of whom has no library any more.
OpenedDataset withoutHalfTheLibraries(const Dataset& dataset)
{
    DatasetParts parts = dataset.parts();
    std::vector<std::pair<User, Track>> pairs;
    for (const User user : idsUpTo<User>(dataset.userCount()))
        if (number(user) % 2 == 0)
            for (const Track track : dataset.library().row(user))
                pairs.emplace_back(user, track);
    parts.library = BinaryMatrix<User, Track>::fromPairs(dataset.userCount(), dataset.trackCount(), std::move(pairs));
    OpenedDataset opened{.dataset = std::make_shared<const Dataset>(std::move(parts))};
    opened.facts = std::make_shared<const CatalogueFacts>(*opened.dataset);
    opened.size = countedSize(*opened.dataset, {});
    return opened;
}

/// Rows whose figures are not those of the open data and of its neighbours.
QStringList strangers(const Screen& screen)
{
    QStringList found;
    const auto& dataset = screen.workspace.data().dataset();
    const auto& selection = screen.workspace.neighbours().selection();
    for (const UserRow& row : screen.page.list()->model()->rows()) {
        const bool isOf = dataset && selection
                          && row.facts.tracks == static_cast<int>(dataset->library().row(row.user).size())
                          && row.facts.neighbours == selection->statistics.neighbours[row.user];
        if (!isOf)
            found << QString::number(number(row.user));
    }
    return found;
}

} // namespace

void TestUserList::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestUserList::noRowIsOfOneDatasetUnderANameOfAnother()
{
    Screen screen;
    QVERIFY(screen.open());
    const Dataset& tiny = *screen.workspace.data().dataset();
    QStringList found;
    connect(screen.page.list()->model(), &QAbstractItemModel::modelReset, this, [&] { found += strangers(screen); });
    connect(&screen.workspace.users(), &UserSession::basisChanged, this, [&] { found += strangers(screen); });
    const OpenedDataset halved = withoutHalfTheLibraries(tiny);
    QVERIFY(halved.dataset->userCount() == tiny.userCount() && halved.dataset->hash() != tiny.hash());
    for (const OpenedDataset& opened : {halved, screen.workspace.data().opened(), halved}) {
        screen.workspace.data().set(opened, {});
        QCOMPARE(screen.page.list()->model()->rowCount(), 0); // nothing of the data before
        screen.workspace.neighbours().search({});
        QTRY_COMPARE_WITH_TIMEOUT(screen.page.list()->model()->rowCount(),
                                  static_cast<int>(opened.dataset->userCount()), 60'000);
        found += strangers(screen);
        QCOMPARE(found, QStringList());
    }
}

void TestUserList::neighboursOnTheirWayAreNoEmptyState()
{
    Screen screen;
    const auto* empty = screen.page.findChild<UserEmpty*>();
    QStringList offered; // "Find neighbours" while they are being found
    const auto look = [&] {
        if (screen.workspace.neighbours().isFinding() && screen.button(QStringLiteral("Find neighbours")))
            offered << empty->title();
    };
    NeighbourSession& session = screen.workspace.neighbours();
    for (const auto signal : {&NeighbourSession::searchStarted, &NeighbourSession::searchEnded,
                              &NeighbourSession::selectionStarted, &NeighbourSession::selectionChanged})
        connect(&session, signal, this, look); // it hears after the page does
    QVERIFY(screen.open());
    QCOMPARE(offered, QStringList());
    QVERIFY(!empty->isVisible());
    QVERIFY(!session.isFinding());
}

QTEST_MAIN(TestUserList)
#include "tst_user_list.moc"

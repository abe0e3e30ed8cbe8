#include "core/base/error.h"
#include "core/data/summary.h"
#include "core/pipeline/generate_sources.h"
#include "core/pipeline/preset.h"

#include <QTest>

#include <set>

using namespace tastescope;

namespace {

std::int64_t countOf(const Dataset& dataset, const std::string& name)
{
    for (const auto& [known, count] : dataset.provenance().counts)
        if (known == name)
            return count;
    return -1;
}

template<typename Row, typename Column>
std::vector<double> rowSizes(const BinaryMatrix<Row, Column>& matrix)
{
    std::vector<double> sizes;
    for (const Row row : idsUpTo<Row>(matrix.rowCount()))
        sizes.push_back(static_cast<double>(matrix.row(row).size()));
    return sizes;
}

} // namespace

class TestPreset : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_tiny = makePreset(Preset::Tiny); }
    void tinyHasItsSizes();
    void popularityHasALongTail();
    void usersHaveEnoughToTrainOn();
    void everyOwnerLikesWhatHeOwns();
    void isTheSameAgainAndForAnyNumberOfThreads();
    void differsBySeed();
    void scalesWithTheUsers();
    void namesAreDistinctAndPresent();
    void saysWhereItComesFrom();
    void stopsInTime();
    void sourcesDifferAsRealOnesDo();

private:
    std::shared_ptr<const Dataset> m_tiny;
};

void TestPreset::tinyHasItsSizes()
{
    QCOMPARE(m_tiny->userCount(), std::size_t(500));
    QVERIFY(m_tiny->trackCount() > 1'300 && m_tiny->trackCount() < 1'700);
    QVERIFY(m_tiny->itemCount() > 1'000 && m_tiny->itemCount() < 2'400);
    const Distribution library = summarise(rowSizes(m_tiny->library()));
    QVERIFY(library.mean > 35 && library.mean < 60);
    QVERIFY(library.median < 0.75 * library.mean); // lognormal: the mean lies well above the median
}

void TestPreset::popularityHasALongTail()
{
    const std::vector<double> listeners = asDoubles(m_tiny->library().columnCounts());
    QVERIFY(topShare(listeners, 0.01) > 0.04); // equal shares would be 0.01
    QVERIFY(gini(listeners) > 0.25);
    QVERIFY(gini(asDoubles(m_tiny->train().columnCounts())) > 0.4);
}

void TestPreset::usersHaveEnoughToTrainOn()
{
    const Split& split = m_tiny->split();
    const std::size_t all =
        split.train.entryCount() + split.validation.entryCount() + split.test.entryCount() + split.cold.entryCount();
    QVERIFY(all > 500 * 8);
    std::int64_t cold = 0;
    for (const User user : idsUpTo<User>(500))
        cold += m_tiny->isCold(user);
    QCOMPARE(cold, 25); // 5 % of 500
}

void TestPreset::everyOwnerLikesWhatHeOwns()
{
    std::size_t owned = 0;
    for (const Item item : idsUpTo<Item>(m_tiny->itemCount()))
        if (const auto owner = m_tiny->owner(item)) {
            ++owned;
            QVERIFY(m_tiny->train().contains(*owner, item));
            QVERIFY(m_tiny->owned().row(*owner).size() <= 100);
        }
    const auto unowned = countOf(*m_tiny, "playlists liked by nobody in training, unowned")
                         + countOf(*m_tiny, "playlists whose likers all own the most they may, unowned");
    QCOMPARE(static_cast<std::int64_t>(m_tiny->itemCount() - owned), unowned);
    QVERIFY(owned > m_tiny->itemCount() * 8 / 10);
}

void TestPreset::isTheSameAgainAndForAnyNumberOfThreads()
{
    const auto one = makePreset(Preset::Tiny, {.seed = 42, .users = 0, .threads = 1});
    const auto four = makePreset(Preset::Tiny, {.seed = 42, .users = 0, .threads = 4});
    QCOMPARE(one->hash(), m_tiny->hash());
    QCOMPARE(four->hash(), m_tiny->hash());
    QCOMPARE(one->items().titles, four->items().titles);
    QCOMPARE(makePreset(Preset::Demo)->hash(),
             makePreset(Preset::Demo, {.seed = 42, .users = 0, .threads = 1})->hash());
}

void TestPreset::differsBySeed()
{
    const auto other = makePreset(Preset::Tiny, {.seed = 43, .users = 0, .threads = 0});
    QVERIFY(other->hash() != m_tiny->hash());
    QVERIFY(other->tracks().title(0) != m_tiny->tracks().title(0));
}

void TestPreset::scalesWithTheUsers()
{
    const auto small = makePreset(Preset::Full, {.seed = 1, .users = 400, .threads = 0});
    QCOMPARE(small->userCount(), std::size_t(400));
    QVERIFY(small->itemCount() > 200 && small->itemCount() < 2'000);
    QVERIFY_EXCEPTION_THROWN(makePreset(Preset::Demo, {.seed = 1, .users = 3, .threads = 0}), Error);
}

void TestPreset::namesAreDistinctAndPresent()
{
    const auto& titles = m_tiny->tracks().titles;
    QCOMPARE(std::set<std::string>(titles.begin(), titles.end()).size(), m_tiny->trackCount());
    const auto& lists = m_tiny->items().titles;
    QCOMPARE(std::set<std::string>(lists.begin(), lists.end()).size(), m_tiny->itemCount());
    for (std::size_t track = 0; track < m_tiny->trackCount(); ++track)
        QVERIFY(!titles[track].empty() && !m_tiny->tracks().detail(track).empty());
    QCOMPARE(named<Preset>("demo"), std::optional(Preset::Demo));
    QCOMPARE(toText(Preset::Full), "full");
    QVERIFY(!named<Preset>("Demo"));
}

void TestPreset::saysWhereItComesFrom()
{
    const Provenance& provenance = m_tiny->provenance();
    QCOMPARE(provenance.format, "generated");
    QCOMPARE(provenance.seed, std::uint64_t(42));
    QCOMPARE(provenance.split, "70 / 20 / 10, 5 % cold users, seed 42");
    QCOMPARE(provenance.options.front(), (std::pair<std::string, std::string>("preset", "tiny")));
    QCOMPARE(provenance.builtAt.size(), std::size_t(20));
    QVERIFY(provenance.builtBy.starts_with("Tastescope "));
    QVERIFY(provenance.seconds > 0);
    QVERIFY(countOf(*m_tiny, "songs in libraries, matched") > 0);
}

void TestPreset::stopsInTime()
{
    std::stop_source stop;
    JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    job.sink = [&](const JobEvent& event) {
        if (const auto* stage = std::get_if<StageStarted>(&event); stage && stage->title == "scoring playlists")
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(makePreset(Preset::Tiny, {}, job), Cancelled);
}

void TestPreset::sourcesDifferAsRealOnesDo()
{
    GeneratorOptions options{.users = 50, .songs = 2'400, .playlists = 50, .groups = 5};
    const RawSources sources = generateSources(options);
    // 2,400 songs, each side lacks one in 24: 2,300 with standard deviation sqrt(2400 / 24 * 23 / 24) = 10.
    QVERIFY(std::abs(static_cast<double>(sources.listening.songs.size()) - 2'300) < 50);
    QVERIFY(std::abs(static_cast<double>(sources.playlists.songs.size()) - 2'300) < 50);
    QCOMPARE(sources.listening.libraries.columnCount(), sources.listening.songs.size());
    QCOMPARE(sources.playlists.contents.columnCount(), sources.playlists.songs.size());
}

QTEST_GUILESS_MAIN(TestPreset)
#include "tst_preset.moc"

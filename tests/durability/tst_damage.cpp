#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "core/models/bpr/train_bpr.h"
#include "core/models/model_file.h"
#include "core/training/checkpoint.h"
#include "tests/durability/scenarios.h"

using namespace tastescope;
using namespace tastescope::test;

/// Every flipped bit and every cut of what a run keeps is seen, and says where. Checkpoints, where another one has to
/// be read each time, are sampled; all of theirs with TASTESCOPE_LONG=1.
class TestDamage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void ofAModelOrItsResultsIsSeen_data();
    void ofAModelOrItsResultsIsSeen();
    void ofACheckpointLeadsToTheOneBefore();
    void swappedFilesAreSeen();

private:
    fs::path run() const { return m_files.at("run"); }

    TempFiles m_files; // a workspace with a run of three epochs
};

namespace {

/// Calls visit(damaged bytes, what was done) for each flipped bit and each cut, by `step`.
template<typename Visit>
void forEachDamage(const std::string& good, std::size_t step, const Visit& visit)
{
    for (std::size_t bit = 0; bit < good.size() * 8; bit += step) {
        std::string bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
        visit(bad, "bit " + std::to_string(bit % 8) + " of byte " + std::to_string(bit / 8));
    }
    for (std::size_t length = 0; length < good.size(); length += step)
        visit(good.substr(0, length), "cut to " + std::to_string(length) + " bytes");
}

/// A section: the header, a tensor by name, or the byte from which on the file is not what it should be.
bool namesASection(const std::string& message, const fs::path& file)
{
    const std::string name = file.string() + ":";
    const std::size_t place = message.find(name);
    if (place == std::string::npos)
        return false;
    const std::string rest = message.substr(place + name.size());
    return rest.find("the header") != std::string::npos || rest.find("the tensor \"") != std::string::npos
           || (!rest.empty() && std::isdigit(static_cast<unsigned char>(rest.front())));
}

template<typename Load>
std::string complaint(const Load& load)
{
    try {
        load();
        return {};
    } catch (const BadInput& error) {
        return error.what();
    }
}

} // namespace

void TestDamage::initTestCase()
{
    const Ending trained = enacted(trainThree, m_files.folder());
    QVERIFY2(trained.code == 0, trained.text.c_str());
}

void TestDamage::ofAModelOrItsResultsIsSeen_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("model") << "model.safetensors";
    QTest::newRow("results of users") << "per_user_validation.safetensors";
}

void TestDamage::ofAModelOrItsResultsIsSeen()
{
    QFETCH(QString, name);
    const fs::path file = run() / name.toStdString();
    const bool isModel = name == QStringLiteral("model.safetensors");
    const std::string good = bytesOf(file);
    const auto complain = [&] {
        return complaint([&] { isModel ? void(loadModel(file)) : void(loadUserResults(file, factsOf(smallData()))); });
    };
    QVERIFY2(complain().empty(), complain().c_str());
    int damages = 0;
    forEachDamage(good, isLong() ? 1 : 5, [&](const std::string& bad, const std::string& what) {
        m_files.write(fs::relative(file, m_files.folder()), bad);
        const std::string found = complain();
        QVERIFY2(namesASection(found, file), (what + ": " + found).c_str());
        ++damages;
    });
    m_files.write(fs::relative(file, m_files.folder()), good);
    qInfo("%d damages of %zu bytes, all seen", damages, good.size());
}

void TestDamage::ofACheckpointLeadsToTheOneBefore()
{
    const CheckpointOwner owner = bprCheckpointOwner(smallBpr(3), smallData());
    const fs::path checkpoints = run() / "checkpoints";
    const fs::path last = checkpoints / "last.safetensors";
    const std::string good = bytesOf(last);
    QCOMPARE(loadCheckpoint(checkpoints, owner)->curve.size(), std::size_t(3));
    int damages = 0;
    forEachDamage(good, isLong() ? 1 : 41, [&](const std::string& bad, const std::string& what) {
        m_files.write(fs::relative(last, m_files.folder()), bad);
        const auto found = loadCheckpoint(checkpoints, owner);
        QVERIFY2(found && found->curve.size() == 2 && learnedSoFar(checkpoints)->best && found->notes.size() == 1,
                 what.c_str());
        QVERIFY2(namesASection(found->notes.front(), last), (what + ": " + found->notes.front()).c_str());
        ++damages;
    });
    qInfo("%d damages of %zu bytes: each time the checkpoint before was used", damages, good.size());
    // And what then comes of it is what would have come without the damage.
    m_files.write(fs::relative(last, m_files.folder()), good.substr(0, good.size() / 2));
    fs::remove(run() / "record.json");
    const TempFiles undamaged;
    const Ending expected = enacted(trainThree, undamaged.folder());
    QCOMPARE(enacted(trainThree, m_files.folder()).text, expected.text);
}

void TestDamage::swappedFilesAreSeen()
{
    // Each file is whole, but not the one that the record and the history tell of.
    const RunStore store(m_files.folder());
    const RunId id = store.runs().front().id;
    QVERIFY(!store.userResults(id, Part::Validation).users.empty());
    UserResults other = loadUserResults(run() / "per_user_validation.safetensors", factsOf(smallData()));
    other.values.front() += 1;
    saveUserResults(other, run() / "per_user_validation.safetensors");
    QVERIFY_EXCEPTION_THROWN((void)store.userResults(id, Part::Validation), Error);

    fs::copy_file(run() / "checkpoints/previous.safetensors", run() / "model.safetensors",
                  fs::copy_options::overwrite_existing);
    QVERIFY_EXCEPTION_THROWN((void)loadRun(run()), BadInput);
}

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"

// What every model promises, row by row of modelKinds(): a new row is tested as soon as it stands there.
#include "core/base/error.h"
#include "core/models/model_file.h"
#include "core/serving/recommend.h"
#include "tests/core/models/contract_cases.h"
#include "tests/core/serving/small_serving.h"
#include "tests/support/temp_files.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

using namespace tastescope;
using namespace tastescope::test;

class TestContract : public QObject
{
    Q_OBJECT

private slots:
    void theRowIsWhole_data() { addKinds(); }
    void theRowIsWhole();
    void optionsComeBackFromJson_data() { addKinds(); }
    void optionsComeBackFromJson();
    void ranksWhatIsHeldOutAboveWhatNobodyLikes_data() { addKinds(); }
    void ranksWhatIsHeldOutAboveWhatNobodyLikes();
    void scoresAUserOfWhomNothingIsKnown_data() { addKinds(); }
    void scoresAUserOfWhomNothingIsKnown();
    void aListLongerThanTheCatalogueIsTheCatalogue_data() { addKinds(); }
    void aListLongerThanTheCatalogueIsTheCatalogue();
    void answersWhatItsRowSaysAndRefusesTheRest_data() { addKinds(); }
    void answersWhatItsRowSaysAndRefusesTheRest();
    void savedAndLoadedItScoresTheSame_data() { addKinds(); }
    void savedAndLoadedItScoresTheSame();
    void doesNotDependOnTheNumberOfThreads_data() { addKinds(); }
    void doesNotDependOnTheNumberOfThreads();
    void aLedgerAddsUpToTheScore_data() { addKinds(); }
    void aLedgerAddsUpToTheScore();
    void stopsInTime_data() { addKinds(); }
    void stopsInTime();
    void reportsEveryEpoch_data() { addKinds(); }
    void reportsEveryEpoch();
    void resumedItIsTheSameBitForBit_data() { addKinds(); }
    void resumedItIsTheSameBitForBit();
    void refusesOptionsOutOfRange_data() { addKinds(); }
    void refusesOptionsOutOfRange();

private:
    static void addKinds();
    static ModelOptions options();
    Learned train(const ModelOptions& options, const TrainingHooks& hooks = {}, const JobContext& job = {}) const
    {
        return modelKind(options).train(options, *m_dataset, hooks, job);
    }

    std::shared_ptr<const Dataset> m_dataset = std::make_shared<const Dataset>(plantedData());
};

void TestContract::addKinds()
{
    QTest::addColumn<QString>("kind");
    for (const ModelKind& kind : modelKinds()) {
        const QString name = QString::fromStdString(std::string(kind.name));
        QTest::newRow(qPrintable(name)) << name;
    }
}

ModelOptions TestContract::options()
{
    QFETCH(QString, kind);
    return defaultOptions(kind.toStdString());
}

void TestContract::theRowIsWhole()
{
    const ModelOptions defaults = options();
    const ModelKind& kind = modelKind(defaults);
    for (const ModelKind& other : modelKinds())
        QVERIFY(&other == &kind
                || (other.name != kind.name && other.title != kind.title && other.prefix != kind.prefix));
    QVERIFY(!kind.title.empty() && !kind.prefix.empty());
    for (const OptionInfo& info : kind.fields) {
        QVERIFY(checkOption(info, readOption(defaults, info.name)) == readOption(defaults, info.name));
        QVERIFY2(!info.title.empty() && !info.group.empty() && !info.help.empty(), info.name.c_str());
    }
    for (const ModelPreset& preset : kind.presets) {
        const ModelOptions options = presetOptions(kind.name, preset.name);
        for (const OptionSetting& setting : preset.settings)
            QVERIFY(readOption(options, setting.name) == setting.value);
    }
    const ModelMemory memory = kind.memory(defaults, sizeOf(*m_dataset), 1);
    QVERIFY(memory.kept.bytes() > 0 && memory.training.bytes() >= memory.kept.bytes());
    QVERIFY(!kind.meaning(defaults, "playlist").empty());
    QCOMPARE(kind.pace.has_value(), plannedEpochs(defaults) > 0);
    if (kind.pace) {
        QVERIFY(!kind.pace->sample.empty());
        QVERIFY(samplesPerEpoch(defaults, 100) > 0);
        QVERIFY(plannedEpochs(optionsToMeasure(defaults)) <= plannedEpochs(defaults));
        QCOMPARE(relativeWork(defaults, defaults).value(), 1.0);
        QVERIFY(!paceKey(defaults).empty());
    }
}

void TestContract::optionsComeBackFromJson()
{
    QVERIFY(readModelOptions(toJson(options()), "test") == options());
    for (const ModelPreset& preset : modelKind(options()).presets) {
        const ModelOptions chosen = presetOptions(modelName(options()), preset.name);
        QVERIFY(readModelOptions(toJson(chosen), "test") == chosen);
    }
}

void TestContract::ranksWhatIsHeldOutAboveWhatNobodyLikes()
{
    ModelOptions chosen = options();
    if (modelName(chosen) == "transformer")
        setOption(chosen, "batch_size", std::int64_t{32}); // else so few windows make two steps an epoch
    const Learned learned = train(chosen, withThreads(2));
    int right = 0;
    int pairs = 0;
    for (const User user : idsUpTo<User>(60)) {
        QVERIFY(learned.best->knows(user));
        const std::vector<float> scores = scoresOf(*learned.best, user, everyItem(*m_dataset));
        const float heldOut = scores[index(m_dataset->heldOut(Part::Validation).row(user)[0])];
        for (std::size_t item = scores.size() - unlikedItems; item < scores.size(); ++item, ++pairs)
            right += heldOut > scores[item] ? 1 : 0;
    }
    // Nobody's item has 0 in iALS, where squares keep some of it just below, and in counts, as whatever never followed.
    const bool hasZeros = modelName(options()) == "ials" || modelName(options()) == "transitions";
    const double least = hasZeros ? 0.8 : 0.95;
    QVERIFY2(right > least * pairs, qPrintable(QStringLiteral("%1 of %2").arg(right).arg(pairs)));
}

void TestContract::scoresAUserOfWhomNothingIsKnown()
{
    const Learned learned = train(withEpochs(options(), 2));
    for (const float score : scoresOf(*learned.best, coldUser, everyItem(*m_dataset)))
        QVERIFY(std::isfinite(score));
}

void TestContract::aListLongerThanTheCatalogueIsTheCatalogue()
{
    const Serving serving = smallserving::serve(plantedData(), train(withEpochs(options(), 2)).best);
    const std::size_t liked = m_dataset->train().row(User{0}).size();
    const RecommendOptions wanted{.top = 1'000, .from = RecommendFrom::Catalogue};
    QCOMPARE(recommend(serving, User{0}, wanted).lines.size(), m_dataset->itemCount() - liked);
    QCOMPARE(recommend(serving, coldUser, wanted).lines.size(), m_dataset->itemCount());
}

void TestContract::answersWhatItsRowSaysAndRefusesTheRest()
{
    const Learned learned = train(withEpochs(options(), 2));
    const std::vector<Item> items = everyItem(*m_dataset);
    const std::vector<std::int64_t> times{100, 200};
    const std::vector<Query> queries{User{0},
                                     Profile{m_dataset->library().row(User{0}), m_dataset->train().row(User{0})},
                                     Sequence{std::span(items).first(2), times}};
    const std::vector<QueryForm>& answers = modelKind(options()).answers;
    for (const Query& query : queries) {
        if (std::ranges::find(answers, formOf(query)) != answers.end()) {
            QVERIFY(learned.best->knows(query));
            for (const float score : scoresOf(*learned.best, query, items))
                QVERIFY(std::isfinite(score));
        } else {
            QVERIFY(!learned.best->knows(query));
            QVERIFY_EXCEPTION_THROWN((void)scoresOf(*learned.best, query, items), Error);
        }
    }
}

void TestContract::savedAndLoadedItScoresTheSame()
{
    const TempFiles files;
    const Learned learned = train(withEpochs(options(), 2));
    saveModel(*learned.best, files.at("model.safetensors"));
    const std::shared_ptr<const Model> loaded = loadModel(files.at("model.safetensors"));
    QVERIFY(sameBits(*loaded, *learned.best));
    const std::vector<Item> items = everyItem(*m_dataset);
    for (const User user : idsUpTo<User>(m_dataset->userCount())) {
        QCOMPARE(loaded->knows(user), learned.best->knows(user));
        QVERIFY(scoresOf(*loaded, user, items) == scoresOf(*learned.best, user, items));
    }
}

void TestContract::doesNotDependOnTheNumberOfThreads()
{
    const ModelOptions chosen = withEpochs(options(), 2);
    QVERIFY(sameBits(*train(chosen, withThreads(1)).best, *train(chosen, withThreads(4)).best));
}

void TestContract::aLedgerAddsUpToTheScore()
{
    const Learned learned = train(withEpochs(options(), 2));
    for (const User user : idsUpTo<User>(60))
        for (const Item item : {Item{0}, Item{1}, Item{77}}) {
            const std::optional<Ledger> ledger = learned.best->ledger(user, item);
            if (!ledger)
                continue;
            double sum = 0;
            for (std::size_t voter = 0; voter < ledger->voters.size(); ++voter)
                sum += ledger->added(voter) / ledger->itemWeight;
            for (const LikePart& part : ledger->likes)
                sum += m_dataset->train().contains(user, part.like) ? part.adds : HUGE_VAL;
            QVERIFY(ledger->isOfLikes ? ledger->voters.empty() : ledger->likes.empty());
            QVERIFY(std::abs(sum * ledger->itemWeight - ledger->score) < 1e-9);
            QCOMPARE(static_cast<float>(ledger->score), scoresOf(*learned.best, user, std::span(&item, 1))[0]);
        }
}

void TestContract::stopsInTime()
{
    const ModelOptions endless = withEpochs(options(), 100'000);
    std::stop_source stop;
    std::atomic<bool> begun = plannedEpochs(endless) == 0;
    const JobContext job{.stop = stop.get_token(), .sink = [&](const JobEvent& event) {
                             if (std::holds_alternative<EpochFinished>(event))
                                 begun = true;
                         }};
    QElapsedTimer sinceStop;
    const std::jthread stopper([&] {
        while (!begun)
            std::this_thread::yield();
        sinceStop.start();
        stop.request_stop();
    });
    QVERIFY(isCancelled([&] { (void)train(endless, withThreads(2), job); }) || plannedEpochs(endless) == 0);
    QVERIFY(!sinceStop.isValid() || sinceStop.elapsed() < 2'000);
}

void TestContract::reportsEveryEpoch()
{
    const ModelOptions chosen = withEpochs(options(), 3);
    std::vector<int> reported;
    int started = 0;
    const JobContext job{.sink = [&](const JobEvent& event) {
        if (const auto* start = std::get_if<TrainingStarted>(&event)) {
            ++started;
            QCOMPARE(start->epochs, 3);
            QCOMPARE(start->samplesPerEpoch,
                     samplesPerEpoch(chosen, static_cast<std::int64_t>(m_dataset->train().entryCount())));
        }
        if (const auto* epoch = std::get_if<EpochFinished>(&event))
            reported.push_back(epoch->epoch);
    }};
    const Learned learned = train(chosen, withThreads(1), job);
    const bool learnsInEpochs = plannedEpochs(chosen) > 0;
    QCOMPARE(started, learnsInEpochs ? 1 : 0);
    QCOMPARE(reported, learnsInEpochs ? (std::vector<int>{1, 2, 3}) : std::vector<int>());
    QCOMPARE(learned.curve.size(), reported.size());
    QCOMPARE(learned.last != nullptr, learnsInEpochs);
    QVERIFY(learned.best);
}

void TestContract::resumedItIsTheSameBitForBit()
{
    const ModelOptions chosen = withEpochs(options(), 4);
    if (plannedEpochs(chosen) == 0)
        QSKIP("it learns at once");
    const TempFiles files;
    TrainingHooks hooks = withThreads(2);
    hooks.checkpoints = files.at("checkpoints");
    hooks.resume = true;
    std::stop_source stop;
    const JobContext job{.stop = stop.get_token(), .sink = [&](const JobEvent& event) {
                             const auto* epoch = std::get_if<EpochFinished>(&event);
                             if (epoch && epoch->epoch == 2)
                                 stop.request_stop();
                         }};
    QVERIFY_EXCEPTION_THROWN((void)train(chosen, hooks, job), Cancelled);
    QCOMPARE(learnedSoFar(hooks.checkpoints)->curve.size(), std::size_t(2));
    const Learned resumed = train(chosen, hooks);
    const Learned whole = train(chosen, withThreads(2));
    QVERIFY(sameBits(*resumed.best, *whole.best));
    QVERIFY(sameBits(*resumed.last, *whole.last));
    QCOMPARE(resumed.curve.size(), whole.curve.size());
    for (std::size_t e = 0; e < whole.curve.size(); ++e)
        QCOMPARE(resumed.curve[e].trainLoss, whole.curve[e].trainLoss);
}

void TestContract::refusesOptionsOutOfRange()
{
    for (const OptionInfo& info : modelKind(options()).fields) {
        ModelOptions changed = options();
        const OptionValue outside =
            info.kind == OptionKind::Choice ? OptionValue("no such choice") : OptionValue(info.maximum + 1);
        QVERIFY_EXCEPTION_THROWN(setOption(changed, info.name, outside), Error);
        QVERIFY(changed == options());
    }
    ModelOptions changed = options();
    QVERIFY_EXCEPTION_THROWN(setOption(changed, "no such option", std::int64_t{1}), Error);
}

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"

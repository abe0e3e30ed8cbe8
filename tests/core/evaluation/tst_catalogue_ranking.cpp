#include "core/base/random.h"
#include "core/evaluation/catalogue_ranking.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

using namespace tastescope;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float broken = std::numeric_limits<float>::quiet_NaN();

struct Question
{
    std::vector<float> scores; ///< exact, by item
    std::vector<Item> positives;
    std::vector<Item> owned;
    int k = 0;
};

struct Answer
{
    std::vector<std::pair<std::int64_t, std::int64_t>> blocks; ///< items and relevant ones; empty blocks left out
    std::vector<Item> top;
    std::int64_t tied = 0;
    std::int64_t notANumber = 0;

    bool operator==(const Answer&) const = default;
};

Answer answerOf(const CatalogueRanking& ranking)
{
    Answer answer{{}, {ranking.top().begin(), ranking.top().end()}, ranking.tiedPositives(), ranking.notANumber()};
    for (const TieBlock& block : ranking.blocks())
        if (block.items > 0)
            answer.blocks.emplace_back(block.items, block.relevant);
    return answer;
}

/// By the definition: every score is held against every level of the positives.
Answer bruteForce(const Question& question)
{
    Answer answer;
    std::map<float, std::pair<std::int64_t, std::int64_t>, std::greater<>> at; // by level: items, relevant
    std::int64_t brokenPositives = 0;
    const auto isIn = [](const std::vector<Item>& items, Item item) { return std::ranges::binary_search(items, item); };
    const auto scoreOf = [&](Item item) {
        const float score = question.scores[index(item)];
        return std::isnan(score) ? -infinity : score;
    };
    std::vector<Item> ranked;
    for (const Item item : idsUpTo<Item>(question.scores.size())) {
        const bool isBroken = std::isnan(question.scores[index(item)]);
        answer.notANumber += isBroken;
        if (isIn(question.owned, item))
            continue;
        ranked.push_back(item);
        if (isIn(question.positives, item)) {
            brokenPositives += isBroken;
            if (!isBroken)
                ++at[scoreOf(item)].second;
        }
    }
    std::map<float, std::int64_t, std::greater<>> above; // by level: other items between it and the level before
    std::int64_t behind = 0;
    for (const Item item : ranked) {
        if (isIn(question.positives, item) && std::isnan(question.scores[index(item)]))
            continue;
        const float score = scoreOf(item);
        if (const auto level = at.lower_bound(score); level == at.end())
            ++behind;
        else
            ++(level->first == score ? level->second.first : above[level->first]);
    }
    for (const auto& [level, counts] : at) {
        if (above[level] > 0)
            answer.blocks.emplace_back(above[level], 0);
        answer.blocks.push_back(counts);
        answer.tied += counts.first > 1 ? counts.second : 0;
    }
    if (brokenPositives > 0) {
        if (behind > 0)
            answer.blocks.emplace_back(behind, 0);
        answer.blocks.emplace_back(brokenPositives, brokenPositives);
    }
    std::ranges::stable_sort(ranked, std::greater(), scoreOf);
    ranked.resize(std::min(ranked.size(), static_cast<std::size_t>(question.k)));
    answer.top = ranked;
    return answer;
}

/// Asks with scores that are off by up to `error`, in stretches of many lengths.
Answer ask(CatalogueRanking& ranking, const Question& question, float error, Random& random)
{
    const auto exactOf = [&](std::span<const Item> items) {
        std::vector<float> scores;
        for (const Item item : items)
            scores.push_back(question.scores[index(item)]);
        return scores;
    };
    std::vector<float> rough;
    for (const float score : question.scores)
        rough.push_back(score + error * static_cast<float>(1.98 * random.uniform() - 0.99));
    ranking.begin(question.positives, exactOf(question.positives), question.owned, question.k);
    for (std::size_t begin = 0; begin < rough.size();) {
        const std::size_t length = std::min<std::size_t>(1 + random.below(2'000), rough.size() - begin);
        ranking.offer(std::span(rough).subspan(begin, length), error);
        begin += length;
    }
    const auto open = ranking.open();
    ranking.settle(exactOf(open));
    return answerOf(ranking);
}

using Draw = float (*)(Random&);

Question questionOf(Draw draw, std::size_t items, std::size_t positives, std::size_t owned, int k, Random& random)
{
    Question question;
    question.k = k;
    std::vector<Item> shuffled;
    for (const Item item : idsUpTo<Item>(items)) {
        question.scores.push_back(draw(random));
        shuffled.push_back(item);
    }
    random.shuffle(std::span(shuffled));
    question.positives.assign(shuffled.begin(), shuffled.begin() + static_cast<std::ptrdiff_t>(positives));
    question.owned.assign(shuffled.end() - static_cast<std::ptrdiff_t>(owned), shuffled.end());
    std::ranges::sort(question.positives);
    std::ranges::sort(question.owned);
    return question;
}

} // namespace

Q_DECLARE_METATYPE(Draw)

class TestCatalogueRanking : public QObject
{
    Q_OBJECT

private slots:
    void handComputed();
    void equalsBruteForce_data();
    void equalsBruteForce();
    void positivesFarAboveAndFarBelowTheOthers();
    void cellsCountTheSameAtEveryLevel();
};

void TestCatalogueRanking::handComputed()
{
    // Items 0..6 score 5 3 3 +0 -0 1 9; 6 is owned; 2 and 4 are positives. One item above 3, two at 3; one (1) between
    // 3 and 0, two at 0, which -0 equals. The first four: 5, both 3 by number, 1.
    const std::vector<float> scores{5, 3, 3, 0.0F, -0.0F, 1, 9};
    const std::vector<Item> positives{Item{2}, Item{4}};
    const std::vector<Item> owned{Item{6}};
    CatalogueRanking ranking;
    ranking.begin(positives, std::vector<float>{3, -0.0F}, owned, 4);
    ranking.offer(scores, 0);
    QVERIFY(ranking.open().empty());
    ranking.settle({});
    const Answer expected{{{1, 0}, {2, 1}, {1, 0}, {2, 1}}, {Item{0}, Item{1}, Item{2}, Item{5}}, 2, 0};
    QVERIFY(answerOf(ranking) == expected);
    QVERIFY(bruteForce({scores, positives, owned, 4}) == expected);
}

void TestCatalogueRanking::equalsBruteForce_data()
{
    QTest::addColumn<Draw>("draw");
    QTest::addColumn<float>("error"); // rough scores are off by; 0 alone where there is no meaning in it
    QTest::newRow("all apart") << Draw([](Random& r) { return static_cast<float>(r.normal()); }) << 1e-5F;
    QTest::newRow("far off") << Draw([](Random& r) { return static_cast<float>(r.normal()); }) << 0.5F;
    QTest::newRow("many ties") << Draw([](Random& r) { return static_cast<float>(r.below(7)); }) << 0.3F;
    QTest::newRow("one score") << Draw([](Random&) { return 2.5F; }) << 0.01F;
    QTest::newRow("zeros of both signs") << Draw([](Random& r) {
        return std::array{0.0F, -0.0F, 1e-45F, -1e-45F}[r.below(4)];
    }) << 1e-44F;
    QTest::newRow("next floats") << Draw([](Random& r) { return std::nextafter(1.0F, static_cast<float>(r.below(3))); })
                                 << 1e-7F;
    QTest::newRow("hardly a number") << Draw([](Random& r) { return static_cast<float>(1e-40 * r.normal()); })
                                     << 1e-41F;
    QTest::newRow("nearly infinite") << Draw([](Random& r) { return static_cast<float>(6e38 * (r.uniform() - 0.5)); })
                                     << 0.0F;
    QTest::newRow("a few far away") << Draw([](Random& r) { return static_cast<float>(std::pow(r.normal(), 15)); })
                                    << 1e-3F;
    QTest::newRow("infinities") << Draw([](Random& r) {
        return std::array{infinity, -infinity, 1.0F, static_cast<float>(r.normal())}[r.below(4)];
    }) << 0.1F;
    QTest::newRow("not numbers") << Draw([](Random& r) {
        return r.below(3) == 0 ? broken : static_cast<float>(r.normal());
    }) << 0.0F;
    QTest::newRow("not numbers and infinities") << Draw([](Random& r) {
        return std::array{infinity, -infinity, broken, 0.0F, -0.0F}[r.below(5)];
    }) << 0.0F;
    QTest::newRow("nothing is a number") << Draw([](Random&) { return broken; }) << 0.0F;
}

void TestCatalogueRanking::equalsBruteForce()
{
    QFETCH(Draw, draw);
    QFETCH(float, error);
    CatalogueRanking ranking; // of all: what it keeps from one must not show in the next
    Random random(41, {1});
    for (const std::size_t items : {1'000, 3'300})
        for (const std::size_t positives : {0, 1, 3, 40, 400})
            for (const std::size_t owned : {0, 30, 600})
                for (const int k : {1, 10, 5'000}) {
                    const Question question = questionOf(draw, items, positives, owned, k, random);
                    const Answer expected = bruteForce(question);
                    QVERIFY(ask(ranking, question, 0, random) == expected);
                    if (error > 0)
                        QVERIFY(ask(ranking, question, error, random) == expected);
                }
}

/// The positives lie so close together that everything else is above or below all of them, or so that few are.
void TestCatalogueRanking::positivesFarAboveAndFarBelowTheOthers()
{
    CatalogueRanking ranking;
    Random random(43, {1});
    for (const float at : {-1e30F, -5.0F, 0.0F, 1e-3F, 5.0F, 1e30F}) {
        Question question =
            questionOf([](Random& r) { return static_cast<float>(r.normal()); }, 4'000, 20, 100, 50, random);
        for (const Item item : question.positives)
            question.scores[index(item)] = at * static_cast<float>(1 + 1e-6 * random.uniform());
        const Answer expected = bruteForce(question);
        QVERIFY(ask(ranking, question, 0, random) == expected);
        QVERIFY(ask(ranking, question, std::max(1e-4F, std::abs(at) * 1e-5F), random) == expected);
    }
}

void TestCatalogueRanking::cellsCountTheSameAtEveryLevel()
{
    Random random(44, {1});
    std::vector<float> levels{infinity, -infinity};
    for (int level = 0; level < 30; ++level)
        levels.push_back(static_cast<float>(random.normal()));
    std::ranges::sort(levels, std::greater());
    std::vector<float> scores{infinity, -infinity, broken, 0.0F, -0.0F};
    while (scores.size() < ScoreCells::atATime)
        scores.push_back(static_cast<float>(random.normal()));
    constexpr float error = 1e-4F;
    constexpr float top = 1.5F;
    for (const CpuLevel cpu : cpuLevels()) {
        ScoreCells cells(cpu);
        ScoreCells::Scratch scratch;
        cells.begin(levels.size());
        cells.cut(levels, error);
        const auto others = cells.count(scores, top, scratch);
        QVERIFY(others.size() < scores.size() / 4); // most are sure
        std::vector<std::int64_t> expected(levels.size());
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (std::ranges::binary_search(others, static_cast<std::int32_t>(i)))
                continue;
            QVERIFY(scores[i] < top);
            for (const float level : levels)
                QVERIFY(std::abs(scores[i] - level) > error);
            const auto below = std::ranges::find_if(levels, [&](float level) { return level < scores[i]; });
            if (below != levels.end())
                ++expected[static_cast<std::size_t>(below - levels.begin())];
        }
        for (std::size_t level = 0; level < levels.size(); ++level)
            QCOMPARE(cells.between(level), expected[level]);
    }
}

QTEST_GUILESS_MAIN(TestCatalogueRanking)
#include "tst_catalogue_ranking.moc"

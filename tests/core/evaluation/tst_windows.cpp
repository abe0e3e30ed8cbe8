// Windows ranked as published: counts beside a net, figures and intervals, the numbers that ids get.
#include "core/base/random.h"
#include "core/data/vocabulary.h"
#include "core/evaluation/window_counts.h"
#include "core/evaluation/window_figures.h"
#include "core/io/import_dataset.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace tastescope;

class TestWindows : public QObject
{
    Q_OBJECT

private slots:
    void idsAscendByTheirValue();
    void unseenItemsAreNumberedToo();
    void figuresAreThoseOfTheirDefinition();
    void countsAreThoseOfTheirDefinition();
    void aTenthIsDrawnOnce();
};

void TestWindows::idsAscendByTheirValue()
{
    const std::vector<std::string> ids{"10", "9", "b", "-1", "a10", "a9", "010"};
    // -1 < 9 < 010 = 10 (equal values by their bytes), then a10 < a9 < b
    QCOMPARE(ascendingPlaces(ids), (std::vector<std::int32_t>{3, 1, 6, 0, 4, 5, 2}));
}

void TestWindows::unseenItemsAreNumberedToo()
{
    const TempFiles files;
    files.write("ratings.dat", "2::30::5::1\n2::4::1::2\n1::30::4::3\n");
    files.write("movies.dat", "4::D::x\n7::G::x\n30::Z::x\n100::C::x\n");
    const auto all = importDataset(std::array{files.at("ratings.dat"), files.at("movies.dat")}, {}).dataset;
    QCOMPARE(all->parts().unseenItems.names(), (std::vector<std::string>{"7", "100"}));
    const Vocabulary words = catalogueVocabulary(*all); // items in the order of the rows: 30, 4
    QCOMPARE(words.itemCount, 4);
    QCOMPARE(words.items, (std::vector<std::int32_t>{2, 0}));
    QCOMPARE(words.users, (std::vector<std::int32_t>{1, 0}));
    QCOMPARE(itemVocabulary(*all).items, (std::vector<std::int32_t>{1, 0}));
    const auto liked =
        importDataset(std::array{files.at("ratings.dat"), files.at("movies.dat")}, {.minRating = 3}).dataset;
    QCOMPARE(liked->parts().unseenItems.names(), (std::vector<std::string>{"7", "100", "4"}));
    QCOMPARE(catalogueVocabulary(*liked).items, (std::vector<std::int32_t>{2}));
}

void TestWindows::figuresAreThoseOfTheirDefinition()
{
    // Four windows: the target 1st, 3rd, not in the list, 2nd; repeats at places 1 and 3, none, 2, none.
    const WindowResults results{3, {0, 2, -1, 1}, {0b101, 0, 0b010, 0}, {1, 2, 3, 4}};
    const WindowFigures found = windowFigures(results, std::array{1, 3});
    const auto value = [&](const char* name) { return found.figures.find(name)->value; };
    QCOMPARE(value("hit-1"), 0.25);
    QCOMPARE(value("hit-3"), 0.75);
    QCOMPARE(value("mrr-3"), (1 + 1.0 / 3 + 0 + 0.5) / 4);
    QCOMPARE(value("ndcg-3"), (1 + 0.5 + 0 + 1 / std::log2(3)) / 4);
    QCOMPARE(value("duplicates-1"), 0.25);
    QCOMPARE(value("duplicates-3"), (2.0 / 3 + 0 + 1.0 / 3 + 0) / 4);
    QCOMPARE(found.repeats, (std::vector<double>{0.25, 0.25, 0.25}));
    // Mean 2.5, deviation sqrt(5 / 3): +- 1.96 sqrt(5 / 12).
    QCOMPARE(found.crossEntropy->value, 2.5);
    QVERIFY(std::abs(found.crossEntropy->high - (2.5 + 1.96 * std::sqrt(5.0 / 12))) < 1e-12);
    QVERIFY(found.figures.find("hit-1")->low < 0.25 && found.figures.find("hit-1")->high > 0.25);
}

void TestWindows::countsAreThoseOfTheirDefinition()
{
    // Drawn windows of 4 words below 9, every second one counted; held against sums over all of them.
    const TransformerShape shape{.items = 7, .users = 1, .context = 4};
    WindowBatch windows;
    Random random(6, {1});
    std::vector<std::int32_t> counted;
    for (std::int32_t w = 0; w < 60; ++w) {
        for (int p = 0; p < 4; ++p)
            windows.words.push_back(static_cast<std::int32_t>(random.below(9)));
        windows.users.push_back(0);
        windows.targets.push_back(static_cast<std::int32_t>(random.below(9)));
        if (w % 2 == 0)
            counted.push_back(w);
    }
    const auto wordOf = [&](std::int32_t w, int d) { return windows.words[static_cast<std::size_t>(w * 4 + 4 - d)]; };
    const auto share = [&](std::int32_t before, std::int32_t word, int gaps) {
        double own = 0;
        double all = 0;
        for (const std::int32_t w : counted)
            for (int gap = 1; gap <= gaps; ++gap)
                if (wordOf(w, gap) == before) {
                    all += 1.0 / gap;
                    own += windows.targets[static_cast<std::size_t>(w)] == word ? 1.0 / gap : 0;
                }
        return all > 0 ? own / all : 0;
    };
    WindowCounts counts({.window = 3, .gaps = 2}, shape, windows, counted, Workers(1));
    WindowCounts popular({.window = 0}, shape, windows, counted, Workers(1));
    const SampleBlock block{.words = windows.words.data(), .targets = windows.targets.data(), .count = 16};
    for (int sample = 0; sample < 16; ++sample)
        for (std::int32_t word = 0; word < 9; ++word) {
            double right = 0;
            for (int d = 1; d <= 3; ++d)
                right += share(wordOf(sample, d), word, 2) / d;
            const std::size_t at = static_cast<std::size_t>(word * 16 + sample);
            QVERIFY(std::abs(static_cast<double>(counts.score(block, 0)[at]) - right) < 1e-6);
            const auto times = std::ranges::count_if(
                counted, [&](std::int32_t w) { return windows.targets[static_cast<std::size_t>(w)] == word; });
            QCOMPARE(static_cast<std::int64_t>(popular.score(block, 0)[at]), static_cast<std::int64_t>(times));
        }
    // The same ranks for any number of threads.
    const WindowResults one = rankWindows(counts, shape, windows, 5, Workers(1));
    WindowCounts more({.window = 3, .gaps = 2}, shape, windows, counted, Workers(3));
    const WindowResults three = rankWindows(more, shape, windows, 5, Workers(3));
    QVERIFY(one.places == three.places && one.repeated == three.repeated && one.losses.empty());
}

void TestWindows::aTenthIsDrawnOnce()
{
    const RandomTenth tenth(1234, 7);
    QCOMPARE(tenth.drawn.size(), std::size_t(123));
    QVERIFY(std::ranges::is_sorted(tenth.drawn) && std::ranges::is_sorted(tenth.others));
    std::set<std::int32_t> all(tenth.drawn.begin(), tenth.drawn.end());
    all.insert(tenth.others.begin(), tenth.others.end());
    QCOMPARE(all.size(), std::size_t(1234));
    QVERIFY(RandomTenth(1234, 7).drawn == tenth.drawn && RandomTenth(1234, 8).drawn != tenth.drawn);
}

QTEST_GUILESS_MAIN(TestWindows)
#include "tst_windows.moc"

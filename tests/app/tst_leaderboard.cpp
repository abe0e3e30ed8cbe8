#include "tests/app/command.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>

/// `runs leaderboard`: what it ranks, what it leaves out and why, and that its figures are those of other commands.
class TestLeaderboardCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void ranksWhatWasMeasuredAsTheNewestRun();
    void pairsAreThoseOfCompare();
    void ranksFollowFromThePairs();
    void frontierAndBudgetsFollowFromTheRuns();
    void oneRunOfEachModel();
    void onlyWhatIsAskedFor();
    void thePersonReadsIt();
    void aRunWhoseResultsAreGoneIsToldAndLeftOut();
    void whatIsNoMetricIsWrongUsage();
    void nothingToRankIsSaid();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    Result board(const QStringList& words) const
    {
        return call(QStringList{"runs", "leaderboard", "--workspace", path("w")} + words);
    }
    nlohmann::json boardJson(QStringList words) const
    {
        const Result result = board(words << "--json");
        return result.code == 0 ? result.json() : nlohmann::json();
    }
    int train(const QString& name, const QStringList& more) const
    {
        return call(QStringList{"train", "preset:tiny", "--name", name, "--out", path("w/runs/") + name, "--progress",
                                "none", "--workspace", path("w")}
                    + more)
            .code;
    }

    QTemporaryDir m_folder;
};

void TestLeaderboardCommand::initTestCase()
{
    qputenv("XDG_CACHE_HOME", path("cache").toUtf8());
    QCOMPARE(train("few", {"--model", "popularity", "--negatives", "20"}), 0);
    QCOMPARE(train("popular", {"--model", "popularity"}), 0);
    QCOMPARE(train("near", {"--model", "user-knn"}), 0);
    QCOMPARE(train("bpr", {"--model", "bpr", "--set", "epochs=3"}), 0);
    QCOMPARE(train("seed", {"--model", "bpr", "--set", "epochs=3", "--seed", "7"}), 0);
}

void TestLeaderboardCommand::ranksWhatWasMeasuredAsTheNewestRun()
{
    const auto made = boardJson({});
    QCOMPARE(made["runs"].size(), std::size_t(4));
    QCOMPARE(made["left_out"]["measured on other lists"].get<int>(), 1); // 1 + 20 candidates, not 1 + 50
    QCOMPARE(made["metric"].get<std::string>(), std::string("mrr"));
    QCOMPARE(made["part"].get<std::string>(), std::string("validation"));
    QCOMPARE(made["protocol"].get<std::string>(), std::string("sampled"));
    QCOMPARE(made["negatives"].get<int>(), 50);
    // Each figure is the run's own: of all users that were measured, since all runs measured the same.
    for (const auto& run : made["runs"]) {
        const auto shown =
            call({"runs", "show", QString::number(run["id"].get<int>()), "--json", "--workspace", path("w")}).json();
        QVERIFY(std::abs(run["value"].get<double>() - shown["validation"]["mrr"]["value"].get<double>()) < 1e-12);
        QVERIFY(run["low"] < run["value"] && run["value"] < run["high"]);
        QVERIFY(run["name"] == shown["name"] && run["model"] == shown["model"]);
        QVERIFY(run["memory_mb"] == shown["peak_rss_mb"]);
        QCOMPARE(made["users"].get<int>(), shown["validation"]["users"].get<int>());
    }
}

void TestLeaderboardCommand::pairsAreThoseOfCompare()
{
    const auto made = boardJson({"--metric", "hit-5", "--part", "test"});
    QStringList ids;
    for (const auto& run : made["runs"])
        ids << QString::number(run["id"].get<int>());
    const auto compared = call(QStringList{"runs", "compare"} + ids
                               + QStringList{"--json", "--metric", "hit-5", "--part", "test", "--workspace", path("w")})
                              .json()["pairs"];
    QCOMPARE(made["pairs"].size(), std::size_t(6)); // 4 * 3 / 2
    QCOMPARE(compared.size(), std::size_t(6));
    for (std::size_t i = 0; i < 6; ++i) {
        auto one = made["pairs"][i];
        auto other = compared[i];
        QCOMPARE(QString::number(one["a"].get<int>()), QString::fromStdString(other["a"].get<std::string>()));
        QCOMPARE(QString::number(one["b"].get<int>()), QString::fromStdString(other["b"].get<std::string>()));
        for (auto* json : {&one, &other}) {
            json->erase("a");
            json->erase("b");
        }
        QVERIFY2(one == other, (one.dump() + other.dump()).c_str());
    }
}

void TestLeaderboardCommand::ranksFollowFromThePairs()
{
    const auto made = boardJson({});
    std::map<std::pair<int, int>, bool> tied;
    for (const auto& pair : made["pairs"])
        tied[{pair["a"], pair["b"]}] = pair["tied"];
    const auto& runs = made["runs"];
    std::size_t first = 0; // of the range
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (i > 0) {
            QVERIFY(runs[i - 1]["value"] >= runs[i]["value"]);
            if (!tied.at({runs[first]["id"], runs[i]["id"]}))
                first = i;
        }
        QCOMPARE(runs[i]["rank_low"].get<std::size_t>(), first + 1);
        const bool isLast = i + 1 == runs.size() || runs[i + 1]["rank_low"] != runs[i]["rank_low"];
        if (isLast)
            QCOMPARE(runs[i]["rank_high"].get<std::size_t>(), i + 1);
    }
    QVERIFY(runs.back()["rank_low"] > 1); // not all of them are tied
    double smallest = 1;
    for (const auto& pair : made["pairs"])
        if (!pair["tied"])
            smallest = std::min(smallest, std::abs(pair["difference"].get<double>()));
    QCOMPARE(made["smallest_difference_seen"].get<double>(), smallest);
}

void TestLeaderboardCommand::frontierAndBudgetsFollowFromTheRuns()
{
    const auto made = boardJson({});
    for (const auto& [cost, mark] : {std::pair("seconds", "best_for_its_time"), {"memory_mb", "best_for_its_memory"}}) {
        double least = INFINITY; // of those that are better
        for (const auto& run : made["runs"]) {
            QCOMPARE(run[mark].get<bool>(), run[cost].get<double>() < least);
            least = std::min(least, run[cost].get<double>());
        }
    }
    QCOMPARE(made["buys"][0]["seconds"].get<double>(), 60.0);
    QVERIFY(made["buys"][0]["id"] == made["runs"][0]["id"]); // all of them take seconds
    QVERIFY(made["buys"][1]["value"] == made["runs"][0]["value"]);
}

void TestLeaderboardCommand::oneRunOfEachModel()
{
    const auto all = boardJson({})["runs"];
    const auto made = boardJson({"--best-of-each-model"});
    QCOMPARE(made["runs"].size(), std::size_t(3));
    QCOMPARE(made["left_out"]["not the best of their model"].get<int>(), 1);
    for (const auto& run : made["runs"])
        if (run["model"] == "bpr") {
            const auto first =
                std::find_if(all.begin(), all.end(), [](const auto& any) { return any["model"] == "bpr"; });
            QVERIFY(run["id"] == (*first)["id"]);
        }
}

void TestLeaderboardCommand::onlyWhatIsAskedFor()
{
    QCOMPARE(boardJson({"--filter", "model=bpr"})["runs"].size(), std::size_t(2));
    QCOMPARE(boardJson({"bpr", "2"})["runs"].size(), std::size_t(2));
    const auto top = boardJson({"--top", "2"});
    QCOMPARE(top["runs"].size(), std::size_t(2));
    QCOMPARE(top["left_out"]["beyond --top"].get<int>(), 2);
    QCOMPARE(top["pairs"].size(), std::size_t(1));
    const auto few = boardJson({"few"}); // the newest of those named is the measure
    QCOMPARE(few["runs"].size(), std::size_t(1));
    QCOMPARE(few["negatives"].get<int>(), 20);
    QVERIFY(few["pairs"].empty() && few["smallest_difference_seen"].is_null());
    const Result nobody = board({"nobody"});
    QCOMPARE(nobody.code, 1);
    QVERIFY(nobody.error.contains("There is no run nobody"));
}

void TestLeaderboardCommand::thePersonReadsIt()
{
    const Result text = board({});
    QCOMPARE(text.code, 0);
    QVERIFY2(text.out.startsWith("MRR on validation of "), text.out);
    QVERIFY2(text.out.contains("popular (2)") && !text.out.contains("few (1)"), text.out);
    QVERIFY2(text.out.contains("One minute buys ") && text.out.contains(", ten minutes buy "), text.out);
    QVERIFY2(text.out.contains("The smallest difference seen is "), text.out);
    QVERIFY2(text.out.endsWith("Left out: 1 measured on other lists.\n"), text.out);
}

void TestLeaderboardCommand::aRunWhoseResultsAreGoneIsToldAndLeftOut()
{
    const QString file = path("w/runs/seed/per_user_validation.safetensors");
    QVERIFY(QFile::rename(file, file + ".kept"));
    const Result result = board({"--json"});
    QVERIFY(QFile::rename(file + ".kept", file));
    QCOMPARE(result.code, 0);
    QVERIFY2(result.error.contains("seed is left out"), result.error);
    QCOMPARE(result.json()["runs"].size(), std::size_t(3));
    QCOMPARE(result.json()["left_out"]["results cannot be read"].get<int>(), 1);
}

void TestLeaderboardCommand::whatIsNoMetricIsWrongUsage()
{
    const Result result = board({"--metric", "bleu"});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.error.contains("there is no metric \"bleu\""), result.error);
    QCOMPARE(board({"--top", "0"}).code, 2);
}

void TestLeaderboardCommand::nothingToRankIsSaid()
{
    const Result text = board({"--filter", "model=bpr mrr>2"});
    QCOMPARE(text.code, 0);
    QCOMPARE(text.out, QByteArray("No run to rank.\n"));
    QVERIFY(boardJson({"--filter", "mrr>2"})["runs"].empty());
}

QTEST_GUILESS_MAIN(TestLeaderboardCommand)
#include "tst_leaderboard.moc"

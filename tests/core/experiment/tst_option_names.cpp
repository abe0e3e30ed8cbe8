// Every table of options at once: what people call an option, and where it is written.

#include "core/base/option_json.h"
#include "core/evaluation/evaluation.h"
#include "core/experiment/sweep_config.h"
#include "core/io/import_options.h"
#include "core/models/model_kind.h"
#include "core/neighbours/candidates.h"
#include "core/neighbours/find_neighbours.h"
#include "core/neighbours/select_neighbours.h"

#include <nlohmann/json.hpp>

#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <map>

using namespace tastescope;

namespace {

struct Table
{
    std::string name;
    std::vector<OptionInfo> infos;
};

std::vector<Table> tables()
{
    std::vector<Table> all{{"import", infosOf(importFields())},
                           {"search", infosOf(neighbourFields())},
                           {"selection", infosOf(selectionFields())},
                           {"candidates", infosOf(candidateFields())},
                           {"evaluation", infosOf(evaluationFields())},
                           {"run", infosOf(runFields())},
                           {"sweep", infosOf(sweepFields())}};
    for (const ModelKind& kind : modelKinds())
        all.push_back({std::string(kind.name), kind.fields});
    return all;
}

QString text(const std::string& words)
{
    return QString::fromStdString(words);
}

/// Every value of a struct goes through JSON by the rows of its table and comes back; a difference is told by its key.
template<typename Options>
void checkTable(OptionTable<Options> table, const Options& options)
{
    const Json json = toJson(settingsOf(table, options));
    JsonObject object(json, "options.json");
    Options read;
    setFields(table, read, settingsFrom(object));
    QCOMPARE(fieldDifference(table, read, options), std::optional<std::string>());
    QVERIFY(read == options);
}

template<typename Options>
QString complaintOf(OptionTable<Options> table, const Options& options)
{
    try {
        checkFields(table, options);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestOptionNames : public QObject
{
    Q_OBJECT

private slots:
    void everyOptionIsDescribed();
    void oneKeyHasOneTitle();
    void oneTitleHasOneKey();
    void shortNamesAreNoKeys();
    void titlesOfOneListAreToldApart();
    void nobodyWritesATitleByHand();
    void everyStructGoesThroughJson();
    void aValueOutOfRangeIsToldByItsKey();
};

void TestOptionNames::everyOptionIsDescribed()
{
    static const QRegularExpression key(QStringLiteral("^[a-z][a-z0-9_]*$"));
    for (const Table& table : tables())
        for (const OptionInfo& info : table.infos) {
            const QString where = text(table.name + "." + info.name);
            QVERIFY2(key.match(text(info.name)).hasMatch(), qPrintable(where));
            QVERIFY2(!info.title.empty() && !info.help.empty(), qPrintable(where));
            QVERIFY2(info.kind == OptionKind::Choice || info.kind == OptionKind::Text || info.minimum < info.maximum,
                     qPrintable(where));
            QVERIFY2(info.kind != OptionKind::Choice || info.choices.size() > 1, qPrintable(where));
        }
}

void TestOptionNames::oneKeyHasOneTitle()
{
    std::map<std::string, std::string> titles;
    for (const Table& table : tables())
        for (const OptionInfo& info : table.infos) {
            const auto& [found, isNew] = titles.emplace(info.name, info.title);
            QCOMPARE(text(table.name + "." + info.name + ": " + found->second),
                     text(table.name + "." + info.name + ": " + info.title));
        }
}

void TestOptionNames::oneTitleHasOneKey()
{
    std::map<std::string, std::string> keys;
    for (const Table& table : tables())
        for (const OptionInfo& info : table.infos) {
            const auto& [found, isNew] = keys.emplace(info.title, info.name);
            QCOMPARE(text(info.title + ": " + found->second), text(info.title + ": " + info.name));
        }
}

void TestOptionNames::shortNamesAreNoKeys()
{
    std::map<std::string, std::string> meant;
    for (const Table& table : tables())
        for (const OptionInfo& info : table.infos)
            meant.emplace(info.name, info.name);
    for (const Table& table : tables())
        for (const OptionInfo& info : table.infos) {
            if (info.alias.empty())
                continue;
            const auto& [found, isNew] = meant.emplace(info.alias, info.name);
            QCOMPARE(text(found->second), text(info.name));
        }
}

/// The seed of a sweep beside that of its model.
void TestOptionNames::titlesOfOneListAreToldApart()
{
    std::vector<OptionInfo> infos = infosOf(sweepFields());
    const std::vector<OptionInfo>& model = modelKind("bpr").fields;
    infos.insert(infos.end(), model.begin(), model.end());
    const std::vector<std::string> titles = distinctTitles(infos);
    for (const std::string& title : titles)
        QVERIFY2(std::ranges::count(titles, title) == 1, title.c_str());
    QVERIFY(std::ranges::find(titles, "Seed (Search)") != titles.end());
    QVERIFY(std::ranges::find(titles, "Learning rate") != titles.end());
}

/// Forms, columns, reports and charts take titles from the tables: written by hand they would soon be others.
void TestOptionNames::nobodyWritesATitleByHand()
{
    // Words for other things, too: pages, buttons, facts of a dataset, what a trial has done.
    const QSet<QString> ofOthers{QStringLiteral("Neighbours"), QStringLiteral("Search"),    QStringLiteral("Split"),
                                 QStringLiteral("Format"),     QStringLiteral("Columns"),   QStringLiteral("Epochs"),
                                 QStringLiteral("Cold users"), QStringLiteral("cold users")};
    QSet<QString> titles;
    for (const Table& table : tables())
        for (const OptionInfo& info : table.infos) {
            titles << text(info.title);
            if (info.title.find(' ') != std::string::npos)
                titles << text(info.title).toLower();
        }
    static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\\\n]|\\\\.)*)\""));
    static const QRegularExpression comment(QStringLiteral("//[^\\n]*"));
    int files = 0;
    for (const QString& room : {QStringLiteral("ui"), QStringLiteral("app")}) {
        QDirIterator found(QStringLiteral(SOURCE_ROOT "/") + room, {"*.h", "*.cpp"}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (found.hasNext()) {
            QFile file(found.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            ++files;
            const QString code = QString::fromUtf8(file.readAll()).remove(comment);
            for (auto words = literal.globalMatch(code); words.hasNext();) {
                const QString word = words.next().captured(1);
                QVERIFY2(!titles.contains(word) || ofOthers.contains(word),
                         qPrintable(file.fileName() + QStringLiteral(" writes the title \"%1\"").arg(word)));
            }
        }
    }
    QVERIFY(files > 100);
}

void TestOptionNames::everyStructGoesThroughJson()
{
    checkTable(neighbourFields(), NeighbourOptions{.top = 7, .threads = 2});
    checkTable(selectionFields(), SelectionOptions{.maximum = 3,
                                                   .minimumItems = 0,
                                                   .rule = SelectionRule::AsPublished,
                                                   .seed = 9'007'199'254'740'991,
                                                   .minimumSimilarity = 0.1F,
                                                   .threads = 1});
    checkTable(candidateFields(), CandidateOptions{.count = 5, .seed = 1, .refresh = 3, .threads = 4});
    checkTable(
        evaluationFields(),
        EvaluationOptions{
            .protocol = Protocol::Full, .part = Part::Test, .cutoffs = {1, 20}, .threads = 3, .baselines = false});
    const auto told = fieldDifference(selectionFields(), {.minimumSimilarity = 0.1F}, SelectionOptions{});
    QCOMPARE(told, std::optional<std::string>("min_similarity is 0.1 now and was 0 then"));
}

void TestOptionNames::aValueOutOfRangeIsToldByItsKey()
{
    QCOMPARE(complaintOf(neighbourFields(), NeighbourOptions{.top = 0}),
             QStringLiteral("top: found \"0\", expected a whole number from 1 to 1000000."));
    QCOMPARE(complaintOf(selectionFields(), SelectionOptions{.maximum = 0}),
             QStringLiteral("max: found \"0\", expected a whole number from 1 to 1000000."));
    QCOMPARE(complaintOf(selectionFields(), SelectionOptions{.minimumItems = -1}),
             QStringLiteral("min_items: found \"-1\", expected a whole number from 0 to 1000000."));
    QCOMPARE(complaintOf(candidateFields(), CandidateOptions{.count = 0}),
             QStringLiteral("candidates: found \"0\", expected a whole number from 1 to 1000000."));
    EvaluationOptions options;
    for (const char* wrong : {"0", "5,", ",5", "5;10", "-1", "ten"}) {
        try {
            setOptionFromText(evaluationFields(), options, "at", wrong);
            QFAIL(wrong);
        } catch (const Error& error) {
            QCOMPARE(error.what(),
                     "at: found \"" + std::string(wrong) + "\", expected whole numbers from 1, parted by commas.");
        }
    }
    QCOMPARE(options.cutoffs, watchedCutoffs());
}

QTEST_GUILESS_MAIN(TestOptionNames)
#include "tst_option_names.moc"

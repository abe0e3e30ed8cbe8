#include "core/io/formats/formats.h"
#include "tests/support/cost.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <fstream>
#include <set>

using namespace tastescope;

/// A format is a row that recognises its files and reads them, whatever is in them.
class TestFormats : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void everyRowIsWhole();
    void aFormatNeedsNoTable();
    void itsFilesAreFoundBesideTheGivenOne();
    void itsErrorsAreThoseOfAnImport();

private:
    TempFiles m_files;
    Cost m_cost;
};

namespace {

// A format of the tests' own: a JSON object of lists of items by user, and beside it one of titles by item.

std::optional<Recognised> recogniseLists(std::span<const ProbedFile> files, const ImportOptions&, ReadProgress&)
{
    const ProbedFile* lists = findFile(files, [](const auto& f) { return f.head.starts_with("{\"lists\""); });
    const ProbedFile* titles = findFile(files, [](const auto& f) { return f.head.starts_with("{\"titles\""); });
    if (!lists)
        return std::nullopt;
    Recognised found{"lists of items by user", {"song", "song"}, {{lists->path, FileUse::Ratings}}};
    if (titles)
        found.files.push_back({titles->path, FileUse::Titles});
    return found;
}

RawData readLists(const Recognised& recognised, ReadContext& context)
{
    RawData data;
    for (const DataFile& file : recognised.files) {
        FileReport report;
        report.source.path = file.path.string();
        std::ifstream stream(file.path);
        const auto json = nlohmann::json::parse(stream).begin().value();
        if (file.use == FileUse::Titles) {
            data.items.titles.resize(data.items.size());
            for (const auto& [item, title] : json.items())
                data.items.titles.at(static_cast<std::size_t>(data.items.ids.find(item).value())) = title;
        } else {
            for (const auto& [user, items] : json.items())
                for (const auto& item : items) {
                    if (!item.is_string()) {
                        context.errors.reject({file.path.string(), 1, 1}, item.dump(), "expected an item in quotes.");
                        continue;
                    }
                    data.ratings.users.push_back(User{data.users.add(user)});
                    data.ratings.items.push_back(Item{data.items.ids.add(item.get<std::string>())});
                    ++report.rows;
                }
        }
        addFile(context.report, file.use, std::move(report));
    }
    return data;
}

void previewLists(const Recognised& recognised, Encoding, ReadProgress&, ImportPreview& preview)
{
    preview.columns = {{"user", ColumnRole::User}, {"item", ColumnRole::Item}};
    preview.rows.push_back({recognised.files.front().path.filename().string(), "a list"});
    preview.lines.push_back(1);
}

/// The formats there are, and that one before them.
std::vector<Format> withLists()
{
    std::vector<Format> formats{{.name = "lists",
                                 .title = "Lists as JSON",
                                 .files = "lists.slice, titles.slice",
                                 .extensions = "slice",
                                 .example = R"({"lists": {"mira": ["A"]}})",
                                 .recognise = recogniseLists,
                                 .read = readLists,
                                 .preview = previewLists}};
    const auto known = formatTable();
    formats.insert(formats.end(), known.begin(), known.end());
    return formats;
}

} // namespace

void TestFormats::everyRowIsWhole()
{
    std::set<std::string_view> names;
    for (const Format& format : formatTable()) {
        QVERIFY(names.insert(format.name).second);
        QVERIFY(!format.title.empty() && !format.files.empty() && !format.extensions.empty()
                && !format.example.empty());
        QVERIFY(format.recognise && format.read && format.preview);
    }
    QVERIFY(formatTable().back().takesTableChoice); // what nothing else claims
}

void TestFormats::aFormatNeedsNoTable()
{
    const auto path = m_files.write("one/lists.slice", R"({"lists": {"mira": ["A", "B"], "noah": ["B"]}})");
    QVERIFY(complaint(path).contains(QStringLiteral("JSON"))); // the formats there are do not know it

    const Imported imported = importFiles({path}, {}, {}, withLists());
    QCOMPARE(positives(*imported.dataset), QStringLiteral("mira-A mira-B noah-B"));
    QCOMPARE(QString::fromStdString(imported.dataset->nouns().item), QStringLiteral("song"));
    QCOMPARE(QString::fromStdString(imported.dataset->provenance().format), QStringLiteral("lists"));
    QCOMPARE(imported.report.rows, 3);

    const ImportPreview preview = previewFiles({path}, {}, withLists());
    QCOMPARE(QString::fromStdString(preview.formatTitle), QStringLiteral("Lists as JSON"));
    QCOMPARE(preview.rows.size(), std::size_t{1});
    QVERIFY(preview.separator.empty());
}

void TestFormats::itsFilesAreFoundBesideTheGivenOne()
{
    const auto path = m_files.write("two/lists.slice", R"({"lists": {"mira": ["A"]}})");
    m_files.write("two/titles.slice", R"({"titles": {"A": "Alpha"}})");
    const Imported imported = importFiles({path}, {}, {}, withLists());
    QCOMPARE(QString::fromStdString(imported.dataset->items().title(0)), QStringLiteral("Alpha"));
    QCOMPARE(imported.report.files.size(), std::size_t{2});
}

void TestFormats::itsErrorsAreThoseOfAnImport()
{
    const auto path = m_files.write("three/lists.slice", R"({"lists": {"mira": ["A", 7]}})");
    QVERIFY_EXCEPTION_THROWN(importFiles({path}, {}, {}, withLists()), BadInput);
    const Imported imported = importFiles({path}, {.skipBadRows = true}, {}, withLists());
    QCOMPARE(imported.report.badRowCount, 1);
    QCOMPARE(positives(*imported.dataset), QStringLiteral("mira-A"));
}

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"

#include "core/pipeline/dropped_sources.h"
#include "ui/pages/import/import_options_form.h"

#include <QTest>

#include <algorithm>

using namespace tastescope;
using namespace tastescope::ui;

namespace {

ImportPreview tablePreview()
{
    ImportPreview preview;
    preview.format = "table";
    preview.columns = {{"who", ColumnRole::User}, {"what", ColumnRole::Item}, {"", ColumnRole::Ignored}};
    return preview;
}

QString names(const std::vector<FormField>& form)
{
    QStringList names;
    for (const FormField& field : form)
        names << QString::fromStdString(field.info.name);
    return names.join(QLatin1Char(' '));
}

} // namespace

/// The form of an import is made of the rows of its options, and of the columns of a table.
class TestImportForm : public QObject
{
    Q_OBJECT

private slots:
    void onlyTablesAskForColumns();
    void aBuildAsksForWhatItTakesAlone();
    void oneColumnHoldsTheUser();
    void optionsAreSetByTheirNames();
    void aSeparatorOfTheirOwnIsShown();
};

void TestImportForm::onlyTablesAskForColumns()
{
    ImportPreview preview;
    preview.format = "movielens-1m";
    preview.columns = {{"user", ColumnRole::User}};
    QCOMPARE(names(importForm({}, preview)),
             QStringLiteral("format encoding min_rating duplicates split order cold seed"));
    QCOMPARE(
        names(importForm({}, tablePreview())),
        QStringLiteral("format encoding separator header column 0 column 1 column 2 kinds skip_lines quotes escapes "
                       "numbers dates min_rating duplicates split order cold seed"));
}

void TestImportForm::aBuildAsksForWhatItTakesAlone()
{
    ImportPreview preview;
    preview.format = buildFormat;
    preview.columns = {{"user", ColumnRole::User}, {"song", ColumnRole::Item}};
    QCOMPARE(names(importForm({}, preview)), QStringLiteral("cold seed"));
}

void TestImportForm::oneColumnHoldsTheUser()
{
    ImportOptions options;
    setImportOption(options, tablePreview(), "column 2", std::string("user"));
    QCOMPARE(options.table.roles, std::optional(std::vector{ColumnRole::Ignored, ColumnRole::Item, ColumnRole::User}));
    options = {};
    setImportOption(options, tablePreview(), "column 0", std::string("rating"));
    setImportOption(options, tablePreview(), "column 2", std::string("weight")); // a table has one or the other
    QCOMPARE(options.table.roles,
             std::optional(std::vector{ColumnRole::Ignored, ColumnRole::Item, ColumnRole::Weight}));
}

void TestImportForm::optionsAreSetByTheirNames()
{
    ImportOptions options;
    setImportOption(options, tablePreview(), "min_rating", 3.5);
    setImportOption(options, tablePreview(), "header", std::string("yes"));
    QCOMPARE(options.minRating, std::optional(3.5));
    QCOMPARE(options.table.header, std::optional(true));
}

void TestImportForm::aSeparatorOfTheirOwnIsShown()
{
    ImportOptions options;
    options.table.separator = "#|#";
    const auto form = importForm(options, tablePreview());
    const auto field = std::ranges::find_if(form, [](const FormField& each) { return each.info.name == "separator"; });
    QVERIFY(field != form.end());
    QCOMPARE(QString::fromStdString(toText(field->value)), QStringLiteral("#|#"));
    QVERIFY(std::ranges::find(field->info.choices, "#|#") != field->info.choices.end());
}

QTEST_GUILESS_MAIN(TestImportForm)
#include "tst_import_form.moc"

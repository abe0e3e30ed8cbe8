#include "core/models/bpr/bpr_options.h"
#include "ui/forms/number_field.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

class TestForms : public QObject
{
    Q_OBJECT

private slots:
    void isMadeFromTheFieldTable();
    void tellsEachEdit();
    void aBadValueIsMarkedAndNotTaken_data();
    void aBadValueIsMarkedAndNotTaken();
    void aChangedValueIsMarkedUntilReset();
    void aChoiceIsTaken();
    void stepsFollowTheKindOfNumber_data();
    void stepsFollowTheKindOfNumber();
    void groupedFiguresAreRead();
    void everyFieldIsNamedAndExplained();
};

namespace {

std::vector<FormField> bprForm()
{
    std::vector<FormField> form;
    const BprOptions options;
    for (const OptionField<BprOptions>& field : BprOptions::fields())
        form.push_back({field.info, field.read(options), field.read(options)});
    return form;
}

void type(OptionForm& form, const std::string& name, const QString& text)
{
    auto* field = form.row(name)->findChild<NumberField*>();
    field->findChild<QLineEdit*>()->setText(text);
}

} // namespace

void TestForms::isMadeFromTheFieldTable()
{
    OptionForm form;
    form.setFields(bprForm());
    QCOMPARE(form.rows().size(), BprOptions::fields().size());
    QVERIFY(form.isValid());
    QCOMPARE(form.changedCount(), 0);
    QVERIFY(!form.row("no_such_option"));
    form.setFields({});
    QVERIFY(form.rows().empty());
}

void TestForms::tellsEachEdit()
{
    OptionForm form;
    form.setFields(bprForm());
    QSignalSpy edits(&form, &OptionForm::edited);
    type(form, "epochs", QStringLiteral("40"));
    QCOMPARE(edits.size(), 1);
    QCOMPARE(edits.front().at(0).toString(), QStringLiteral("epochs"));
    QVERIFY(edits.front().at(1).value<OptionValue>() == OptionValue(std::int64_t{40}));
    type(form, "epochs", QStringLiteral("40 ")); // the same value
    QCOMPARE(edits.size(), 1);
}

void TestForms::aBadValueIsMarkedAndNotTaken_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("below the range") << QStringLiteral("-4");
    QTest::newRow("not a number") << QStringLiteral("fast");
    QTest::newRow("nothing") << QString();
    QTest::newRow("NaN") << QStringLiteral("nan");
    QTest::newRow("a fraction") << QStringLiteral("2.5");
}

void TestForms::aBadValueIsMarkedAndNotTaken()
{
    QFETCH(QString, text);
    OptionForm form;
    form.setFields(bprForm());
    const OptionValue before = form.row("epochs")->value();
    QSignalSpy validity(&form, &OptionForm::validityChanged);
    type(form, "epochs", text);
    QVERIFY(!form.isValid());
    QCOMPARE(validity.size(), 1);
    QVERIFY(form.firstProblem().contains(QStringLiteral("expected")));
    QVERIFY(form.row("epochs")->findChild<NumberField*>()->property("invalid").toBool());
    QVERIFY(form.row("epochs")->value() == before);

    type(form, "epochs", QStringLiteral("7"));
    QVERIFY(form.isValid());
    QCOMPARE(validity.size(), 2);
}

void TestForms::aChangedValueIsMarkedUntilReset()
{
    OptionForm form;
    form.setFields(bprForm());
    type(form, "patience", QStringLiteral("9"));
    QVERIFY(form.row("patience")->isChanged());
    QCOMPARE(form.changedCount(), 1);
    form.reset();
    QCOMPARE(form.changedCount(), 0);
    QVERIFY(form.row("patience")->value() == OptionValue(std::int64_t{BprOptions{}.patience}));
}

void TestForms::aChoiceIsTaken()
{
    OptionForm form;
    form.setFields(bprForm());
    auto* combo = form.row("optimiser")->findChild<QComboBox*>();
    combo->setCurrentText(QStringLiteral("adam_batch"));
    QVERIFY(form.row("optimiser")->value() == OptionValue(std::string("adam_batch")));
}

void TestForms::stepsFollowTheKindOfNumber_data()
{
    QTest::addColumn<bool>("whole");
    QTest::addColumn<bool>("logarithmic");
    QTest::addColumn<QString>("start");
    QTest::addColumn<int>("steps");
    QTest::addColumn<QString>("expected");
    QTest::newRow("ones") << true << false << "30" << 1 << "31";
    QTest::newRow("doubling") << true << true << "64" << 1 << "128";
    QTest::newRow("halving") << true << true << "64" << -2 << "16";
    QTest::newRow("1 2 5 up") << false << true << "0.005" << 1 << "0.01";
    QTest::newRow("1 2 5 down") << false << true << "0.005" << -1 << "0.002";
    QTest::newRow("1 2 5 over a power of ten") << false << true << "0.001" << -1 << "5e-4";
    QTest::newRow("1 2 5 from between") << false << true << "0.003" << 1 << "0.005";
    QTest::newRow("never above the maximum") << true << false << "1000" << 5 << "1000";
    QTest::newRow("never below the minimum") << false << true << "0" << -3 << "0";
}

void TestForms::stepsFollowTheKindOfNumber()
{
    QFETCH(bool, whole);
    QFETCH(bool, logarithmic);
    QFETCH(QString, start);
    QFETCH(int, steps);
    QFETCH(QString, expected);
    OptionInfo info;
    info.name = "x";
    info.kind = whole ? OptionKind::Integer : OptionKind::Real;
    info.minimum = 0;
    info.maximum = 1000;
    info.logarithmic = logarithmic;
    NumberField field(info);
    field.findChild<QLineEdit*>()->setText(start);
    field.stepBy(steps);
    QCOMPARE(field.text(), expected);
}

void TestForms::groupedFiguresAreRead()
{
    OptionForm form;
    form.setFields(bprForm());
    auto* field = form.row("batch_size")->findChild<NumberField*>();
    QCOMPARE(field->text(), QStringLiteral("16\u202F384"));
    QCOMPARE(field->plainText(), QStringLiteral("16384"));
    type(form, "batch_size", QStringLiteral("32 768"));
    QVERIFY(form.row("batch_size")->value() == OptionValue(std::int64_t{32'768}));
}

void TestForms::everyFieldIsNamedAndExplained()
{
    OptionForm form;
    form.setFields(bprForm());
    for (OptionRow* row : form.rows()) {
        QWidget* field = row->findChild<NumberField*>();
        if (!field)
            field = row->findChild<QComboBox*>();
        QVERIFY(field);
        QVERIFY(!field->accessibleName().isEmpty());
        QVERIFY2(!field->toolTip().isEmpty(), row->info().name.c_str());
    }
}

QTEST_MAIN(TestForms)
#include "tst_forms.moc"

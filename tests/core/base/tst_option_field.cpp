#include "core/base/option_field.h"

#include <QTest>

#include <array>
#include <limits>
#include <optional>

using namespace tastescope;

namespace {

enum class Shade { Light, Dark };

constexpr auto enumNames(Shade)
{
    return namedBy<Shade>({{Shade::Light, "light"}, {Shade::Dark, "dark"}});
}

struct Options
{
    int count = 3;
    double rate = 0.1;
    Shade shade = Shade::Light;
    bool loud = false;
    std::optional<double> least = {};
    std::string note = "none";
};

/// A number that need not be there.
OptionField<Options> leastField()
{
    return {{.name = "least", .kind = OptionKind::Real, .minimum = -5, .maximum = 5, .unset = "none"},
            [](const Options& options) { return options.least ? OptionValue(*options.least) : OptionValue("none"); },
            [](Options& options, const OptionValue& value) {
                const auto* number = std::get_if<double>(&value);
                options.least = number ? std::optional(*number) : std::nullopt;
            }};
}

OptionField<Options> noteField()
{
    return {{.name = "note", .kind = OptionKind::Text, .choices = {"none", "some"}},
            [](const Options& options) -> OptionValue { return options.note; },
            [](Options& options, const OptionValue& value) { options.note = std::get<std::string>(value); }};
}

std::span<const OptionField<Options>> fields()
{
    static const std::array table{
        numberField(&Options::count, {.name = "count", .minimum = 1, .maximum = 9}),
        numberField(&Options::rate, {.name = "rate", .minimum = 1e-6, .maximum = 10}),
        choiceField(&Options::shade, {.name = "shade"}),
        flagField(&Options::loud, {.name = "loud"}),
        leastField(),
        noteField(),
    };
    return table;
}

} // namespace

class TestOptionField : public QObject
{
    Q_OBJECT

private slots:
    void readsAndWritesEachKind();
    void writesNumbersInTheirShortestForm();
    void rejectsWhatIsOutOfPlace_data();
    void rejectsWhatIsOutOfPlace();
    void namesTheOptionsThereAre();
};

void TestOptionField::readsAndWritesEachKind()
{
    Options options;
    const auto set = [&](const char* name, const char* text) {
        setOptionFromText(fields(), options, name, text);
        return toText(findField(fields(), name).read(options));
    };
    QCOMPARE(set("count", "7"), std::string("7"));
    QCOMPARE(options.count, 7);
    QCOMPARE(set("rate", "3e-4"), std::string("3e-4"));
    QCOMPARE(options.rate, 3e-4);
    QCOMPARE(set("shade", "dark"), std::string("dark"));
    QVERIFY(options.shade == Shade::Dark);
    QCOMPARE(set("loud", "yes"), std::string("yes"));
    QVERIFY(options.loud);
    QCOMPARE(set("least", "-4.5"), std::string("-4.5"));
    QCOMPARE(options.least, std::optional(-4.5));
    QCOMPARE(set("least", "none"), std::string("none"));
    QVERIFY(!options.least);
    QCOMPARE(set("note", "any words"), std::string("any words"));
}

void TestOptionField::writesNumbersInTheirShortestForm()
{
    QCOMPARE(toText(OptionValue(0.1)), std::string("0.1"));
    QCOMPARE(toText(OptionValue(std::int64_t(16'384))), std::string("16384"));
}

void TestOptionField::rejectsWhatIsOutOfPlace_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("too small") << "count"
                               << "0";
    QTest::newRow("too big") << "count"
                             << "10";
    QTest::newRow("a fraction") << "count"
                                << "1.5";
    QTest::newRow("not a number") << "rate"
                                  << "nan";
    QTest::newRow("infinite") << "rate"
                              << "inf";
    QTest::newRow("words") << "rate"
                           << "fast";
    QTest::newRow("a tail") << "rate"
                            << "0.1x";
    QTest::newRow("empty") << "rate"
                           << "";
    QTest::newRow("unknown choice") << "shade"
                                    << "blue";
    QTest::newRow("neither yes nor no") << "loud"
                                        << "true";
    QTest::newRow("a number or none") << "least"
                                      << "nothing";
    QTest::newRow("no value where there must be one") << "rate"
                                                      << "none";
    QTest::newRow("no text") << "note"
                             << "";
}

void TestOptionField::rejectsWhatIsOutOfPlace()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    const auto& field = findField(fields(), name.toStdString());
    QVERIFY_EXCEPTION_THROWN(parseOption(field.info, text.toStdString()), Error);
}

void TestOptionField::namesTheOptionsThereAre()
{
    try {
        findField(fields(), "speed");
        QFAIL("an unknown option was found");
    } catch (const Error& error) {
        QCOMPARE(error.what(), "There is no option \"speed\". Known: count, rate, shade, loud, least, note.");
    }
}

QTEST_GUILESS_MAIN(TestOptionField)
#include "tst_option_field.moc"

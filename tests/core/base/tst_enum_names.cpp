#include "core/base/enum_names.h"
#include "core/base/error.h"
#include "core/base/option_field.h"

#include <QTest>

#include <array>

using namespace tastescope;

namespace {

enum class Shade { Light, HalfDark, Dark };

constexpr auto enumNames(Shade)
{
    return namedBy<Shade>({{Shade::Light, "light"}, {Shade::HalfDark, "half-dark"}, {Shade::Dark, "dark"}});
}

enum class Unnamed { One };

struct Options
{
    Shade shade = Shade::Light;
};

static_assert(NamedEnum<Shade> && !NamedEnum<Unnamed> && !NamedEnum<int>);
static_assert(toText(Shade::HalfDark) == "half-dark");
static_assert(named<Shade>("dark") == Shade::Dark);
static_assert(!named<Shade>("Dark") && !named<Shade>(""));

} // namespace

class TestEnumNames : public QObject
{
    Q_OBJECT

private slots:
    void everyNameReadsBack();
    void whatIsNoNameIsToldWithThoseThereAre();
    void aChoiceHasTheNamesOfItsEnum();
};

void TestEnumNames::everyNameReadsBack()
{
    QCOMPARE(allNames<Shade>(), (std::vector<std::string>{"light", "half-dark", "dark"}));
    for (const Shade shade : {Shade::Light, Shade::HalfDark, Shade::Dark})
        QVERIFY(parseName<Shade>("shade", toText(shade)) == shade);
}

void TestEnumNames::whatIsNoNameIsToldWithThoseThereAre()
{
    try {
        parseName<Shade>("shade", "blue");
        QFAIL("an unknown name was read");
    } catch (const Error& error) {
        QCOMPARE(error.what(), "shade: found \"blue\", expected one of light, half-dark, dark.");
    }
}

/// The field of a form and the parser cannot know other words than the files.
void TestEnumNames::aChoiceHasTheNamesOfItsEnum()
{
    const auto field = choiceField(&Options::shade, {.name = "shade"});
    QCOMPARE(field.info.choices, allNames<Shade>());
    const std::array table{field};
    Options options;
    for (const std::string& name : allNames<Shade>()) {
        setOptionFromText(std::span<const OptionField<Options>>(table), options, "shade", name);
        QCOMPARE(toText(options.shade), name);
        QCOMPARE(toText(field.read(options)), name);
    }
}

QTEST_GUILESS_MAIN(TestEnumNames)
#include "tst_enum_names.moc"

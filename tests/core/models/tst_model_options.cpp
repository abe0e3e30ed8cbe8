#include "core/models/bpr/bpr_options.h"
#include "core/models/model_kind.h"

#include <QTest>

#include <type_traits>
#include <utility>

using namespace tastescope;

namespace {

template<typename Options>
concept CanBeAsked = requires(Options&& options)
{
    std::forward<Options>(options).find("seed");
};

// What a temporary hands out is the caller's own; nothing points into it.
static_assert(std::is_same_v<decltype(ModelOptions().settings()), OptionSettings>);
static_assert(std::is_same_v<decltype(std::declval<const ModelOptions&>().settings()), const OptionSettings&>);
static_assert(std::is_same_v<decltype(readOption(ModelOptions(), "seed")), OptionValue>);
static_assert(std::is_same_v<decltype(readOption(std::declval<const ModelOptions&>(), "seed")), const OptionValue&>);
static_assert(CanBeAsked<const ModelOptions&> && CanBeAsked<ModelOptions&>);
static_assert(!CanBeAsked<ModelOptions> && !CanBeAsked<const ModelOptions>);

} // namespace

class TestModelOptions : public QObject
{
    Q_OBJECT

private slots:
    void settingsOutliveATemporary();
};

/// A range-for keeps what settings() returns, not the options it was asked of.
void TestModelOptions::settingsOutliveATemporary()
{
    OptionSettings walked;
    for (const OptionSetting& setting : presetOptions("bpr", "published").settings())
        walked.push_back(setting);
    QVERIFY(walked == settingsOf(BprOptions::fields(), publishedBprOptions()));
    const OptionValue& rate = readOption(presetOptions("bpr", "published"), "learning_rate");
    QCOMPARE(std::get<double>(rate), 0.005);
}

QTEST_GUILESS_MAIN(TestModelOptions)
#include "tst_model_options.moc"

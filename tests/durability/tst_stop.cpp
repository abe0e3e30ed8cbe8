#include "core/pipeline/preset.h"
#include "tests/support/stoppable.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

/// Whatever the program is at, it ends soon after it was asked to: at 60 random moments over all phases, at 1,000 with
/// TASTESCOPE_LONG=1. On a quiet machine p99 is below 100 ms and the maximum below 250; a busy one is allowed a second.
class TestStop : public QObject
{
    Q_OBJECT

private slots:
    void everyPhaseEndsSoonAfterItWasAsked();
};

namespace {

constexpr double longestMs = 1'000;

/// A table of so many rows as takes a moment to read.
std::string ratings()
{
    std::string text = "user,item,rating\n";
    for (int user = 0; user < 2'000; ++user)
        for (int item = 0; item < 60; ++item)
            text += std::to_string(user) + "," + std::to_string((item * 7 + user) % 900) + ",4\n";
    return text;
}

} // namespace

void TestStop::everyPhaseEndsSoonAfterItWasAsked()
{
    const TempFiles files;
    const auto dataset = makePreset(Preset::Tiny);
    const std::vector<test::Phase> phases =
        test::stoppablePhases(dataset, {files.write("ratings.csv", ratings())}, files.at("run"), 1);
    const int all = qEnvironmentVariableIntValue("TASTESCOPE_LONG") > 0 ? 1'000 : 60;
    const int each = all / static_cast<int>(phases.size()) + 1;
    std::vector<double> late;
    for (const test::Phase& phase : phases) {
        const test::Stops times = test::stopped(phase, each);
        qInfo("%-18s %6.0f ms long, %3zu stops: p50 %6.1f  p99 %6.1f  max %6.1f ms", phase.name.c_str(), times.length,
              times.late.size(), times.quantile(0.5), times.quantile(0.99), times.worst());
        QVERIFY2(times.worst() <= longestMs, phase.name.c_str());
        late.insert(late.end(), times.late.begin(), times.late.end());
    }
    std::ranges::sort(late);
    const test::Stops together{.late = late};
    qInfo("%zu stops in time: p50 %.1f  p99 %.1f  max %.1f ms", late.size(), together.quantile(0.5),
          together.quantile(0.99), together.worst());
    QVERIFY2(late.size() >= static_cast<std::size_t>(all) / 3, "hardly any stop came in time");
}

QTEST_GUILESS_MAIN(TestStop)
#include "tst_stop.moc"

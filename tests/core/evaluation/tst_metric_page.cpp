// The page of definitions says what the table of metrics says, which the window shows.

#include "core/evaluation/metrics.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

using namespace tastescope;

class TestMetricPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void holdsEveryWordOfTheTable();
    void everyMetricIsDefinedWhole();
    void namesNoMetricThatIsNotThere();

private:
    std::string m_page; ///< each run of white space as one space
};

namespace {

std::string atK(std::string_view words)
{
    return std::regex_replace(std::string(words), std::regex("\\{K\\}"), "K");
}

} // namespace

void TestMetricPage::initTestCase()
{
    std::ifstream file(SOURCE_ROOT "/core/evaluation/README.md");
    QVERIFY(file.good());
    std::stringstream text;
    text << file.rdbuf();
    m_page = std::regex_replace(text.str(), std::regex("\\s+"), " ");
}

void TestMetricPage::holdsEveryWordOfTheTable()
{
    const auto says = [&](const std::string& words) { return m_page.find(words) != std::string::npos; };
    for (const Metric& metric : fullMetrics()) {
        const std::string title = std::string(metric.title) + (metric.cut ? "@K" : "");
        const std::string formula = title + " = " + atK(metric.formula) + ".";
        QVERIFY2(says(formula), formula.c_str());
        const std::string over = "Divided by " + atK(metric.over) + ".";
        QVERIFY2(says(over), over.c_str());
        const std::string ties = "Tied: " + atK(metric.ties) + ".";
        QVERIFY2(says(ties), ties.c_str());
    }
    for (const std::string_view rule : {tieRule, sampledRule, fullRule, sampledMaskRule, knownMaskRule, trainMaskRule})
        QVERIFY2(says(std::string(rule)), std::string(rule).c_str());
}

void TestMetricPage::everyMetricIsDefinedWhole()
{
    for (const Metric& metric : fullMetrics())
        QVERIFY2(!metric.formula.empty() && !metric.over.empty() && !metric.ties.empty(),
                 std::string(metric.name).c_str());
}

void TestMetricPage::namesNoMetricThatIsNotThere()
{
    const std::regex heading("## [^(#]* \\(`([a-z]+)(?:-K)?`\\)");
    std::size_t found = 0;
    for (std::sregex_iterator at(m_page.begin(), m_page.end(), heading), end; at != end; ++at, ++found) {
        const std::string name = (*at)[1];
        QVERIFY2(std::ranges::find(fullMetrics(), name, &Metric::name) != fullMetrics().end(), name.c_str());
    }
    QCOMPARE(found, fullMetrics().size());
}

QTEST_GUILESS_MAIN(TestMetricPage)
#include "tst_metric_page.moc"

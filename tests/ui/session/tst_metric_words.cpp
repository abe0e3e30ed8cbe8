#include "tests/ui/session/one_start.h"
#include "ui/session/metric_words.h"
#include "ui/session/numbers.h"

using namespace tastescope;
using namespace tastescope::test;

class TestMetricWords : public QObject
{
    Q_OBJECT

private slots:
    void sayFormulaCutoffAndTies();
    void workTheCurrentUserOut();
};

void TestMetricWords::sayFormulaCutoffAndTies()
{
    const QTemporaryDir folder;
    const Session session(folder);
    const Workspace& workspace = session.workspace;
    QVERIFY(metricHelp(workspace, "mrr").startsWith(QStringLiteral("MRR = 1 / rank of the first held-out item\n")));
    QVERIFY(metricHelp(workspace, "mrr").contains(QStringLiteral("the whole list counts")));
    const QString hit = metricHelp(workspace, "hit-7");
    QVERIFY(hit.startsWith(QStringLiteral("Hit@7 = 1 if a held-out item is among the first 7, else 0\nDivided")));
    QVERIFY(hit.contains(QStringLiteral("Tied: ")));
    QVERIFY(hit.contains(QString::fromUtf8(tieRule.data(), static_cast<qsizetype>(tieRule.size()))));
    QVERIFY(metricHelp(workspace, "nonsense").isEmpty());
    for (const Metric& metric : fullMetrics())
        QVERIFY2(!metric.formula.empty(), std::string(metric.name).c_str());
}

void TestMetricWords::workTheCurrentUserOut()
{
    const QTemporaryDir folder;
    Session session(folder);
    QVERIFY(session.open());
    const int run = session.train(PopularityOptions{});
    QVERIFY(session.isOver(run));
    const Evaluation& evaluation = *session.run(run).record->validation;
    session.workspace.selection().setUser(evaluation.perUser.users.front());
    const QString help = metricHelp(session.workspace, "mrr");
    QVERIFY(help.contains(QString::fromUtf8(sampledRule.data(), static_cast<qsizetype>(sampledRule.size()))));
    QVERIFY(help.contains(QString::fromUtf8(sampledMaskRule.data(), static_cast<qsizetype>(sampledMaskRule.size()))));
    QVERIFY2(help.contains(count(evaluation.users) + QStringLiteral(" users")), qPrintable(help));
    const double value = evaluation.perUser.value(0, evaluation.perUser.column("mrr"));
    QVERIFY2(help.endsWith(QStringLiteral("= ") + ui::metric(value)), qPrintable(help));
    for (const User user : idsUpTo<User>(session.workspace.data().dataset()->userCount()))
        if (!std::ranges::binary_search(evaluation.perUser.users, user)) {
            session.workspace.selection().setUser(user);
            QVERIFY(metricHelp(session.workspace, "mrr").endsWith(QStringLiteral("is not counted.")));
            return;
        }
}

QTEST_GUILESS_MAIN(TestMetricWords)
#include "tst_metric_words.moc"

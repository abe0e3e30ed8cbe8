#include "core/data/data_counts.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/user_knn/user_knn_options.h"
#include "tests/support/quick_sweep.h"
#include "tests/ui/window/shell.h"
#include "ui/pages/start/recent_row.h"
#include "ui/pages/training/training_page.h"
#include "ui/session/leader_session.h"
#include "ui/session/numbers.h"
#include "ui/session/shown_figures.h"
#include "ui/tables/table_model.h"
#include "ui/window/page_table.h"

#include <QTableView>
#include <QTest>

#include <map>

using namespace tastescope;
using namespace tastescope::ui;
using namespace tastescope::test;

/// One word, one meaning, one number: all pages are walked on three datasets one after the other, and whatever is shown
/// under one name is one number. What is shown is told by showFigures() and by TableModel::FigureRole.
class TestSameNumbers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void aContradictionIsFound();
    void allPagesAgree();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {
struct Place
{
    QString where;
    double value = 0;
};

/// What was seen under each name, on whatever page.
using Seen = std::map<QString, QList<Place>>;

void look(const QWidget& window, const QString& page, Seen& seen)
{
    const auto see = [&](const QString& name, const QObject& shower, double value) {
        seen[name] << Place{page + QStringLiteral(", ") + QLatin1String(shower.metaObject()->className()), value};
    };
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        for (const ShownFigure& shown : shownFigures(widget))
            see(shown.name, *widget, shown.value);
        const auto* table = qobject_cast<const QTableView*>(widget);
        if (!table || !table->model())
            continue;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            for (int column = 0; column < table->model()->columnCount(); ++column) {
                const QModelIndex cell = table->model()->index(row, column);
                const QString name = cell.data(TableModel::FigureRole).toString();
                if (!name.isEmpty() && cell.data(TableModel::ValueRole).isValid())
                    see(name, *table, cell.data(TableModel::ValueRole).toDouble());
            }
    }
}

QStringList contradictions(const Seen& seen)
{
    QStringList found;
    for (const auto& [name, places] : seen)
        for (const Place& place : places)
            if (!(std::abs(place.value - places.front().value) < 1e-9)) // rounding of a sum in another order
                found << QStringLiteral("%1 is %2 (%3) and %4 (%5)")
                             .arg(name)
                             .arg(places.front().value)
                             .arg(places.front().where)
                             .arg(place.value)
                             .arg(place.where);
    return found;
}

/// Films that users like, about half of them each; items are tracks here, so a cold user's library is empty.
QByteArray films(int users, int items)
{
    QByteArray text = "user,item\n";
    for (int user = 0; user < users; ++user)
        for (int item = 0; item < items; ++item)
            if ((user * user + 3 * user * item + 7 * item) % 11 < 4)
                text += 'u' + QByteArray::number(user) + ",film " + QByteArray::number(item) + '\n';
    return text;
}

bool isQuiet(Shell& shell)
{
    const Workspace& workspace = shell.workspace;
    return QTest::qWaitFor(
        [&] {
            return !workspace.jobs().isBusy() && !workspace.answers().isBusy() && !workspace.scopedFigures().isBusy()
                   && !workspace.comparisons().isComparing() && !workspace.comparisons().isTouring()
                   && !workspace.leaders().isAsking();
        },
        60'000);
}

bool open(Shell& shell, const QString& path)
{
    const auto before = shell.workspace.data().dataset();
    shell.workspace.opening().open({{path}, {}});
    return QTest::qWaitFor(
               [&] {
                   return shell.workspace.data().dataset() != before && shell.workspace.neighbours().selection()
                          && shell.workspace.users().why();
               },
               60'000)
           && isQuiet(shell);
}

bool train(Shell& shell, const ModelOptions& options)
{
    shell.workspace.nextRun().setOptions(options);
    const int id = shell.workspace.nextRun().train();
    return QTest::qWaitFor([&] { return shell.workspace.runs().find(id)->isOver(); }, 60'000);
}

bool trainTwo(Shell& shell)
{
    BprOptions bpr;
    bpr.embeddingDim = 8;
    bpr.epochs = 3;
    bpr.patience = 0;
    if (!train(shell, UserKnnOptions{}))
        return false;
    shell.workspace.choices().setBaseline(shell.workspace.choices().current()->id);
    const ComparisonSession& comparisons = shell.workspace.comparisons();
    return train(shell, bpr)
           && QTest::qWaitFor(
               [&] { return comparisons.comparison() && !comparisons.isComparing() && !comparisons.isTouring(); },
               60'000);
}

void lookWhenQuiet(Shell& shell, const QString& page, Seen& seen)
{
    for (int i = 0; i < 2; ++i) { // what arrives is drawn soon, and may ask for more
        isQuiet(shell);
        QTest::qWait(300);
    }
    look(shell.window, page, seen);
}

/// Three trials, judged and in the list of runs.
bool sweep(Shell& shell)
{
    SweepSession& sweeps = shell.workspace.sweeps();
    sweeps.start(quickSweep(3, 2));
    return QTest::qWaitFor(
               [&] {
                   return !sweeps.isBusy() && sweeps.facts()
                          && countTrials(sweeps.facts()->sweep).finished == countTrials(sweeps.current()->sweep).all;
               },
               60'000)
           && isQuiet(shell);
}

Seen walk(Shell& shell)
{
    Seen seen;
    for (const PageInfo& page : pageTable()) {
        shell.window.showPage(page.key);
        lookWhenQuiet(shell, page.key, seen);
        auto* training = qobject_cast<TrainingPage*>(shell.window.pageWidget());
        if (!training)
            continue;
        training->showView(TrainingPage::View::Leaderboard);
        lookWhenQuiet(shell, QStringLiteral("leaderboard"), seen);
        training->showView(TrainingPage::View::Curves);
    }
    return seen;
}

/// Up to four times: what is still on its way to a page is no contradiction, what stays is.
Seen walkUntilAgreed(Shell& shell)
{
    Seen seen = walk(shell);
    for (int again = 0; again < 3 && !contradictions(seen).isEmpty(); ++again)
        seen = walk(shell);
    return seen;
}

/// Shown in two places at least: the test would agree with pages that tell nothing.
QStringList missing(const Seen& seen, const QStringList& names)
{
    QStringList lone;
    for (const QString& name : names)
        if (const auto found = seen.find(name); found == seen.end() || found->second.size() < 2)
            lone << name;
    return lone;
}

/// Of the users of the slice, or all.
QStringList namesOfRunFigures(Shell& shell)
{
    const QString knn = shell.workspace.runs().find(shell.workspace.choices().baseline())->name;
    const QString bpr = shell.workspace.choices().current()->name;
    return {figure::ofRun(bpr, "hit-5"), figure::ofRun(knn, "hit-5"), figure::ofRuns(bpr, knn, "mrr"),
            figure::ofRun(bpr, figure::evaluatedUsers)};
}

QStringList namesOfRuns(Shell& shell)
{
    const QString knn = shell.workspace.runs().find(shell.workspace.choices().baseline())->name;
    const QString bpr = shell.workspace.choices().current()->name;
    return namesOfRunFigures(shell) << figure::ofRun(bpr, "mrr") << figure::ofRun(knn, "mrr");
}

} // namespace

void TestSameNumbers::aContradictionIsFound()
{
    QWidget window;
    auto* one = new QWidget(&window);
    auto* other = new QWidget(&window);
    showFigures(one, {{figure::positives, 100'836}, {figure::users, 610}});
    showFigures(other, {{figure::positives, 67'400}, {figure::users, 610}});
    window.show();
    Seen seen;
    look(window, QStringLiteral("page"), seen);
    const QStringList found = contradictions(seen);
    QCOMPARE(found.size(), 1);
    QVERIFY(found.front().startsWith(figure::positives + QStringLiteral(" is ")));
    QCOMPARE(missing(seen, {figure::users, figure::items}), QStringList(figure::items));
}

void TestSameNumbers::allPagesAgree()
{
    Shell shell;
    shell.window.resize(1440, 900);
    const QStringList datasets{QStringLiteral("preset:tiny"), shell.write(QStringLiteral("few.csv"), films(60, 60)),
                               shell.write(QStringLiteral("many.csv"), films(900, 80))};
    for (const QString& path : datasets) {
        QVERIFY2(open(shell, path), qPrintable(path));
        const Dataset& dataset = *shell.workspace.data().dataset();
        const QString user = QString::fromStdString(dataset.users().name(index(*shell.workspace.selection().user())));
        Seen seen = walkUntilAgreed(shell);
        QCOMPARE(contradictions(seen).join(QLatin1Char('|')), QString());
        QCOMPARE(missing(seen, {figure::users, figure::coldUsers, figure::usersWithoutNeighbour, figure::trainPositives,
                                figure::ofUser(user, figure::library), figure::ofUser(user, figure::neighbours)}),
                 QStringList());
        const double cold = seen[figure::coldUsers].front().value;
        QVERIFY(cold > 0);
        if (dataset.itemsAreTracks()) // an empty library is like nobody's
            QVERIFY(seen[figure::usersWithoutNeighbour].front().value >= cold);

        QVERIFY2(trainTwo(shell), qPrintable(path));
        seen = walkUntilAgreed(shell);
        QCOMPARE(contradictions(seen).join(QLatin1Char('|')), QString());
        QCOMPARE(missing(seen, namesOfRuns(shell)), QStringList());
        for (const QString& name : namesOfRuns(shell)) // in the Runs dock and in the leaderboard itself
            if (!name.endsWith(QString::fromStdString(figure::evaluatedUsers)))
                QVERIFY2(std::ranges::count_if(
                             seen[name],
                             [](const Place& place) { return place.where.startsWith(QLatin1String("leaderboard")); })
                             >= 2,
                         qPrintable(name));

        QVERIFY2(sweep(shell), qPrintable(path));
        const Sweep& trials = shell.workspace.sweeps().current()->sweep;
        for (const auto rule : {ValueRule::Rule::Last, ValueRule::Rule::Best}) {
            shell.workspace.selection().setValueRule({rule});
            seen = walkUntilAgreed(shell);
            QCOMPARE(contradictions(seen).join(QLatin1Char('|')), QString());
            QStringList names;
            for (const SweepTrial& trial : trials.trials)
                names << figure::ofRun(trialName(trials, trial.id), "mrr");
            QCOMPARE(missing(seen, names).join(QLatin1Char('|')), QString());
        }

        const double mean =
            static_cast<double>(countData(dataset).positives) / static_cast<double>(dataset.userCount());
        shell.workspace.slicing().chooseRange({UserNumber::Positives, 0, mean});
        const auto sliced = static_cast<double>(shell.workspace.selection().slice()->users.size());
        QVERIFY(sliced > 0 && sliced < static_cast<double>(dataset.userCount()));
        seen = walkUntilAgreed(shell);
        QCOMPARE(contradictions(seen).join(QLatin1Char('|')), QString());
        QCOMPARE(seen[figure::users].front().value, sliced); // every page is narrowed
        QCOMPARE(missing(seen, namesOfRunFigures(shell)), QStringList());
    }
    // What the start page keeps of a file says the same word for the same number.
    shell.window.showPage(page::start);
    const auto rows = shell.window.findChildren<RecentRow*>();
    QCOMPARE(rows.size(), 2);
    const QString positives = count(countData(*shell.workspace.data().dataset()).positives);
    QVERIFY(rows.front()->accessibleDescription().endsWith(positives + QStringLiteral(" positives")));
}

QTEST_MAIN(TestSameNumbers)
#include "tst_same_numbers.moc"

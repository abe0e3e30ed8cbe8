#include "core/models/bpr/bpr_options.h"
#include "tests/support/sweep_screen.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"
#include "ui/pages/sweep/search_row.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace tastescope;
using namespace tastescope::ui;
using Screen = pagetest::SweepScreen;

class TestNewSweepPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theFormSaysWhatIsWrongInTheEnginesWords();
    void thePublishedPresetIsThePublishedSweep();
    void everyRowOfTheTablesIsInTheForm();
    void choicesAreChosen();
    void theFormRunsWhatItSays();
};

void TestNewSweepPanel::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestNewSweepPanel::theFormSaysWhatIsWrongInTheEnginesWords()
{
    Screen screen;
    QVERIFY(screen.open());
    screen.button(QStringLiteral("New sweep…"))->click();
    QVERIFY(screen.isFormShown());
    SearchRow* rate = screen.form()->row("learning_rate");
    QVERIFY(rate->isSearched());
    QVERIFY(screen.form()->runButton()->isEnabled());
    rate->field()->setText(QStringLiteral("0.1, 0.01"));
    QVERIFY(!rate->isValid());
    QString words;
    try {
        parseAxis(BprOptions{}, "learning_rate=loguniform(0.1, 0.01)");
    } catch (const Error& error) {
        words = QString::fromUtf8(error.what());
    }
    QVERIFY(words.endsWith(rate->problem()));
    QVERIFY(!screen.form()->runButton()->isEnabled());
    rate->field()->setText(QStringLiteral("abc, 0.1"));
    QVERIFY(rate->problem().contains(QStringLiteral("abc")));
    QVERIFY2(!rate->problem().contains(QStringLiteral("column")),
             qPrintable(rate->problem())); // of a text nobody typed
    rate->field()->setText(QStringLiteral("0.01, 0.1"));
    QVERIFY(rate->isValid());
    QVERIFY(screen.form()->runButton()->isEnabled());
    rate->kinds()->setCurrentIndex(0);
    emit rate->kinds()->activated(0);
    QVERIFY(!screen.form()->runButton()->isEnabled()); // nothing varies
}

void TestNewSweepPanel::thePublishedPresetIsThePublishedSweep()
{
    Screen screen;
    QVERIFY(screen.open());
    screen.button(QStringLiteral("New sweep…"))->click();
    auto* presets = screen.called<QComboBox>(QStringLiteral("Sweep to start from"));
    presets->setCurrentText(QStringLiteral("published"));
    emit presets->activated(presets->currentIndex());
    SweepConfig wanted = publishedSweep();
    const SweepConfig got = screen.form()->config();
    wanted.base.name = got.base.name;
    wanted.base.dataset = got.base.dataset;
    QVERIFY(got.base.model == wanted.base.model);
    QCOMPARE(got.points, wanted.points);
    QCOMPARE(got.space.axes.size(), wanted.space.axes.size());
    for (const SearchAxis& axis : wanted.space.axes)
        QVERIFY(std::ranges::find(got.space.axes, axis) != got.space.axes.end());
}

void TestNewSweepPanel::everyRowOfTheTablesIsInTheForm()
{
    Screen screen;
    QVERIFY(screen.open());
    screen.button(QStringLiteral("New sweep…"))->click();
    OptionForm* form = screen.form()->searchForm();
    for (const char* name : {"scheduler", "points", "seeds", "seed", "eta", "min_epochs", "jobs", "negatives"})
        QVERIFY2(form->row(name), name);
    QVERIFY(!form->row("eta")->isEnabled());
    SweepConfig config = screen.quick(9);
    config.scheduler = Scheduler::Halving;
    config.eta = 4;
    config.minEpochs = 2;
    config.base.negatives = 20;
    screen.form()->setConfig(config);
    QVERIFY(form->row("eta")->isEnabled() && form->row("min_epochs")->isEnabled());
    const SweepConfig got = screen.form()->config();
    QCOMPARE(got.eta, 4);
    QCOMPARE(got.minEpochs, 2);
    QCOMPARE(got.base.negatives, 20);
    QCOMPARE(got.points, 9);
    form->setValue("scheduler", std::string("grid"));
    QVERIFY(!form->row("points")->isEnabled());
}

void TestNewSweepPanel::choicesAreChosen()
{
    Screen screen;
    QVERIFY(screen.open());
    screen.button(QStringLiteral("New sweep…"))->click();
    SearchRow* row = screen.form()->row("optimiser");
    QVERIFY(row && row->oneOf());
    QVERIFY(!row->field()->isVisible());
    QVERIFY(row->oneOf()->isVisible() && !row->someOf()->isVisible());
    QCOMPARE(row->oneOf()->currentText(), QString::fromStdString(std::get<std::string>(row->value())));
    const QString other = row->oneOf()->itemText(1);
    row->oneOf()->setCurrentIndex(1);
    emit row->oneOf()->textActivated(other);
    QCOMPARE(std::get<std::string>(row->value()), other.toStdString());

    row->kinds()->setCurrentIndex(1); // choice: all of them at first
    emit row->kinds()->activated(1);
    QVERIFY(row->someOf()->isVisible() && !row->oneOf()->isVisible());
    QCOMPARE(row->axis()->values.size(), row->info().choices.size());
    QMenu* menu = row->someOf()->menu();
    emit menu->aboutToShow();
    const auto boxes = menu->findChildren<QCheckBox*>();
    QCOMPARE(static_cast<std::size_t>(boxes.size()), row->info().choices.size());
    for (QCheckBox* box : boxes)
        QVERIFY(box->isChecked());
    boxes.front()->click();
    QCOMPARE(row->axis()->values.size(), row->info().choices.size() - 1);
    for (QCheckBox* box : boxes)
        box->setChecked(false);
    QVERIFY(!row->isValid()); // nothing is no choice
    QVERIFY(!screen.form()->runButton()->isEnabled());
    boxes.back()->setChecked(true);
    QVERIFY(row->isValid());
    QCOMPARE(pagetest::unnamedControls(*row), QStringList());
}

void TestNewSweepPanel::theFormRunsWhatItSays()
{
    Screen screen;
    QVERIFY(screen.open());
    screen.button(QStringLiteral("New sweep…"))->click();
    SweepConfig config = screen.quick(2);
    config.seeds = 2;
    screen.form()->setConfig(config);
    QCOMPARE(screen.form()->runButton()->text(), QStringLiteral("Run 4 trials"));
    screen.form()->runButton()->click();
    QVERIFY(!screen.isFormShown());
    QVERIFY(screen.waitForSweep());
    const Sweep& sweep = screen.sweeps().current()->sweep;
    QCOMPARE(sweep.trials.size(), std::size_t{4});
    QVERIFY(sweep.config.space.axes.size() == 2);
    QTRY_COMPARE(screen.slice()->data().dots.size(), std::size_t{2}); // a point is one dot with its band
    for (const Dot& dot : screen.slice()->data().dots)
        QVERIFY(dot.interval && dot.interval->contains(dot.y));
}

QTEST_MAIN(TestNewSweepPanel)
#include "tst_new_sweep_panel.moc"

#include "core/models/bpr/bpr_options.h"
#include "tests/support/quick_sweep.h"
#include "tests/ui/window/shell.h"
#include "ui/charts/sheet/statistics_column.h"
#include "ui/pages/training/key_hint_button.h"
#include "ui/pages/training/training_page.h"
#include "ui/session/leader_session.h"
#include "ui/session/page_keys.h"
#include "ui/theme/appearance.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/theme.h"
#include "ui/window/page_table.h"
#include "ui/window/theme_choice.h"

#include <QCheckBox>
#include <QLabel>
#include <QRadioButton>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

/// On every page: what has no ellipsis is whole, also after the text was made larger.
class TestTextSize : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void cleanup();
    void noWordIsCut_data();
    void noWordIsCut();

private:
    QTemporaryDir m_cache;
};

namespace {

/// The part of a widget that its parents leave in sight, if one scrolled to it.
QRect inSight(const QWidget& widget)
{
    QRect seen = widget.rect();
    QPoint offset;
    for (const QWidget* each = &widget; !each->isWindow(); each = each->parentWidget()) {
        const QWidget* parent = each->parentWidget();
        if (parent->objectName() == QLatin1String("qt_scrollarea_viewport"))
            break;
        offset += each->pos();
        seen &= parent->rect().translated(-offset);
    }
    return seen;
}

bool isWhole(const QWidget& widget)
{
    const QRect seen = inSight(widget);
    if (const auto* figures = qobject_cast<const StatisticsColumn*>(&widget))
        return !figures->hasHeightForWidth() || seen.height() >= figures->heightForWidth(figures->width());
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (qobject_cast<const ElidedLabel*>(label) || label->wordWrap() || label->text().isEmpty())
            return true;
        return seen.width() >= label->sizeHint().width();
    }
    const bool isPlain = qobject_cast<const QCheckBox*>(&widget) || qobject_cast<const QRadioButton*>(&widget)
                         || (qobject_cast<const QPushButton*>(&widget) && !qobject_cast<const KeyHintButton*>(&widget));
    const auto* button = isPlain ? qobject_cast<const QAbstractButton*>(&widget) : nullptr;
    return !button || button->text().isEmpty()
           || (seen.width() >= button->fontMetrics().horizontalAdvance(button->text())
               && seen.height() >= button->fontMetrics().tightBoundingRect(button->text()).height());
}

/// "training: Who wins, 80 of 120 px"
QStringList cutWords(const QWidget& window, const QString& page)
{
    QStringList cut;
    for (const QWidget* widget : window.findChildren<QWidget*>())
        if (widget->isVisible() && widget->window() == &window && !isWhole(*widget)) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const auto* label = qobject_cast<const QLabel*>(widget);
            const QString words = button  ? button->text()
                                  : label ? label->text()
                                          : QString::fromLatin1(widget->metaObject()->className());
            const QRect seen = inSight(*widget);
            cut << QStringLiteral("%1: %2, %3 x %4").arg(page, words).arg(seen.width()).arg(seen.height());
        }
    return cut;
}

} // namespace

void TestTextSize::cleanup()
{
    applyAppearance(*qApp, {});
    applyTheme(*qApp, Scheme::Light);
}

void TestTextSize::noWordIsCut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("percent");
    QTest::newRow("laptop") << QSize(1024, 640) << 100;
    QTest::newRow("screen") << QSize(1440, 900) << 100;
    QTest::newRow("screen, twice the size") << QSize(1440, 900) << 200;
}

void TestTextSize::noWordIsCut()
{
    QFETCH(QSize, size);
    QFETCH(int, percent);
    Shell shell;
    shell.window.resize(size);
    shell.openTiny();
    QTRY_VERIFY(!shell.workspace.jobs().isBusy());
    BprOptions options;
    options.epochs = 2;
    shell.workspace.nextRun().train(options);
    options.seed = 2;
    shell.workspace.nextRun().train(options);
    QTRY_VERIFY_WITH_TIMEOUT(!shell.workspace.jobs().isBusy(), 30'000);
    SweepConfig sweep = test::quickSweep(3, 2);
    sweep.seeds = 2;
    shell.workspace.sweeps().setMeasure({.metric = "recall-20", .protocol = Protocol::Full});
    shell.workspace.sweeps().start(sweep);
    QTRY_VERIFY_WITH_TIMEOUT(!shell.workspace.sweeps().isBusy() && shell.workspace.sweeps().facts(), 60'000);
    keepAppearance(shell.workspace.settings(), {.textPercent = percent});
    QStringList cut;
    const auto look = [&](const QString& page) {
        QTest::qWait(200);                                                  // what is asked for the page
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // of what has just been answered
        cut += cutWords(shell.window, page);
    };
    for (const PageInfo& page : pageTable()) {
        shell.window.showPage(page.key);
        look(page.key);
    }
    if (percent == 100) { // at twice the size the tools over its chart have no room beside each other
        shell.window.showPage(page::training);
        qobject_cast<TrainingPage*>(shell.window.pageWidget())->showView(TrainingPage::View::Leaderboard);
        QTRY_VERIFY(shell.workspace.leaders().answer() && !shell.workspace.leaders().isAsking());
        look(QStringLiteral("leaderboard"));
    }
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
}

QTEST_MAIN(TestTextSize)
#include "tst_text_size.moc"

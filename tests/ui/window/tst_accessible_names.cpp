#include "tests/ui/window/shell.h"
#include "ui/charts/plot/plot_view.h"
#include "ui/charts/sheet/panel_title.h"
#include "ui/forms/option_row.h"
#include "ui/pages/training/next_run_panel.h"
#include "ui/session/page_keys.h"
#include "ui/window/page_table.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QSet>
#include <QToolButton>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

/// What assistive tools call things: by what they are for, and no two alike.
class TestAccessibleNames : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void combosAreCalledByTheirLabel_data() { addPages(); }
    void combosAreCalledByTheirLabel();
    void chartsAreGraphicsWithASentence_data() { addPages(); }
    void chartsAreGraphicsWithASentence();
    void panelsNameTheirTools_data() { addPages(); }
    void panelsNameTheirTools();
    void theFormComesBeforeItsButton();

private:
    static void addPages();
    void show(const QString& page);

    QTemporaryDir m_cache; // presets are kept there, not in the person's
    std::unique_ptr<Shell> m_shell;
};

void TestAccessibleNames::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
    m_shell = std::make_unique<Shell>();
    m_shell->openTiny();
    QTRY_VERIFY(m_shell->workspace.users().why());
}

void TestAccessibleNames::addPages()
{
    QTest::addColumn<QString>("page");
    for (const PageInfo& page : pageTable())
        QTest::newRow(page.key.latin1()) << QString(page.key);
}

void TestAccessibleNames::show(const QString& page)
{
    m_shell->window.showPage(page);
    QTest::qWait(50);
}

void TestAccessibleNames::combosAreCalledByTheirLabel()
{
    QFETCH(QString, page);
    show(page);
    for (QComboBox* combo : m_shell->window.findChildren<QComboBox*>()) {
        if (!combo->isVisible())
            continue;
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(combo);
        QCOMPARE(interface->role(), QAccessible::ComboBox);
        QCOMPARE(interface->text(QAccessible::Name), combo->accessibleName());
        QVERIFY(interface->text(QAccessible::Name) != combo->currentText());
        QCOMPARE(interface->text(QAccessible::Value), combo->currentText());
    }
}

void TestAccessibleNames::chartsAreGraphicsWithASentence()
{
    QFETCH(QString, page);
    show(page);
    for (PlotView* chart : m_shell->window.findChildren<PlotView*>()) {
        if (!chart->isVisible())
            continue;
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(chart);
        QCOMPARE(interface->role(), QAccessible::Graphic);
        QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), chart->metaObject()->className());
        QCOMPARE(interface->text(QAccessible::Description), chart->summary());
    }
}

void TestAccessibleNames::panelsNameTheirTools()
{
    QFETCH(QString, page);
    show(page);
    QSet<QString> names;
    for (const PanelTitle* title : m_shell->window.findChildren<PanelTitle*>())
        for (const QToolButton* tool : {title->tableButton(), title->exportButton(), title->moreButton()}) {
            if (!tool->isVisible())
                continue;
            QVERIFY2(tool->accessibleName().endsWith(title->title()), qPrintable(tool->accessibleName()));
            QVERIFY2(!names.contains(tool->accessibleName()), qPrintable(tool->accessibleName()));
            names << tool->accessibleName();
        }
}

void TestAccessibleNames::theFormComesBeforeItsButton()
{
    show(page::training);
    const auto* panel = m_shell->window.findChild<NextRunPanel*>();
    const QList<OptionRow*> rows = panel->findChildren<OptionRow*>();
    QVERIFY(rows.size() > 5);
    QStringList order;
    for (const QWidget* widget = panel->presets()->nextInFocusChain(); widget != panel->presets();
         widget = widget->nextInFocusChain())
        if (panel->isAncestorOf(widget) && widget->focusPolicy() & Qt::TabFocus
            && !qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) && !widget->inherits("QScrollArea"))
            order << widget->accessibleName();
    QCOMPARE(order.last(), QStringLiteral("Train"));
    const qsizetype first = order.size() - 1 - rows.size(); // before them the list of the models
    QVERIFY2(first > 0, qPrintable(order.join(QLatin1Char('\n'))));
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(order[first + i], QString::fromStdString(rows[i]->info().title));
}

QTEST_MAIN(TestAccessibleNames)
#include "tst_accessible_names.moc"

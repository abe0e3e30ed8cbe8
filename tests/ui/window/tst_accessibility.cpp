#include "tests/ui/window/shell.h"
#include "ui/forms/number_field.h"
#include "ui/pages/import/formats_dialog.h"
#include "ui/pages/import/import_page.h"
#include "ui/pages/sweep/new_sweep_panel.h"
#include "ui/session/guide.h"
#include "ui/window/about_dialog.h"
#include "ui/window/keyboard_sheet.h"
#include "ui/window/page_table.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSet>
#include <QToolButton>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

/// Who does not see the window, or has no mouse: every control has a role and a name, the Tab key comes to all of them,
/// and what goes wrong is told.
class TestAccessibility : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyControlOfAPageIsNamedAndReached_data() { addPages(); }
    void everyControlOfAPageIsNamedAndReached();
    void everyControlOfTheFirstScreensIsNamedAndReached();
    void everyControlOfTheSweepFormIsNamedAndReached();
    void everyControlOfADialogIsNamedAndReached();
    void aMessageIsAnnounced();
    void aFieldThatCannotBeUsedSaysWhy();
    void aFilterThatCannotBeReadSaysWhy();

private:
    static void addPages();
    void show(const QString& page);

    QTemporaryDir m_cache; // presets are kept there, not in the person's
    std::unique_ptr<Shell> m_shell;
};

namespace {

/// What accessibility tools were told since begin().
struct Told
{
    QAccessible::Event type;
    QPointer<QObject> object;
    QString name;
    QString description;
};
QList<Told> told;

void hear(QAccessibleEvent* event)
{
    QString name;
    QString description;
    if (QAccessibleInterface* interface = event->accessibleInterface()) {
        name = interface->text(QAccessible::Name);
        description = interface->text(QAccessible::Description);
    }
    told.push_back({event->type(), event->object(), name, description});
}

void begin()
{
    told.clear();
}

bool wasTold(QAccessible::Event type, const QString& text)
{
    return std::any_of(told.begin(), told.end(), [&](const Told& event) {
        return event.type == type && (event.name.contains(text) || event.description.contains(text));
    });
}

/// Parts of Qt's own that stand behind a control which is looked at itself.
bool isInside(const QWidget& widget)
{
    return widget.objectName().startsWith(QLatin1String("qt_")) || widget.inherits("QScrollBar")
           || widget.inherits("QTableCornerButton") || widget.inherits("QHeaderView")
           || widget.inherits("QSplitterHandle") || widget.inherits("QLineEditIconButton")
           || qobject_cast<const QAbstractSpinBox*>(widget.parentWidget())
           || (widget.inherits("QAbstractScrollArea") && !widget.inherits("QAbstractItemView")
               && !widget.inherits("QTextEdit"));
}

QList<QWidget*> controlsOf(const QWidget& window)
{
    QList<QWidget*> controls;
    for (QWidget* widget : window.findChildren<QWidget*>())
        if (widget->isVisible() && widget->isEnabled() && widget->window() == &window
            && widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy() && !isInside(*widget))
            controls << widget;
    return controls;
}

QString nameOf(const QWidget& widget)
{
    return QStringLiteral("%1 \"%2\" in %3")
        .arg(QLatin1String(widget.metaObject()->className()), widget.accessibleName(),
             QLatin1String(widget.parent() ? widget.parent()->metaObject()->className() : "nothing"));
}

QStringList unnamed(const QWidget& window)
{
    QStringList names;
    for (QWidget* widget : controlsOf(window)) {
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->role() == QAccessible::NoRole)
            names << nameOf(*widget) + QStringLiteral(" has no role");
        else if (interface->text(QAccessible::Name).isEmpty() && widget->focusPolicy() & Qt::TabFocus)
            names << nameOf(*widget) + QStringLiteral(" has no name");
    }
    return names;
}

/// What takes the focus by Tab but is not come to by pressing it again and again.
QStringList unreached(QWidget& window)
{
    QSet<const QWidget*> reached;
    const QList<QWidget*> controls = controlsOf(window);
    for (qsizetype press = 0; press < controls.size() * 2 + 40; ++press) {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &window, Qt::Key_Tab);
        if (QApplication::focusWidget())
            reached << QApplication::focusWidget();
    }
    QStringList names;
    for (const QWidget* widget : controls)
        if (widget->focusPolicy() & Qt::TabFocus && !reached.contains(widget))
            names << nameOf(*widget);
    return names;
}

} // namespace

/// Stands in the place of Qt's: the platform without a screen has nobody who listens, so that nobody would be told.
void QAccessible::updateAccessibility(QAccessibleEvent* event)
{
    hear(event);
}

// Keeps the page on which it fails in the message.
#define CHECK_CONTROLS(window)                                                                                         \
    do {                                                                                                               \
        QVERIFY(controlsOf(window).size() > 0);                                                                        \
        QCOMPARE(unnamed(window).join(QLatin1Char('\n')), QString());                                                  \
        QCOMPARE(unreached(window).join(QLatin1Char('\n')), QString());                                                \
    } while (false)

void TestAccessibility::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
    begin();
    m_shell = std::make_unique<Shell>();
    QVERIFY(QTest::qWaitForWindowActive(&m_shell->window));
    m_shell->openTiny();
    QTRY_VERIFY(m_shell->workspace.users().why());
}

void TestAccessibility::addPages()
{
    QTest::addColumn<QString>("page");
    for (const PageInfo& page : pageTable())
        QTest::newRow(page.key.latin1()) << QString(page.key);
}

void TestAccessibility::show(const QString& page)
{
    QApplication::setActiveWindow(&m_shell->window);
    m_shell->window.showPage(page);
    QTest::qWait(50);
}

void TestAccessibility::everyControlOfAPageIsNamedAndReached()
{
    QFETCH(QString, page);
    show(page);
    for (const QScrollArea* area : m_shell->window.findChildren<QScrollArea*>())
        QVERIFY(!area->isVisible() || !(area->focusPolicy() & Qt::TabFocus)); // useless stops
    for (QToolButton* inside : m_shell->window.findChildren<QToolButton*>())
        if (inside->isVisible() && inside->inherits("QLineEditIconButton") && inside->isEnabled())
            QVERIFY(!QAccessible::queryAccessibleInterface(inside)->text(QAccessible::Name).isEmpty());
    CHECK_CONTROLS(m_shell->window);
}

void TestAccessibility::everyControlOfTheFirstScreensIsNamedAndReached()
{
    Shell shell;
    QVERIFY(QTest::qWaitForWindowActive(&shell.window));
    CHECK_CONTROLS(shell.window);
    shell.window.open({shell.write(QStringLiteral("likes.csv"), "user,item\na,b\nc,d\n")});
    QTRY_VERIFY(shell.button(QStringLiteral("Import")) && shell.button(QStringLiteral("Import"))->isEnabled());
    CHECK_CONTROLS(shell.window);
}

void TestAccessibility::everyControlOfTheSweepFormIsNamedAndReached()
{
    QApplication::setActiveWindow(&m_shell->window);
    m_shell->window.showPage(page::sweep);
    auto* form = m_shell->window.findChild<NewSweepPanel*>();
    QVERIFY(form);
    for (QAbstractButton* button : m_shell->window.pageWidget()->findChildren<QAbstractButton*>())
        if (button->text().startsWith(QLatin1String("New sweep")) && !form->isVisible())
            button->click();
    QTRY_VERIFY(form->isVisible());
    CHECK_CONTROLS(m_shell->window);
}

void TestAccessibility::everyControlOfADialogIsNamedAndReached()
{
    MainWindow& window = m_shell->window;
    KeyboardSheet keys(window.commands(), &window);
    AboutDialog about(&window);
    FormatsDialog formats(&window);
    for (QDialog* dialog :
         {static_cast<QDialog*>(&keys), static_cast<QDialog*>(&about), static_cast<QDialog*>(&formats)}) {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        QApplication::setActiveWindow(dialog);
        QVERIFY(!dialog->windowTitle().isEmpty());
        if (controlsOf(*dialog).isEmpty())
            continue; // nothing but text, which Esc closes
        CHECK_CONTROLS(*dialog);
        dialog->close();
    }
    QApplication::setActiveWindow(&window);
}

void TestAccessibility::aMessageIsAnnounced()
{
    begin();
    m_shell->window.open({QStringLiteral("/no/such/data.taste")});
    QTRY_VERIFY(wasTold(QAccessible::Alert, QStringLiteral("/no/such/data.taste")));
}

void TestAccessibility::aFieldThatCannotBeUsedSaysWhy()
{
    m_shell->window.showPage(page::training);
    m_shell->workspace.nextRun().setModel("bpr");
    NumberField* field = nullptr;
    for (auto* found : m_shell->window.findChildren<NumberField*>())
        if (found->isVisible() && found->accessibleName() == QLatin1String("Learning rate"))
            field = found;
    QVERIFY(field);
    auto* words = field->findChild<QLineEdit*>();
    const QString before = field->accessibleDescription();
    const QString value = words->text();
    begin();
    words->setText(QStringLiteral("-7"));
    QVERIFY(field->accessibleDescription() != before);
    QTRY_VERIFY(wasTold(QAccessible::DescriptionChanged, field->accessibleDescription()));
    words->setText(value);
    QCOMPARE(field->accessibleDescription(), before);
}

void TestAccessibility::aFilterThatCannotBeReadSaysWhy()
{
    m_shell->window.showPage(page::training);
    QLineEdit* field = nullptr;
    for (auto* found : m_shell->window.findChildren<QLineEdit*>())
        if (found->isVisible() && found->accessibleName().contains(QLatin1String("runs")))
            field = found;
    QVERIFY(field);
    begin();
    field->setText(QStringLiteral("mrr >"));
    QTRY_VERIFY(std::any_of(told.begin(), told.end(), [](const Told& event) {
        return event.type == QAccessible::NameChanged && qobject_cast<QLabel*>(event.object) && !event.name.isEmpty();
    }));
    field->clear();
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"

#include "tests/ui/window/shell.h"
#include "ui/window/page_table.h"

#include <QAction>
#include <QLabel>
#include <QMap>
#include <QRegularExpression>
#include <QShortcut>
#include <QTest>
#include <QToolTip>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

/// What holds of every page of the window: its keys and its texts.
class TestWindowTexts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void noKeyIsAmbiguousWhereverTheFocusIs();
    void labelsShowTextAsItIs();
    void noLabelShowsMarkup();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {

/// Key and what it does, of every shortcut that Qt would listen to with the focus there.
QList<std::pair<QString, QString>> keysHeardAt(QWidget* focus, const QWidget& window)
{
    const auto hears = [&](const QObject* object, Qt::ShortcutContext context) {
        const auto* widget = qobject_cast<const QWidget*>(object);
        return context == Qt::WindowShortcut || context == Qt::ApplicationShortcut
               || (widget
                   && (widget == focus || (context == Qt::WidgetWithChildrenShortcut && widget->isAncestorOf(focus))));
    };
    QList<std::pair<QString, QString>> keys;
    for (const QAction* action : window.findChildren<QAction*>()) {
        const auto objects = action->associatedObjects();
        if (!action->isEnabled() || !action->isVisible()
            || std::none_of(objects.begin(), objects.end(),
                            [&](const QObject* object) { return hears(object, action->shortcutContext()); }))
            continue;
        for (const QKeySequence& key : action->shortcuts())
            keys.emplace_back(key.toString(), action->text());
    }
    for (const QShortcut* shortcut : window.findChildren<QShortcut*>())
        if (shortcut->isEnabled() && hears(shortcut->parent(), shortcut->context()))
            keys.emplace_back(
                shortcut->key().toString(),
                QStringLiteral("shortcut of %1").arg(QLatin1String(shortcut->parent()->metaObject()->className())));
    return keys;
}

} // namespace

void TestWindowTexts::noKeyIsAmbiguousWhereverTheFocusIs()
{
    Shell shell;
    shell.openTiny();
    for (const PageInfo& page : pageTable()) {
        shell.window.showPage(page.key);
        for (QWidget* focus : shell.window.findChildren<QWidget*>()) {
            if (!focus->isVisible() || focus->focusPolicy() == Qt::NoFocus)
                continue;
            QMap<QString, QString> owners;
            for (const auto& [key, owner] : keysHeardAt(focus, shell.window)) {
                QVERIFY2(!owners.contains(key), qPrintable(QStringLiteral("%1 is of \"%2\" and of \"%3\" on %4")
                                                               .arg(key, owner, owners.value(key), page.key)));
                owners.insert(key, owner);
            }
        }
    }
}

void TestWindowTexts::labelsShowTextAsItIs()
{
    Shell shell;
    const auto check = [&] {
        for (const QLabel* label : shell.window.findChildren<QLabel*>()) {
            if (!label->isVisible())
                continue;
            QVERIFY2(label->textFormat() != Qt::AutoText, qPrintable(label->text()));
            const bool showsTags = label->textFormat() == Qt::PlainText && label->text().contains(QLatin1String("</"));
            QVERIFY2(!showsTags, qPrintable(label->text()));
        }
    };
    check(); // the first screen
    shell.openTiny();
    for (const PageInfo& page : pageTable()) {
        shell.window.showPage(page.key);
        check();
    }
    QToolTip::showText(QPoint(5, 5), QStringLiteral("<b>name of a user</b>"), &shell.window);
    int tips = 0;
    for (const QWidget* widget : QApplication::topLevelWidgets())
        if (const auto* tip = qobject_cast<const QLabel*>(widget); tip && tip->inherits("QTipLabel")) {
            QCOMPARE(tip->textFormat(), Qt::PlainText);
            ++tips;
        }
    QCOMPARE(tips, 1);
}

/// What is written as markup is shown as such: the start screen has labels that no page has.
void TestWindowTexts::noLabelShowsMarkup()
{
    static const QRegularExpression markup(QStringLiteral("</?[a-z]+[^>]*>|&[a-z]+;"));
    const auto look = [](const QWidget& window) {
        for (const QLabel* label : window.findChildren<QLabel*>())
            if (label->textFormat() != Qt::RichText)
                QVERIFY2(!label->text().contains(markup), qPrintable(label->text()));
    };
    Shell shell;
    look(shell.window);
    shell.openTiny();
    for (const PageInfo& page : pageTable()) {
        shell.window.showPage(page.key);
        look(shell.window);
    }
}

QTEST_MAIN(TestWindowTexts)
#include "tst_window_texts.moc"

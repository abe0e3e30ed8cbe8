#include "tests/ui/window/shell.h"
#include "ui/forms/option_row.h"
#include "ui/session/page_keys.h"
#include "ui/theme/appearance.h"
#include "ui/theme/redressing.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/window/settings_dialog.h"
#include "ui/window/theme_choice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

/// The settings dialog: what is chosen holds at once, and in the next window.
class TestAppearance : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void cleanup();
    void largerTextGrowsWhatIsThereAndGoesBack();
    void highContrastDrawsFramesAsStrongAsText();
    void theDialogAppliesAndKeeps();
    void theNextWindowLooksTheSame();
    void onlyOneButtonIsFilled();

private:
    QTemporaryDir m_cache;
};

namespace {

int filledButtons(const QWidget& window)
{
    int filled = 0;
    for (const QPushButton* button : window.findChildren<QPushButton*>())
        filled += button->isVisible() && button->isEnabled() && button->window() == &window
                          && button->property(property::primary).toBool() && !button->property(property::quiet).toBool()
                      ? 1
                      : 0;
    return filled;
}

} // namespace

void TestAppearance::cleanup()
{
    applyAppearance(*qApp, {});
    applyTheme(*qApp, Scheme::Light);
}

void TestAppearance::largerTextGrowsWhatIsThereAndGoesBack()
{
    Shell shell;
    shell.openTiny();
    shell.window.showPage(page::training);
    auto* row = shell.window.findChild<OptionRow*>();
    QVERIFY(row);
    auto* label = row->findChild<QLabel*>();
    auto* field = row->field();
    const double points = label->font().pointSizeF();
    const int width = field->width();
    const int line = rowHeight(24);
    keepAppearance(shell.workspace.settings(), {.textPercent = 200});
    QVERIFY(std::abs(label->font().pointSizeF() - 2 * points) < 0.01);
    QCOMPARE(field->minimumWidth(), width * 3 / 2);
    QVERIFY(rowHeight(24) > line);
    QVERIFY(std::abs(font(TypeRole::Table).pointSizeF() - 18) < 0.01);
    QTRY_VERIFY(!qApp->findChild<Redressing*>()); // all have their style anew
    QVERIFY2(std::abs(label->font().pointSizeF() - 2 * points) < 0.01, qPrintable(label->font().toString()));
    keepAppearance(shell.workspace.settings(), {});
    QTRY_VERIFY(!qApp->findChild<Redressing*>());
    QVERIFY(std::abs(label->font().pointSizeF() - points) < 0.01);
    QCOMPARE(field->minimumWidth(), width);
    QCOMPARE(rowHeight(24), line);
}

void TestAppearance::highContrastDrawsFramesAsStrongAsText()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        setCurrentAppearance({.highContrast = true});
        for (const Token frame : {Token::Control, Token::Outline, Token::Line, Token::Axis})
            QVERIFY(contrast(colour(frame, scheme), colour(Token::Base, scheme)) >= 4.5);
        QVERIFY(contrast(colour(Token::Text3, scheme), colour(Token::Press, scheme)) >= 4.5);
        setCurrentAppearance({});
        QVERIFY(contrast(colour(Token::Line, scheme), colour(Token::Base, scheme)) < 3);
    }
}

void TestAppearance::theDialogAppliesAndKeeps()
{
    Shell shell;
    SettingsDialog dialog(shell.workspace, shell.window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    for (QComboBox* combo : dialog.findChildren<QComboBox*>())
        if (combo->accessibleName() == QLatin1String("Text size")) {
            combo->setCurrentIndex(combo->findData(150));
            emit combo->activated(combo->currentIndex());
        }
    for (QCheckBox* box : dialog.findChildren<QCheckBox*>())
        box->setChecked(true);
    QVERIFY(currentAppearance() == (Appearance{true, true, 150}));
    QCOMPARE(qApp->cursorFlashTime(), 0);
    setCurrentAppearance({});
    takeAppearance(shell.workspace.settings());
    QVERIFY(currentAppearance() == (Appearance{true, true, 150}));
}

void TestAppearance::theNextWindowLooksTheSame()
{
    QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.json")));
    Workspace workspace(settings, folder.filePath(QStringLiteral("runs")));
    keepAppearance(workspace.settings(), {.highContrast = true, .textPercent = 125});
    applyAppearance(*qApp, {});
    MainWindow window(workspace);
    QVERIFY(currentAppearance() == (Appearance{true, false, 125}));
}

void TestAppearance::onlyOneButtonIsFilled()
{
    Shell shell;
    QTRY_COMPARE(filledButtons(shell.window), 1); // Explore
    shell.openTiny();
    QTRY_VERIFY(!shell.workspace.jobs().isBusy());
    for (const QLatin1String page : {page::data, page::neighbours, page::training, page::sweep, page::users}) {
        shell.window.showPage(page);
        QTRY_VERIFY2(filledButtons(shell.window) == 1, page.data());
    }
    shell.window.showPage(page::sweep);
    shell.button(QStringLiteral("New sweep…"))->click();
    QTRY_COMPARE(filledButtons(shell.window), 1);
}

QTEST_MAIN(TestAppearance)
#include "tst_appearance.moc"

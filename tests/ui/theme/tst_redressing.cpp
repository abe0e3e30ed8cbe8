#include "ui/theme/redressing.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace tastescope::ui;

class TestRedressing : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyWidgetIsDressedOnce();
    void byTurnsWhatIsSeenChangesInOnePicture();
    void aPictureAskedForMeanwhileIsPainted();
    void whatIsShownBeforeItsTurnIsDressed();
    void dressedByTurnsLooksAsMadeInTheScheme();
};

void TestRedressing::init()
{
    applyTheme(*qApp, Scheme::Light);
}

namespace {

// Keeps what the theme told it.
class Listener : public QWidget
{
public:
    using QWidget::QWidget;

    QColor heard;
    int times = 0;
    QList<QColor> painted; // the ground it was asked to paint on, each time

protected:
    void changeEvent(QEvent* event) override
    {
        if (event->type() != QEvent::StyleChange)
            return;
        heard = colour(Token::Base);
        ++times;
    }

    void paintEvent(QPaintEvent*) override { painted << heard; }
};

// One widget of most kinds the sheet speaks of.
QWidget* makeForm()
{
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    auto* tone = new QLabel(QStringLiteral("quiet"), form);
    setTextStyle(tone, TypeRole::Table, Token::Text2);
    auto* combo = new QComboBox(form);
    combo->addItems({QStringLiteral("one"), QStringLiteral("two")});
    auto* primary = new QPushButton(QStringLiteral("Run"), form);
    primary->setProperty(property::primary, true);
    for (QWidget* part : std::initializer_list<QWidget*>{
             new QLabel(QStringLiteral("plain"), form), tone, primary, new QPushButton(QStringLiteral("Stop"), form),
             combo, new QSpinBox(form), new QLineEdit(QStringLiteral("words"), form), new QCheckBox(form),
             new QTableWidget(2, 2, form), new QPlainTextEdit(QStringLiteral("notes"), form)}) {
        part->setFocusPolicy(Qt::NoFocus);
        column->addWidget(part);
    }
    form->resize(300, 500);
    return form;
}

} // namespace

// Qt's own way asks a widget once for every widget it stands in: here four times.
void TestRedressing::everyWidgetIsDressedOnce()
{
    Listener window;
    auto* outer = new QWidget(&window);
    auto* inner = new Listener(outer);
    auto* innermost = new Listener(inner);
    window.show();
    window.times = inner->times = innermost->times = 0;
    applyTheme(*qApp, Scheme::Dark);
    QCOMPARE(window.times, 1);
    QCOMPARE(inner->times, 1);
    QCOMPARE(innermost->times, 1);
}

void TestRedressing::byTurnsWhatIsSeenChangesInOnePicture()
{
    Listener window;
    auto* seen = new Listener(&window);
    auto* hidden = new Listener(&window);
    hidden->hide();
    window.show();
    QTRY_VERIFY(!seen->painted.isEmpty());
    seen->painted.clear();
    applyTheme(*qApp, Scheme::Dark, Pace::ByTurns);
    QVERIFY(seen->times == 0 && hidden->times == 0);
    window.update();
    QTRY_VERIFY(!seen->painted.isEmpty());
    QCOMPARE(seen->painted.front(), colour(Token::Base, Scheme::Dark)); // none in between
    QTRY_COMPARE(hidden->times, 1);
    QCOMPARE(seen->times, 1);
}

// Qt passes over a request for a picture that comes while the window keeps its own, and takes it for still to come.
void TestRedressing::aPictureAskedForMeanwhileIsPainted()
{
    Listener window;
    auto* seen = new Listener(&window);
    window.show();
    QTRY_VERIFY(!seen->painted.isEmpty());
    window.update();
    applyTheme(*qApp, Scheme::Dark, Pace::ByTurns);
    QEvent request(QEvent::UpdateRequest);
    QCoreApplication::sendEvent(&window, &request);
    seen->painted.clear();
    QTRY_VERIFY(!seen->painted.isEmpty());
    QCOMPARE(seen->painted.front(), colour(Token::Base, Scheme::Dark));
}

void TestRedressing::whatIsShownBeforeItsTurnIsDressed()
{
    Listener window;
    auto* hidden = new Listener(&window);
    hidden->hide();
    window.show();
    applyTheme(*qApp, Scheme::Dark, Pace::ByTurns);
    hidden->show();
    QCOMPARE(hidden->heard, colour(Token::Base, Scheme::Dark));
    applyTheme(*qApp, Scheme::Light, Pace::ByTurns); // before the others had theirs
    QTRY_COMPARE(window.heard, colour(Token::Base, Scheme::Light));
    QTRY_COMPARE(hidden->heard, colour(Token::Base, Scheme::Light));
    QVERIFY(window.updatesEnabled());
}

void TestRedressing::dressedByTurnsLooksAsMadeInTheScheme()
{
    const std::unique_ptr<QWidget> changed(makeForm());
    Listener last; // among the hidden ones
    changed->show();
    const QImage light = changed->grab().toImage();
    applyTheme(*qApp, Scheme::Dark, Pace::ByTurns);
    QTRY_VERIFY(last.times == 1);
    const std::unique_ptr<QWidget> made(makeForm());
    made->show();
    const QImage dark = made->grab().toImage();
    QVERIFY(light != dark);
    QCOMPARE(changed->grab().toImage(), dark);
}

QTEST_MAIN(TestRedressing)
#include "tst_redressing.moc"

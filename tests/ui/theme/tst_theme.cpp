#include "ui/theme/icons.h"
#include "ui/theme/line_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>

using namespace tastescope::ui;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void theSheetNamesOnlyTokensAndIconsThatExist_data();
    void theSheetNamesOnlyTokensAndIconsThatExist();
    void thePaletteFollowsTheScheme();
    void widgetsHearOfANewScheme();
    void figuresAreTabular_data();
    void figuresAreTabular();
    void noFontIsBold();
    void iconsTakeTheColourOfTheMoment();
    void everyIconDrawsSomething();
    void dashesAreMeasuredInPixels();
    void markersDiffer();
};

void TestTheme::theSheetNamesOnlyTokensAndIconsThatExist_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << static_cast<int>(Scheme::Light);
    QTest::newRow("dark") << static_cast<int>(Scheme::Dark);
}

void TestTheme::theSheetNamesOnlyTokensAndIconsThatExist()
{
    QFETCH(int, scheme);
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    const QString sheet = styleSheet(static_cast<Scheme>(scheme));
    QVERIFY(sheet.size() > 1000);
    static const QRegularExpression comments(QStringLiteral("/\\*.*?\\*/"),
                                             QRegularExpression::DotMatchesEverythingOption);
    QVERIFY(!QString(sheet).remove(comments).contains(QLatin1Char('@')));
    static const QRegularExpression pictures(QStringLiteral("url\\(([^)]+)\\)"));
    int count = 0;
    for (auto matches = pictures.globalMatch(sheet); matches.hasNext(); ++count) {
        const QString path = matches.next().captured(1);
        QVERIFY2(QFile(path).size() > 100, qPrintable(path));
    }
    QVERIFY(count > 5);
    qApp->setStyleSheet(sheet); // warns when it cannot be parsed
    QWidget widget;
    widget.ensurePolished();
}

void TestTheme::thePaletteFollowsTheScheme()
{
    applyTheme(*qApp, Scheme::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Base), colour(Token::Base, Scheme::Dark));
    QCOMPARE(colour(Token::Base), colour(Token::Base, Scheme::Dark));
    applyTheme(*qApp, Scheme::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), colour(Token::Window, Scheme::Light));
    QCOMPARE(QApplication::palette().color(QPalette::Disabled, QPalette::Text), colour(Token::Off, Scheme::Light));
}

void TestTheme::widgetsHearOfANewScheme()
{
    class Listener : public QWidget
    {
    public:
        QColor heard;

    protected:
        void changeEvent(QEvent* event) override
        {
            if (event->type() == QEvent::StyleChange)
                heard = colour(Token::Base);
        }
    };
    applyTheme(*qApp, Scheme::Light);
    Listener listener;
    listener.show();
    applyTheme(*qApp, Scheme::Dark);
    QCOMPARE(listener.heard, colour(Token::Base, Scheme::Dark));
    applyTheme(*qApp, Scheme::Light);
    QCOMPARE(listener.heard, colour(Token::Base, Scheme::Light));
}

void TestTheme::figuresAreTabular_data()
{
    QTest::addColumn<int>("role");
    for (const auto role : {TypeRole::Axis, TypeRole::TableStrong, TypeRole::Title, TypeRole::Count})
        QTest::addRow("role %d", static_cast<int>(role)) << static_cast<int>(role);
}

void TestTheme::figuresAreTabular()
{
    QFETCH(int, role);
    if (!loadFonts())
        QSKIP("Tastescope Sans was not made with this build (fonts-inter, python3-fonttools)");
    const QFont wanted = font(static_cast<TypeRole>(role));
    QCOMPARE(QFontInfo(wanted).family(), QStringLiteral("Tastescope Sans"));
    QCOMPARE(QFontInfo(wanted).weight(), wanted.weight());
    const QFontMetricsF metrics(wanted);
    const double width = metrics.horizontalAdvance(QString(10, QLatin1Char('0')));
    for (char digit = '1'; digit <= '9'; ++digit)
        QCOMPARE(metrics.horizontalAdvance(QString(10, QLatin1Char(digit))), width);
}

void TestTheme::noFontIsBold()
{
    for (int role = 0; role <= static_cast<int>(TypeRole::Mono); ++role)
        QVERIFY(font(static_cast<TypeRole>(role)).weight() <= QFont::DemiBold);
}

static QImage painted(const QIcon& icon, int size)
{
    return icon.pixmap(QSize(size, size), 1.0).toImage().convertToFormat(QImage::Format_ARGB32);
}

// The colour of the most opaque pixel.
static QColor inkOf(const QImage& image)
{
    QColor ink(Qt::transparent);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).alpha() > ink.alpha())
                ink = image.pixelColor(x, y);
    ink.setAlpha(255);
    return ink;
}

void TestTheme::iconsTakeTheColourOfTheMoment()
{
    const QIcon stop = icon(QStringLiteral("stop"), Token::Text2);
    for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
        applyTheme(*qApp, scheme);
        const QColor found = inkOf(painted(stop, 40));
        const QColor wanted = colour(Token::Text2, scheme);
        QVERIFY2(std::abs(found.red() - wanted.red()) <= 2 && std::abs(found.blue() - wanted.blue()) <= 2,
                 qPrintable(found.name()));
    }
    QCOMPARE(stop.pixmap(QSize(20, 20), 2.0).size(), QSize(40, 40));
}

void TestTheme::everyIconDrawsSomething()
{
    QDirIterator files(QStringLiteral(":/icons"));
    int count = 0;
    for (; files.hasNext(); ++count) {
        const QString name = QFileInfo(files.next()).baseName();
        QVERIFY2(inkOf(painted(icon(name), 20)) != QColor(Qt::transparent), qPrintable(name));
    }
    QVERIFY(count >= 39);
}

void TestTheme::dashesAreMeasuredInPixels()
{
    const QPen baseline = pen({LineRole::Baseline, 0});
    QCOMPARE(baseline.widthF(), 2.5);
    QCOMPARE(baseline.dashPattern(), (QList<qreal>{7 / 2.5, 4 / 2.5}));
    QCOMPARE(pen({LineRole::Focus, 0}).style(), Qt::SolidLine);
    QCOMPARE(pen({LineRole::Run, 1}).dashPattern(), (QList<qreal>{7 / 1.5, 4 / 1.5}));
    QCOMPARE(colour(LineStyle{LineRole::Run, 9}), colour(Token::Muted));
}

void TestTheme::markersDiffer()
{
    QList<QImage> pictures;
    for (const auto shape :
         {Marker::Circle, Marker::Square, Marker::Triangle, Marker::Diamond, Marker::Cross, Marker::Star}) {
        QImage picture(15, 15, QImage::Format_ARGB32);
        picture.fill(colour(Token::Base));
        QPainter painter(&picture);
        drawMarker(painter, {7.5, 7.5}, shape, colour(Token::Text), colour(Token::Base));
        painter.end();
        QVERIFY(!pictures.contains(picture));
        pictures << picture;
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"

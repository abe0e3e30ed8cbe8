#include "ui/theme/tokens.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <array>
#include <cmath>

using namespace tastescope::ui;

Q_DECLARE_METATYPE(Token)

class TestTokens : public QObject
{
    Q_OBJECT

private slots:
    void textContrastsAsMeasured_data();
    void textContrastsAsMeasured();
    void runColoursStandOutFromTheirGround_data();
    void runColoursStandOutFromTheirGround();
    void everyTokenIsFoundByItsName();
    void onlyTheTokenTableHoldsColours_data();
    void onlyTheTokenTableHoldsColours();
};

void TestTokens::textContrastsAsMeasured_data()
{
    QTest::addColumn<Token>("ink");
    QTest::addColumn<Token>("ground");
    QTest::addColumn<double>("light"); // 0: not given
    QTest::addColumn<double>("dark");
    const auto row = [](Token ink, Token ground, double light, double dark) {
        QTest::newRow(qPrintable(tokenName(ink) + " on " + tokenName(ground))) << ink << ground << light << dark;
    };
    using enum Token;
    constexpr std::array grounds{Window, Base, Raised, Hover, Soft};
    const std::array<std::pair<Token, std::array<std::array<double, 2>, 5>>, 7> table{{
        {Text, {{{15.8, 14.7}, {17.1, 13.6}, {0, 12.0}, {14.6, 11.1}, {14.8, 10.8}}}},
        {Text2, {{{7.5, 9.3}, {8.1, 8.7}, {0, 7.7}, {6.9, 7.1}, {7.0, 6.9}}}},
        {Text3, {{{5.1, 6.6}, {5.5, 6.1}, {0, 5.4}, {4.7, 5.0}, {4.8, 4.9}}}},
        {Accent, {{{5.4, 8.3}, {5.8, 7.7}, {0, 6.8}, {5.0, 6.3}, {5.1, 6.1}}}},
        {Ok, {{{5.6, 8.9}, {6.1, 8.3}, {0, 7.3}, {5.2, 6.8}, {5.3, 6.6}}}},
        {Warn, {{{6.0, 9.0}, {6.5, 8.4}, {0, 7.4}, {5.5, 6.8}, {5.6, 6.6}}}},
        {Err, {{{5.6, 7.9}, {6.1, 7.3}, {0, 6.5}, {5.2, 5.9}, {5.3, 5.8}}}},
    }};
    for (const auto& [ink, values] : table)
        for (std::size_t i = 0; i < grounds.size(); ++i)
            row(ink, grounds[i], values[i][0], values[i][1]);
    row(Ok, OkGround, 5.5, 7.2);
    row(Warn, WarnGround, 5.9, 7.1);
    row(Err, ErrGround, 5.3, 6.4);
    row(OnFill, Fill, 5.8, 5.0);
    row(Outline, Base, 3.4, 4.2);
    row(Bar, Base, 3.2, 4.6);
}

void TestTokens::textContrastsAsMeasured()
{
    QFETCH(Token, ink);
    QFETCH(Token, ground);
    QFETCH(double, light);
    QFETCH(double, dark);
    const auto verify = [&](Scheme scheme, double wanted) {
        const double found = contrast(colour(ink, scheme), colour(ground, scheme));
        QVERIFY2(wanted == 0 || std::abs(found - wanted) <= 0.1, qPrintable(QString::number(found)));
    };
    verify(Scheme::Light, light);
    verify(Scheme::Dark, dark);
}

void TestTokens::runColoursStandOutFromTheirGround_data()
{
    QTest::addColumn<int>("slot");
    QTest::addColumn<double>("light");
    QTest::addColumn<double>("dark");
    QTest::newRow("blue") << 0 << 6.5 << 7.7;
    QTest::newRow("orange") << 1 << 3.6 << 6.5;
    QTest::newRow("teal") << 2 << 3.2 << 13.7;
    QTest::newRow("magenta") << 3 << 15.3 << 3.2;
    QTest::newRow("violet") << 4 << 3.7 << 3.9;
    QTest::newRow("olive") << 5 << 9.1 << 11.7;
}

void TestTokens::runColoursStandOutFromTheirGround()
{
    QFETCH(int, slot);
    QFETCH(double, light);
    QFETCH(double, dark);
    const auto found = [&](Scheme scheme) { return contrast(runColour(slot, scheme), colour(Token::Base, scheme)); };
    QVERIFY2(std::abs(found(Scheme::Light) - light) <= 0.1, qPrintable(QString::number(found(Scheme::Light))));
    QVERIFY2(std::abs(found(Scheme::Dark) - dark) <= 0.1, qPrintable(QString::number(found(Scheme::Dark))));
}

void TestTokens::everyTokenIsFoundByItsName()
{
    for (int i = 0; i < tokenCount; ++i)
        QCOMPARE(tokenNamed(tokenName(static_cast<Token>(i))), static_cast<Token>(i));
    QVERIFY(!tokenNamed(QStringLiteral("pink")));
}

void TestTokens::onlyTheTokenTableHoldsColours_data()
{
    QTest::addColumn<QString>("path");
    const QDir root(QStringLiteral(SOURCE_ROOT));
    for (const char* folder : {"ui", "app", "resources"}) {
        QDirIterator files(root.filePath(QLatin1String(folder)), {"*.h", "*.cpp", "*.css"}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = root.relativeFilePath(files.next());
            if (path != QLatin1String("ui/theme/tokens.cpp"))
                QTest::newRow(qPrintable(path)) << path;
        }
    }
}

void TestTokens::onlyTheTokenTableHoldsColours()
{
    QFETCH(QString, path);
    QFile file(QDir(QStringLiteral(SOURCE_ROOT)).filePath(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    // The one colour an icon is drawn in on disk stands in icons.cpp as the text to replace.
    const QString text = QString::fromUtf8(file.readAll()).remove(QStringLiteral("\"#4B5058\""));
    static const QRegularExpression literal(QStringLiteral(
        "#[0-9A-Fa-f]{6,8}\\b|#[0-9A-Fa-f]{3}\\b|0x[0-9A-Fa-f]{6}\\b|0xFF[0-9A-Fa-f]{6}\\b|QColor\\(\\s*[\"0-9Q]|"
        "QColorConstants|qRgb|"
        "rgba?\\(|Qt::(black|white|red|green|blue|cyan|magenta|yellow|gray|dark[A-Z]\\w+|light[A-Z]\\w+)\\b"));
    const auto match = literal.match(text);
    QVERIFY2(!match.hasMatch(), qPrintable(path + ": " + match.captured()));
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"

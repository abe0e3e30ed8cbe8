#include "ui/session/numbers.h"

#include "core/base/number_text.h"
#include "core/evaluation/metrics.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr QChar narrowSpace(0x202F);
constexpr QChar noBreakSpace(0x00A0);
constexpr QChar minusSign(0x2212);

QString say(const char* text)
{
    return QCoreApplication::translate("numbers", text);
}

// "-1234567.89" with groups and a real minus.
QString typeset(QString digits)
{
    const bool negative = digits.startsWith(QLatin1Char('-'));
    if (negative)
        digits.remove(0, 1);
    auto whole = digits.indexOf(QLatin1Char('.'));
    if (whole < 0)
        whole = digits.size();
    for (auto at = whole - 3; at > 0; at -= 3)
        digits.insert(at, narrowSpace);
    return negative ? minusSign + digits : digits;
}

bool roundsToZero(double value, int decimals)
{
    return std::abs(value) < 0.5 * std::pow(10.0, -decimals);
}

QString scientific(double value, int figures)
{
    const QString text = QString::number(value, 'e', figures - 1);
    const auto mark = text.indexOf(QLatin1Char('e'));
    const int exponent = text.mid(mark + 1).toInt();
    QString mantissa = text.left(mark);
    while (mantissa.contains(QLatin1Char('.'))
           && (mantissa.endsWith(QLatin1Char('0')) || mantissa.endsWith(QLatin1Char('.'))))
        mantissa.chop(1);
    return typeset(mantissa) + QLatin1Char('e') + typeset(QString::number(exponent));
}

QString clock(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
    const auto two = [](std::int64_t value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (whole < 3600)
        return QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(two(whole / 60 % 60), two(whole % 60));
}

// Long times are estimates: to 5 s above one minute, to half a minute above one hour.
double rounded(double seconds)
{
    const double step = seconds >= 3600 ? 30 : seconds >= 60 ? 5 : 1;
    return std::round(seconds / step) * step;
}

} // namespace

QString unknownNumber()
{
    return QString(QChar(0x2013));
}

QString fixed(double value, int decimals)
{
    if (std::isnan(value))
        return unknownNumber();
    if (std::isinf(value))
        return value > 0 ? QString(QChar(0x221E)) : minusSign + QString(QChar(0x221E));
    if (value != 0 && roundsToZero(value, decimals))
        return scientific(value, 2);
    return typeset(QString::number(value == 0 ? 0.0 : value, 'f', decimals));
}

QString metric(double value)
{
    return fixed(value, 4);
}

QString metric(double value, double low, double high)
{
    return QStringLiteral("%1 [%2, %3]").arg(metric(value), metric(low), metric(high));
}

QString metricTitle(std::string_view name)
{
    const std::string title = tastescope::metricTitle(name);
    return title.empty() ? QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))
                         : QString::fromStdString(title);
}

namespace {

int decimalsOfDelta(double value)
{
    constexpr int usual = 4;
    int decimals = usual;
    while (value != 0 && decimals < usual + 2 && std::abs(value) < std::pow(10.0, 1 - decimals))
        ++decimals;
    return decimals;
}

QString withSign(double value, int decimals)
{
    if (value == 0)
        return QStringLiteral("0");
    return value > 0 ? QLatin1Char('+') + fixed(value, decimals) : fixed(value, decimals);
}

} // namespace

QString delta(double value)
{
    return withSign(value, decimalsOfDelta(value));
}

QString delta(double value, double low, double high)
{
    return delta(value) + QLatin1Char(' ') + deltaInterval(value, low, high);
}

QString deltaInterval(double value, double low, double high)
{
    const int decimals = decimalsOfDelta(value);
    return QStringLiteral("[%1, %2]").arg(withSign(low, decimals), withSign(high, decimals));
}

QString percent(double share)
{
    if (std::isnan(share))
        return unknownNumber();
    const double value = share * 100;
    if (value > 0 && roundsToZero(value, 1))
        return QStringLiteral("<0.1") + noBreakSpace + QLatin1Char('%');
    return fixed(value, 1) + noBreakSpace + QLatin1Char('%');
}

QString count(std::int64_t value)
{
    return typeset(QString::number(value));
}

QString shortCount(double value)
{
    constexpr std::array<std::pair<double, char>, 3> units{{{1e9, 'G'}, {1e6, 'M'}, {1e3, 'k'}}};
    for (const auto& [size, letter] : units) {
        if (std::abs(value) >= size * 0.9995) {
            const double scaled = value / size;
            return fixed(scaled, std::abs(scaled) < 99.95 ? 1 : 0) + noBreakSpace + QLatin1Char(letter);
        }
    }
    return fixed(value, value == std::round(value) ? 0 : 1);
}

QString general(double value)
{
    const double size = std::abs(value);
    if (value == 0)
        return QStringLiteral("0");
    if (!std::isfinite(value))
        return fixed(value, 0);
    if (size < 1e-3 || size >= 1e6)
        return scientific(value, 4);
    const int decimals = std::clamp(3 - static_cast<int>(std::floor(std::log10(size))), 0, 6);
    QString text = QString::number(value, 'f', decimals);
    while (text.contains(QLatin1Char('.')) && (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.'))))
        text.chop(1);
    return typeset(text);
}

QString shortest(double value)
{
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    QString text = QString::fromLatin1(buffer.data(), end - buffer.data());
    text.replace(QLatin1String("e-0"), QLatin1String("e-")); // to_chars writes two figures of exponent
    text.replace(QLatin1String("e+0"), QLatin1String("e+"));
    return text;
}

QString duration(double seconds)
{
    if (std::isnan(seconds))
        return unknownNumber();
    if (seconds < 0.0995)
        return fixed(seconds * 1000, seconds * 1000 < 9.95 ? 1 : 0) + noBreakSpace + say("ms");
    if (seconds < 59.95)
        return fixed(seconds, 1) + noBreakSpace + say("s");
    const auto whole = std::llround(seconds);
    const auto two = [](long long value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (whole < 3600)
        return QStringLiteral("%1\u00A0%2 %3\u00A0%4").arg(whole / 60).arg(say("min"), two(whole % 60), say("s"));
    return QStringLiteral("%1\u00A0%2 %3\u00A0%4").arg(whole / 3600).arg(say("h"), two(whole / 60 % 60), say("min"));
}

QString timeRange(double fromSeconds, double toSeconds)
{
    const QString from = clock(rounded(fromSeconds));
    const QString to = clock(rounded(toSeconds));
    return from == to ? to : say("%1 to %2").arg(from, to);
}

QString rate(double perSecond)
{
    return shortCount(perSecond) + QStringLiteral("/s");
}

QString bytes(std::int64_t size)
{
    return QString::fromStdString(bytesText(size)).replace(QLatin1Char(' '), noBreakSpace);
}

QString when(const QDateTime& moment)
{
    const QDate today = QDate::currentDate();
    const QLocale locale = QLocale::c();
    if (moment.date() == today)
        return say("today %1").arg(locale.toString(moment.time(), QStringLiteral("HH:mm")));
    if (moment.date() == today.addDays(-1))
        return say("yesterday %1").arg(locale.toString(moment.time(), QStringLiteral("HH:mm")));
    const bool thisYear = moment.date().year() == today.year();
    return locale.toString(moment.date(), thisYear ? QStringLiteral("d MMM") : QStringLiteral("d MMM yyyy"));
}

QString shortHash(const QString& hash)
{
    return hash.left(4) + noBreakSpace + hash.mid(4, 4);
}

} // namespace tastescope::ui

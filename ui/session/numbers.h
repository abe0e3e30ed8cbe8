#pragma once

#include <QString>

#include <cstdint>
#include <string_view>

class QDateTime;

/// How numbers read everywhere in the window: figures grouped by a narrow no-break space (U+202F), a real minus
/// (U+2212), a decimal point, and a value that is not zero never shown as zero. "–" stands for what is not known (NaN).
namespace tastescope::ui {

QString unknownNumber(); ///< "–"

/// A metric: four decimals, "0.5478".
QString metric(double value);

/// With its 95 % interval: "0.5478 [0.5461, 0.5495]".
QString metric(double value, double low, double high);

/// What a figure is called: "Hit@5" for "hit-5".
QString metricTitle(std::string_view name);

/// A signed difference: "+0.0042", "−0.0994", "0". As small as the last decimal it gets one or two more: "+0.00023".
QString delta(double value);
QString delta(double value, double low, double high); ///< "+0.0042 [+0.0011, +0.0073]"

/// Only the interval of such a difference, with signs and as many decimals: "[+0.0011, +0.0073]".
QString deltaInterval(double value, double low, double high);

/// A share of users, 0 to 1, as a percentage with one decimal: "39.0 %".
QString percent(double share);

/// Whole, in groups of three: "101 713".
QString count(std::int64_t value);

/// "4.8 M", "96.0 k", "512": three figures are enough.
QString shortCount(double value);

/// A plain number with so many decimals, grouped: "36.79", "2 348".
QString fixed(double value, int decimals);

/// Four significant figures, plain from 0.001 to a million, else scientific: "0.0123", "2.5e−7".
QString general(double value);

/// The shortest text that reads back as the same number, as files and fields write it: "0.001", "3e-4".
QString shortest(double value);

/// "84 ms", "4.2 s", "3 min 05 s", "2 h 05 min".
QString duration(double seconds);

/// What is left of a job: "3:30 to 4:05", "0:01", "1:02:30 to 1:10:00".
QString timeRange(double fromSeconds, double toSeconds);

/// "9.1 M/s".
QString rate(double perSecond);

QString bytes(std::int64_t size);       ///< "336 MB" (1 MB = 10^6 bytes)
QString when(const QDateTime& moment);  ///< "today 08:41", "yesterday 17:20", "19 Nov", "19 Nov 2024"
QString shortHash(const QString& hash); ///< the first eight digits in two groups: "7f3a 91c2"

} // namespace tastescope::ui

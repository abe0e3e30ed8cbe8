// What the side of the leaderboard says.
#include "ui/pages/training/leaderboard/leader_side.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/run_differences.h"

#include <QObject>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr std::size_t mostPairs = 6;
constexpr double minuteSeconds = 60;
constexpr double tenMinutes = 600;

const LeaderCandidate& runOf(const LeaderAnswer& answer, const LeaderRow& row)
{
    return answer.entry(row).run;
}

QString capitalised(QString text)
{
    return text.isEmpty() ? text : text.replace(0, 1, text.at(0).toUpper());
}

void addPairs(LeaderRemarks& remarks, const LeaderAnswer& answer, std::size_t runs)
{
    const auto& rows = answer.board.rows;
    for (std::size_t a = 0; a < runs; ++a)
        for (std::size_t b = a + 1; b < runs; ++b)
            if (remarks.pairs.size() < mostPairs)
                remarks.pairs.push_back({rows[a].run, rows[b].run, *answer.board.pair(rows[a].run, rows[b].run)});
            else
                ++remarks.morePairs;
}

/// "ials-02 trains in 1 min 34 s: 3.9 times faster than bpr-07, at 1.5 times its memory."
QString cheapestWords(const LeaderAnswer& answer)
{
    const auto first = leaders(answer.board);
    const auto cost = [&](const LeaderRow& row) { return runOf(answer, row).seconds; };
    const auto quickest = std::ranges::min_element(first, {}, cost);
    const LeaderCandidate& cheapest = runOf(answer, *quickest);
    const LeaderCandidate& dearer = runOf(answer, quickest == first.begin() ? first[1] : first[0]);
    QString words = QObject::tr("The quickest of the %1 is %2, %3 to train")
                        .arg(inWords(std::ssize(first)), cheapest.name, duration(cheapest.seconds));
    if (const QString faster = timesText(dearer.seconds, cheapest.seconds); !faster.isEmpty())
        words += QObject::tr(": %1 faster than %2").arg(faster, dearer.name);
    const QString memory = timesText(static_cast<double>(cheapest.bytes), static_cast<double>(dearer.bytes));
    if (!memory.isEmpty())
        words += QObject::tr(", at %1 its memory").arg(memory);
    return words + QLatin1Char('.');
}

} // namespace

LeaderRemarks leaderRemarks(const LeaderAnswer& answer)
{
    LeaderRemarks remarks;
    const auto first = leaders(answer.board);
    const std::int64_t runs = std::ssize(answer.board.rows);
    if (first.size() > 1) {
        remarks.title = QObject::tr("%1 share the first place").arg(capitalised(inWords(std::ssize(first))));
        addPairs(remarks, answer, first.size());
        remarks.cheapest = cheapestWords(answer);
    } else {
        remarks.title = runs == 1 ? QObject::tr("One run, nothing to rank")
                                  : QObject::tr("%1 is the best").arg(runOf(answer, first[0]).name);
        addPairs(remarks, answer, std::min<std::size_t>(2, answer.board.rows.size()));
    }
    const LeaderRow* minute = answer.bestWithin(minuteSeconds);
    const LeaderRow* ten = answer.bestWithin(tenMinutes);
    remarks.minute = minute ? metric(minute->figure.value) : unknownNumber();
    remarks.minuteWords =
        minute ? QObject::tr("%1, %2.").arg(runOf(answer, *minute).name, duration(runOf(answer, *minute).seconds))
               : QObject::tr("No run took so little.");
    remarks.minuteWords += QLatin1Char(' ')
                           + (!ten            ? QObject::tr("Nor do ten minutes buy one.")
                              : ten == minute ? QObject::tr("Ten minutes buy no better one.")
                                              : QObject::tr("Ten minutes buy %1.").arg(metric(ten->figure.value)));
    const auto smallest = answer.board.smallestSeen();
    remarks.smallest = smallest ? metric(*smallest) : unknownNumber();
    remarks.smallestWords =
        smallest ? QObject::tr("%1, with %2 and %3 compared. No smaller difference was told from chance.")
                       .arg(metricTitle(answer.metric), leaderUsers(answer), counted(runs, "run"))
                 : QObject::tr("No two of %1 were told from each other with %2.")
                       .arg(counted(runs, "run"), leaderUsers(answer));
    return remarks;
}

} // namespace tastescope::ui

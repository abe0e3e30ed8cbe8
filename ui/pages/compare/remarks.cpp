#include "ui/pages/compare/remarks.h"

#include "core/experiment/published_question.h"
#include "ui/pages/compare/compare_data.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <optional>

namespace tastescope::ui {

namespace {

/// Whether two learning rates are equally good, when nothing else differs between the runs.
std::optional<Remark> publishedQuestion(const Comparison& comparison)
{
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        const auto& [a, b] = comparison.pairs[i];
        const int sign = asksPublishedQuestion(comparison.runs[a].config, comparison.runs[b].config);
        if (sign == 0)
            continue;
        const PairedComparison& result = comparison.results[i];
        return Remark{QObject::tr("The published question"),
                      QObject::tr("%1 against %2: %3 %4. %5")
                          .arg(shortest(publishedRate), shortest(otherPublishedRate), delta(sign * result.difference),
                               comparedTitle(comparison),
                               result.tied ? QObject::tr("About tied, as the authors guessed.")
                                           : QObject::tr("Real on these users, where the authors guessed a tie."))};
    }
    return std::nullopt;
}

} // namespace

std::vector<Remark> remarks(const Comparison& comparison)
{
    double smallest = 0;
    for (const PairedComparison& result : comparison.results)
        smallest = std::max(smallest, result.smallestDetectable);
    std::vector<Remark> made{
        {QObject::tr("Read it so"),
         QObject::tr("A line that crosses zero is a tie: hollow dot, grey line, and the words say it too. A difference "
                     "of %1 %2 between any two of these runs is found four times in five with %3; smaller ones may "
                     "stay about tied.")
             .arg(metric(smallest), comparedTitle(comparison), measuredWords(comparison))},
        {QObject::tr("Which question this answers"),
         QObject::tr("Users are drawn again, the models stay: it says how sure the difference of these trained models "
                     "is, not of their settings. The same settings with another seed give another model. ")
             + (comparison.settings ? settingsSentence(*comparison.settings)
                                    : QObject::tr("For that, train several seeds of each."))}};
    if (auto question = publishedQuestion(comparison))
        made.push_back(std::move(*question));
    return made;
}

} // namespace tastescope::ui

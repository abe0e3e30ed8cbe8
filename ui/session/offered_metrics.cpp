#include "ui/session/offered_metrics.h"

#include "core/evaluation/metrics.h"
#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <set>

namespace tastescope::ui {

std::vector<std::string> offeredMetrics(Protocol protocol, int k)
{
    std::set<int> cutoffs{5, 10, 20, 50, 100}; // what papers report of full rankings
    if (protocol == Protocol::Sampled) {
        const std::vector<int> watched = watchedCutoffs(); // known after each epoch already
        cutoffs = {watched.begin(), watched.end()};
    }
    cutoffs.insert(k);
    const std::vector<int> all(cutoffs.begin(), cutoffs.end());
    return *namesOf(metricColumns(protocol == Protocol::Full ? fullMetrics() : sampledMetrics(), all));
}

bool isMeasuredInTraining(const Measure& measure)
{
    const std::vector<std::string>& watched = *watchedFigures();
    return measure.protocol == Protocol::Sampled && std::ranges::find(watched, measure.metric) != watched.end();
}

QString measureWords(const Measure& measure)
{
    const QString title = metricTitle(measure.metric);
    return measure.protocol == Protocol::Full ? QObject::tr("%1, full ranking").arg(title) : title;
}

} // namespace tastescope::ui

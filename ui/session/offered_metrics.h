#pragma once

#include "core/experiment/measured_run.h"

#include <QString>

namespace tastescope::ui {

/// Every metric of the protocol at the usual cutoffs and at K, the one of the window, in the order of the table of
/// metrics. Throws: Error for K below 1.
std::vector<std::string> offeredMetrics(Protocol protocol, int k);

/// It is known after each epoch, not of the model that was kept alone.
bool isMeasuredInTraining(const Measure& measure);

/// "MRR", "Recall@20, full ranking": what is held against each other, for people.
QString measureWords(const Measure& measure);

} // namespace tastescope::ui

#pragma once

#include <QString>

#include <string_view>

namespace tastescope::ui {

class Workspace;

/// What a metric is, for whoever hovers its name: formula and K, what becomes of ties, what it is a mean over, and what
/// the selected user got of the run in front. Empty for what is no metric.
QString metricHelp(const Workspace& workspace, std::string_view name);

} // namespace tastescope::ui

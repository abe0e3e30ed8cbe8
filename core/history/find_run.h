#pragma once

#include "core/history/run_store.h"

namespace tastescope {

/// Whether the history has a run of that number. False for what is no number.
bool isRunId(const RunStore& store, const std::string& words);

/// The run people mean by an id, else a name, else a folder. Throws: Error when there is none, or the name has several.
RunId findRun(const RunStore& store, const std::string& words);

} // namespace tastescope

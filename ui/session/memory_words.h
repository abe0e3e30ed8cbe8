#pragma once

#include "core/base/memory_need.h"

#include <QString>

namespace tastescope::ui {

/// What an operation needs and may have, in words for the place where it is begun.
struct MemoryWords
{
    QString needs;   ///< "Needs 1.5 GB"
    QString free;    ///< "12 GB free"; empty: nothing limits it
    QString problem; ///< why it would be refused; empty: it fits
};

/// what: the beginning of the refusal, "Training". Cost: as memoryAllowed(); no walk through data.
MemoryWords memoryWords(const QString& what, const MemoryNeed& need);

} // namespace tastescope::ui

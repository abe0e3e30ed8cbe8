#pragma once

#include "core/base/memory_need.h"
#include "core/io/formats/format.h"

namespace tastescope {

/// What importing these files takes at its peak, when the rows of users and items are folded into pairs. For each row
///
///     read    8 bytes, 4 for a rating, 8 for a time, and 8 for the column that is growing
///     sorted  8 bytes
///     folded  8 bytes, and 12 for the event where there is a time
///
/// and the texts of titles. Rows are counted in the first 64 KiB of each file and the rest is taken to be like it,
/// packed as tightly when it is a .gz. Names come on top: they are few beside the rows.
/// Cost: 64 KiB of each file. What cannot be read counts as nothing: reading it says why.
MemoryNeed importMemory(const Recognised& recognised);

} // namespace tastescope

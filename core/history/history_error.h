#pragma once

#include "core/base/error.h"

namespace tastescope {

/// The history cannot take what was given to it now: the disk is full, another program holds it, the folder became
/// read-only. What it held before is intact, and trying again later may succeed.
class HistoryNotWritten : public Error
{
public:
    using Error::Error;
};

/// The file is damaged, or it is no history of this program. It was left as it is.
class HistoryRefused : public Error
{
public:
    using Error::Error;
};

} // namespace tastescope

#pragma once

#include "core/base/json_text.h"

#include <string>

namespace tastescope {

/// Where a run comes from that was not trained by this program. Such a run is only read: nothing trains it on, and it
/// stands in no paired test of runs of the open data.
struct RunOrigin
{
    std::string log;           ///< its event file, or the folder of them; absolute; empty: there is none
    std::string weights;       ///< the file of its weights, absolute; empty: there is none
    std::string weightsSha256; ///< of the bytes of that file
    int heads = 0;             ///< of a transformer, which its weights do not tell; 0: no weights

    bool operator==(const RunOrigin&) const = default;
};

Json toJson(const RunOrigin& origin);

/// Throws: BadInput naming the member that is missing or of the wrong kind.
RunOrigin readRunOrigin(JsonObject object);

} // namespace tastescope

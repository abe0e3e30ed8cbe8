#include "core/experiment/run_origin.h"

#include <nlohmann/json.hpp>

namespace tastescope {

Json toJson(const RunOrigin& origin)
{
    return {{"log", origin.log},
            {"weights", origin.weights},
            {"weights_sha256", origin.weightsSha256},
            {"heads", origin.heads}};
}

RunOrigin readRunOrigin(JsonObject object)
{
    RunOrigin origin;
    origin.log = object.text("log");
    origin.weights = object.text("weights");
    origin.weightsSha256 = object.text("weights_sha256");
    origin.heads = object.wholeInt("heads", 0);
    return origin;
}

} // namespace tastescope

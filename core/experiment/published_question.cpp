#include "core/experiment/published_question.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

constexpr char rateName[] = "learning_rate";

bool hasRate(const ModelOptions& options, double wanted)
{
    const auto infos = optionInfos(options);
    return std::ranges::find(infos, rateName, &OptionInfo::name) != infos.end()
           && std::abs(std::get<double>(readOption(options, rateName)) - wanted) < 1e-9;
}

} // namespace

int asksPublishedQuestion(const RunConfig& a, const RunConfig& b)
{
    const bool inOrder = hasRate(a.model, publishedRate) && hasRate(b.model, otherPublishedRate);
    const bool swapped = hasRate(a.model, otherPublishedRate) && hasRate(b.model, publishedRate);
    if (!inOrder && !swapped)
        return 0;
    RunConfig same = a;
    setOption(same.model, rateName, readOption(b.model, rateName));
    return !trainsTheSame(same, b) ? 0 : inOrder ? 1 : -1;
}

} // namespace tastescope

#include "ui/pages/neighbours/hit_line.h"

#include "core/evaluation/mean_by_bin.h"
#include "ui/session/run_book.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"

#include <algorithm>

namespace tastescope::ui {

std::optional<HistogramLine> hitLine(Workspace& workspace, const OfUsers<std::int32_t>& valueOfUser,
                                     const Histogram& bars)
{
    const AnswerSource source = workspace.users().source();
    const SessionRun* run = workspace.runs().find(source.run);
    if (!run || !run->record || !run->record->validation)
        return std::nullopt;
    const UserResults& results = run->record->validation->perUser;
    if (results.users.empty() || results.dataset != valueOfUser.dataset())
        return std::nullopt;
    const auto isMeasured = [&results](int k) {
        return std::ranges::find(results.metrics, "hit-" + std::to_string(k)) != results.metrics.end();
    };
    const int k = isMeasured(workspace.selection().k()) ? workspace.selection().k() : 5;
    HistogramLine line{QStringLiteral("Hit@%1").arg(k), {LineRole::Run, source.slot}, {}};
    const UserResults scoped = resultsOf(results, workspace.selection().users());
    for (const BinMean& bin : meanByBin(scoped, "hit-" + std::to_string(k), valueOfUser, bars.edges))
        line.points.emplace_back((bin.low + bin.high) / 2, bin.mean.value);
    return line.points.size() < 2 ? std::nullopt : std::optional(std::move(line));
}

} // namespace tastescope::ui

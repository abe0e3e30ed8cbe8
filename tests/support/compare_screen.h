#pragma once

#include "core/models/bpr/bpr_options.h"
#include "core/models/user_knn/user_knn_options.h"
#include "tests/support/page_screen.h"
#include "ui/pages/compare/compare_page.h"

namespace pagetest {

/// The page Compare, and runs to compare.
struct CompareScreen : Screen<tastescope::ui::ComparePage>
{
    tastescope::ui::ComparisonSession& session() { return workspace.comparisons(); }

    int train(const tastescope::ModelOptions& options)
    {
        workspace.nextRun().setOptions(options);
        const int id = workspace.nextRun().train();
        return QTest::qWaitFor([&] { return workspace.runs().find(id)->isOver(); }, 60'000) ? id : 0;
    }

    bool trainTwo()
    {
        tastescope::BprOptions options;
        options.embeddingDim = 16;
        options.epochs = 4;
        options.patience = 0;
        return train(options) && train(tastescope::UserKnnOptions{}) && answered();
    }

    bool answered()
    {
        return QTest::qWaitFor(
            [this] {
                return session().comparison() && !session().isComparing() && session().agreement()
                       && !session().isTouring() && session().lists();
            },
            60'000);
    }
};

} // namespace pagetest

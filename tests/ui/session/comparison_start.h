#pragma once

#include "core/models/bpr/bpr_options.h"
#include "core/models/user_knn/user_knn_options.h"
#include "tests/support/page_screen.h"
#include "ui/session/comparison_session.h"

namespace comparisontest {

using namespace tastescope;
using namespace tastescope::ui;

/// A dataset, its neighbours and two runs, in a session without a window.
struct Session
{
    QTemporaryDir own;
    Workspace workspace;

    explicit Session(const QString& folder = {})
        : workspace(tastescope::test::workspaceIn(folder.isEmpty() ? own.path() : folder))
    {
    }

    ComparisonSession& comparisons() { return workspace.comparisons(); }

    bool open()
    {
        workspace.opening().open({{QStringLiteral("preset:tiny")}, {}});
        return QTest::qWaitFor([this] { return workspace.users().why() != nullptr; }, 60'000);
    }

    int train(const ModelOptions& options)
    {
        workspace.nextRun().setOptions(options);
        const int id = workspace.nextRun().train();
        return QTest::qWaitFor([&] { return workspace.runs().find(id)->isOver(); }, 60'000) ? id : 0;
    }

    bool answered()
    {
        return QTest::qWaitFor(
            [this] {
                return comparisons().comparison() && !comparisons().isComparing() && comparisons().agreement()
                       && !comparisons().isTouring() && comparisons().lists();
            },
            60'000);
    }
};

inline BprOptions quick(double learningRate)
{
    BprOptions options;
    options.embeddingDim = 16;
    options.epochs = 3;
    options.patience = 0;
    options.learningRate = learningRate;
    return options;
}

} // namespace comparisontest

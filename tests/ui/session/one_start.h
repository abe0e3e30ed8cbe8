#pragma once

#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "tests/support/session_parts.h"
#include "tests/support/workspace_in.h"

#include <QTemporaryDir>
#include <QTest>

namespace tastescope::test {

using namespace tastescope::ui;

/// One start of the program on a folder that outlives it.
struct Session
{
    Workspace workspace;
    std::vector<Notice> notices;

    explicit Session(const QTemporaryDir& folder) : workspace(tastescope::test::workspaceIn(folder))
    {
        QObject::connect(&workspace.messages(), &Messages::noticed, &workspace.messages(),
                         [this](const Notice& notice) { notices.push_back(notice); });
    }

    RunBook& runs() { return workspace.runs(); }
    RunJobs& runJobs() { return workspace.runJobs(); }
    RunSync& runSync() { return workspace.runSync(); }
    const SessionRun& run(int id) { return *runs().find(id); }

    bool isListed()
    {
        return QTest::qWaitFor([this] { return runSync().isListed(); }, 20'000);
    }

    bool open(const QString& preset = QStringLiteral("preset:tiny"))
    {
        workspace.opening().open({{preset}, {}});
        return isListed() && QTest::qWaitFor([this] { return workspace.neighbours().selection() != nullptr; }, 20'000);
    }

    int train(const ModelOptions& options)
    {
        workspace.nextRun().setOptions(options);
        return workspace.nextRun().train();
    }

    bool isOver(int id)
    {
        return QTest::qWaitFor([&] { return run(id).isOver(); }, 20'000);
    }
};

inline BprOptions quick(int epochs)
{
    BprOptions options;
    options.embeddingDim = 16;
    options.epochs = epochs;
    options.patience = 0;
    return options;
}

inline std::filesystem::path pathOf(const QTemporaryDir& folder)
{
    return folder.path().toStdString();
}

} // namespace tastescope::test

#pragma once

#include "tests/support/quick_sweep.h"
#include "tests/support/session_parts.h"
#include "tests/support/workspace_in.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tastescope::test {

using namespace tastescope::ui;

/// A session that sweeps, in a folder of its own.
struct SweepStart
{
    QTemporaryDir folder;
    std::unique_ptr<Workspace> workspace = make();

    std::unique_ptr<Workspace> make() const
    {
        return std::unique_ptr<Workspace>(new Workspace(workspaceIn(folder))); // made in place: it cannot be moved
    }
    bool open()
    {
        workspace->opening().open({{QStringLiteral("preset:tiny")}, {}});
        return QTest::qWaitFor([this] { return workspace->users().basis() != nullptr; }, 20'000);
    }
    SweepSession& sweeps() { return workspace->sweeps(); }
    const Sweep& sweep() { return sweeps().current()->sweep; }
    bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return !sweeps().isBusy(); }, 30'000);
    }
    bool waitForFacts()
    {
        return QTest::qWaitFor(
            [this] {
                return sweeps().facts()
                       && countTrials(sweeps().facts()->sweep).finished == countTrials(sweep()).finished;
            },
            30'000);
    }
};

} // namespace tastescope::test

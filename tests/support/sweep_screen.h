#pragma once

#include "core/models/bpr/bpr_options.h"
#include "tests/support/page_screen.h"
#include "ui/charts/dots/dot_chart.h"
#include "ui/charts/parallel/parallel_chart.h"
#include "ui/pages/sweep/new_sweep_panel.h"
#include "ui/pages/sweep/sweep_page.h"
#include "ui/tables/table_view.h"

namespace pagetest {

/// The sweep page, and the parts of it a test looks at.
struct SweepScreen : Screen<tastescope::ui::SweepPage>
{
    tastescope::ui::SweepSession& sweeps() { return workspace.sweeps(); }
    tastescope::ui::NewSweepPanel* form() const { return page.findChild<tastescope::ui::NewSweepPanel*>(); }
    tastescope::ui::DotChart* history() const { return called<tastescope::ui::DotChart>(QStringLiteral("History")); }
    tastescope::ui::DotChart* slice() const
    {
        return called<tastescope::ui::DotChart>(QStringLiteral("Learning rate"));
    }
    tastescope::ui::ParallelChart* lines() const { return page.findChild<tastescope::ui::ParallelChart*>(); }
    tastescope::ui::TableView* table() const { return called<tastescope::ui::TableView>(QStringLiteral("Trials")); }
    bool isFormShown() const { return form()->isVisible(); }

    /// The id in the table's row.
    int trialIn(int row) const { return table()->model()->index(row, 0).data().toInt(); }

    tastescope::SweepConfig quick(int points) const
    {
        tastescope::BprOptions options;
        options.epochs = 2;
        options.patience = 0;
        tastescope::SweepConfig config;
        config.base.model = options;
        config.base.name = "lr-quick";
        config.space.axes = {tastescope::parseAxis(config.base.model, "learning_rate=loguniform(0.01,0.5)"),
                             tastescope::parseAxis(config.base.model, "embedding_dim=choice(8,16)")};
        config.points = points;
        return config;
    }

    /// Open data and a finished sweep, judged.
    bool sweep(int points)
    {
        if (!open())
            return false;
        sweeps().start(quick(points));
        return waitForSweep();
    }
    bool waitForSweep()
    {
        return QTest::qWaitFor(
            [this] {
                return !sweeps().isBusy() && sweeps().facts()
                       && tastescope::ui::countTrials(sweeps().facts()->sweep).finished
                              == tastescope::ui::countTrials(sweeps().current()->sweep).all
                       && page.view().facts == sweeps().facts();
            },
            30'000);
    }
};

} // namespace pagetest

#pragma once

#include "core/models/bpr/bpr_options.h"
#include "tests/support/page_screen.h"
#include "ui/pages/runs/run_table.h"
#include "ui/pages/runs/runs_panel.h"
#include "ui/tables/table_view.h"

namespace pagetest {

using namespace tastescope;
using namespace tastescope::ui;

/// The table of runs, and what a test asks it.
struct RunsScreen : pagetest::Screen<RunsPanel>
{
    RunTable& table() const { return *page.table(); }
    RunBook& runs() { return workspace.runs(); }

    int train(const ModelOptions& options)
    {
        workspace.nextRun().setOptions(options);
        const int id = workspace.nextRun().train();
        const bool isKept =
            QTest::qWaitFor([&] { return runs().find(id)->isOver() && runs().find(id)->storedId.has_value(); }, 20'000);
        return isKept ? id : 0;
    }

    bool shows(std::vector<int> ids) const
    {
        return QTest::qWaitFor(
            [&] {
                std::vector<int> shown;
                for (int row = 0; row < table().rowCount(); ++row)
                    shown.push_back(table().shown(row).id);
                return shown == ids;
            },
            5'000);
    }

    QString text(int row, const char* column) const
    {
        return table().index(row, table().columnCalled(QLatin1String(column))).data(Qt::AccessibleTextRole).toString();
    }

    bool isHidden(const char* column) const
    {
        return page.view()->isColumnHidden(table().columnCalled(QLatin1String(column)));
    }

    QAction* action(const QString& text) const
    {
        for (QAction* action : page.actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }
};

inline BprOptions quick(double rate, int seed = 42)
{
    BprOptions options;
    options.embeddingDim = 8;
    options.epochs = 2;
    options.learningRate = rate;
    options.seed = static_cast<std::uint64_t>(seed);
    return options;
}

} // namespace pagetest

// The views of the Training page, and what it offers before there is anything to show.
#include "ui/pages/training/leaderboard/leaderboard_view.h"
#include "ui/pages/training/training_page.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/tab_stack.h"
#include "ui/session/first_steps.h"
#include "ui/session/guide.h"
#include "ui/session/next_run.h"
#include "ui/session/page_keys.h"
#include "ui/session/train_all.h"
#include "ui/session/workspace.h"

#include <QStackedLayout>

namespace tastescope::ui {

QWidget* TrainingPage::makeViews()
{
    auto* curves = new QWidget;
    m_stack = new QStackedLayout(curves);
    m_empty = makeEmpty();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeCharts());
    m_views = new TabStack(tr("Views of training"));
    m_views->addView(tr("Curves"), curves, tr("How runs learn  Alt+1"));
    m_views->addView(tr("Leaderboard"), new LeaderboardView(m_workspace), tr("Which run is best, and for what  Alt+2"));
    return m_views;
}

EmptyState* TrainingPage::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("train"));
    empty->addButton(tr("Train %1").arg(modelTitle(learningModel)), [this] { runOnce(learningModel); });
    empty->addButton(tr("Run %1").arg(modelTitle(neighbourModel)), [this] { runOnce(neighbourModel); });
    return empty;
}

void TrainingPage::runOnce(std::string_view model)
{
    const ModelOptions kept = m_workspace.nextRun().options();
    m_workspace.nextRun().setModel(model);
    m_workspace.nextRun().train();
    m_workspace.nextRun().setOptions(kept);
}

void TrainingPage::showView(View view)
{
    m_views->setCurrent(static_cast<int>(view));
}

std::vector<Command> TrainingPage::commands()
{
    const auto row = [this](const QString& id, const QString& title, const QString& key, const QString& help,
                            View view) {
        return Command{.id = id,
                       .menu = tr("&View"),
                       .title = title,
                       .key = QKeySequence(key),
                       .help = help,
                       .need = Need::Dataset,
                       .run =
                           [this, view] {
                               m_workspace.guide().showPage(page::training);
                               showView(view);
                           },
                       .parted = view == View::Curves};
    };
    return {row(QStringLiteral("training.curves"), tr("Training: Curves"), QStringLiteral("Alt+1"),
                tr("How runs learn"), View::Curves),
            row(QStringLiteral("training.leaderboard"), tr("Training: Leader&board"), QStringLiteral("Alt+2"),
                tr("Which run is best, and for what"), View::Leaderboard)};
}

} // namespace tastescope::ui

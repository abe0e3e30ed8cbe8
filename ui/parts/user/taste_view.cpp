#include "ui/parts/user/taste_view.h"

#include "core/experiment/run_record.h"
#include "ui/charts/plot/legend_row.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/taste_chart.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/dataset_opening.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/layout.h"

#include <QVBoxLayout>

namespace tastescope::ui {

TastePanel::TastePanel(Workspace& workspace, Breadth breadth, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_breadth(breadth),
      m_chart(new TasteChart),
      m_panel(new ChartPanel(tr("Taste"), m_chart, this)),
      m_legend(new LegendRow(this))
{
    auto* layout = makeColumn(this);
    if (breadth == Breadth::Wide) {
        m_panel->titleRow()->addTool(m_legend);
        layout->addWidget(m_panel);
    } else { // no room beside the title
        auto* row = new QHBoxLayout;
        row->setContentsMargins(12, 0, 12, 4);
        row->addWidget(m_legend);
        row->addStretch();
        layout->addWidget(m_panel);
        layout->addLayout(row);
    }
    tellUnsaved(m_panel, workspace);
    connect(&workspace.users(), &UserSession::answerChanged, this, &TastePanel::showAnswer);
    showAnswer();
}

/// Whose library it is, and who answers beside it.
void TastePanel::tellSource()
{
    const UserSession& users = m_workspace.users();
    const auto& answer = users.answer();
    if (!answer || !users.basis())
        return m_panel->setSource({});
    const Dataset& dataset = *users.basis()->dataset;
    FigureSource source;
    source.measured = tr("user %1").arg(userName(dataset, answer->user));
    const SessionRun* run = m_workspace.runs().find(users.answeredBy().run);
    if (run)
        source.runs << namedBySeed(run->name, run->config.model);
    else
        source.method = tr("answers of %1").arg(users.answeredBy().name);
    source.data = dataWords(factsOf(dataset));
    m_panel->setSource(sourceText(source));
}

void TastePanel::showAnswer()
{
    const UserSession& users = m_workspace.users();
    const auto& answer = users.answer();
    TasteData shown;
    const QString tracks = plural(users.basis() ? users.basis()->dataset->nouns().track : "track");
    if (answer && !answer->tracks.empty()) {
        for (int tenth = 1; tenth <= 10; ++tenth)
            shown.groups << QString::number(tenth);
        shown.user.assign(answer->taste.tracks.begin(), answer->taste.tracks.end());
        shown.all.assign(answer->taste.everyone.begin(), answer->taste.everyone.end());
    }
    shown.countName = tracks;
    shown.userName = tr("this user");
    shown.allName = tr("all users, scaled to %1").arg(count(static_cast<qint64>(answer ? answer->tracks.size() : 0)));
    m_chart->setData(std::move(shown));
    tellSource();
    m_legend->setEntries(m_chart->key());
    m_panel->setCaption(m_breadth == Breadth::Wide ? tr("liked %1 by popularity tenth").arg(tracks)
                                                   : tr("by popularity tenth"));
}

TasteView::TasteView(Workspace& workspace, Breadth breadth, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_breadth(breadth),
      m_view(new TableView(tr("The library of the user, rare first"), this))
{
    auto* panel = new TastePanel(workspace, breadth, this);
    panel->setFixedHeight(breadth == Breadth::Wide ? 240 : 220);
    auto* layout = makeColumn(this);
    layout->addWidget(panel);
    layout->addWidget(m_view, 1);
    connect(&workspace.users(), &UserSession::answerChanged, this, &TasteView::showAnswer);
    showAnswer();
}

void TasteView::showAnswer()
{
    const UserSession& users = m_workspace.users();
    const auto& answer = users.answer();
    m_view->setVisible(answer != nullptr);
    if (!answer)
        return;
    const UserBasis& basis = *users.basis();
    if (m_tableOf != basis.dataset) { // what is told of a track depends on the data
        m_tableOf = basis.dataset;
        auto* table =
            new RowTable<TrackRow>(trackColumns(m_breadth, tr("Liked, rare first"), detailName(*basis.dataset)), this);
        m_view->setTable(table, 24);
        delete std::exchange(m_table, table);
    }
    m_table->setRows(trackRows(*basis.dataset, *basis.facts, answer->tracks));
}

} // namespace tastescope::ui

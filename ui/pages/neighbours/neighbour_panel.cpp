#include "ui/pages/neighbours/neighbour_panel.h"

#include "ui/charts/sheet/panel_title.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace tastescope::ui {

NeighbourPanel::NeighbourPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_title(new PanelTitle(tr("Neighbours"))),
      m_view(new TableView(tr("Neighbours of the selected user"))),
      m_empty(new QLabel)
{
    setGround(this, Token::Base);
    for (QToolButton* tool : {m_title->tableButton(), m_title->moreButton()})
        tool->hide(); // it is a table already
    m_title->exportButton()->setToolTip(tr("Copy the table as CSV"));
    m_title->exportButton()->setAccessibleName(tr("Copy the table as CSV"));
    connect(m_title->exportButton(), &QToolButton::clicked, m_view, &TableView::copyAsCsv);
    setTextStyle(m_empty, TypeRole::Body, Token::Text2);
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(12, 12, 12, 12);
    m_empty->setAlignment(Qt::AlignTop);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    renewTable();

    auto* layout = makeColumn(this);
    layout->addWidget(m_title);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);

    connect(m_view, &TableView::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_workspace.users().setNeighbour(m_table->shown(row).user);
    });
    connect(m_view, &TableView::rowActivated, this,
            [this](int row) { m_workspace.selection().setUser(m_table->shown(row).user); });
    connect(&workspace.users(), &UserSession::answerChanged, this, &NeighbourPanel::show);
    connect(&workspace.data(), &OpenData::changed, this, &NeighbourPanel::show);
    show();
}

/// The columns say whether neighbours own or like what they bring, and what is shared.
void NeighbourPanel::renewTable()
{
    auto* old = m_table;
    m_table = new RowTable<NeighbourRow>(neighbourColumns(Breadth::Wide, m_hasOwners, m_track), this);
    m_view->setTable(m_table, 28);
    delete old;
}

QString NeighbourPanel::caption() const
{
    const auto& answer = m_workspace.users().answer();
    const auto dataset = m_workspace.data().dataset();
    if (!answer || answer->neighbours.empty())
        return {};
    return tr("%1 kept, down to %2. cosine = shared / √(%3 × their %4s)")
        .arg(count(static_cast<std::int64_t>(answer->neighbours.size())),
             ui::metric(answer->neighbours.back().similarity), count(static_cast<std::int64_t>(answer->tracks.size())),
             QString::fromStdString(dataset->nouns().track));
}

void NeighbourPanel::show()
{
    const auto dataset = m_workspace.data().dataset();
    const auto& answer = m_workspace.users().answer();
    const bool known = dataset && answer && index(answer->user) < dataset->userCount();
    const bool any = known && !answer->neighbours.empty();
    m_view->setVisible(any);
    m_empty->setVisible(!any);
    m_title->setTitle(known ? tr("Neighbours of %1").arg(userName(*dataset, answer->user)) : tr("Neighbours"));
    m_title->setCaption(known ? caption() : QString());
    if (!known) {
        m_empty->setText(tr("Choose a user: click a bar, or press R for a random one."));
        return;
    }
    m_empty->setText(tr("Nobody who shares a %1 with this user is kept. They are served the mainstream list, marked as "
                        "a fallback.")
                         .arg(QString::fromStdString(dataset->nouns().track)));
    const QString track = QString::fromStdString(dataset->nouns().track);
    if (m_hasOwners != dataset->hasOwners() || m_track != track) {
        m_hasOwners = dataset->hasOwners();
        m_track = track;
        renewTable();
    }
    const QSignalBlocker quiet(m_view);
    m_table->setFull(similarityColumn, fullSimilarity(*answer));
    m_table->setRows(neighbourRows(*dataset, *answer));
    if (any)
        m_view->selectRow(0);
}

} // namespace tastescope::ui

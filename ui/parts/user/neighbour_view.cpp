#include "ui/parts/user/neighbour_view.h"

#include "ui/parts/user/neighbour_detail.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace tastescope::ui {

NeighbourView::NeighbourView(Workspace& workspace, Breadth breadth, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_breadth(breadth),
      m_empty(new QLabel(this))
{
    setTextStyle(m_empty, TypeRole::Table, Token::Text2);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(new NeighbourDetail(workspace, breadth, scroll));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setGround(scroll->viewport(), Token::Base);

    auto* layout = makeColumn(this);
    auto* empty = new QHBoxLayout; // the sheet takes a label's own margins away
    empty->setContentsMargins(12, 0, 12, 0);
    empty->addWidget(m_empty);
    layout->addLayout(empty);
    if (breadth == Breadth::Wide) {
        m_view = new TableView(tr("Neighbours of the user"), this);
        m_view->setSelectionMode(QAbstractItemView::SingleSelection);
        auto* splitter = new QSplitter(Qt::Vertical, this);
        splitter->setHandleWidth(1);
        splitter->addWidget(m_view);
        splitter->addWidget(scroll);
        splitter->setSizes({300, 320});
        splitter->setChildrenCollapsible(false);
        layout->addWidget(splitter, 1);
        connect(m_view, &TableView::currentRowChanged, this, [this](int row) {
            if (row >= 0)
                m_workspace.users().setNeighbour(m_table->shown(row).user);
        });
        connect(m_view, &TableView::rowActivated, this,
                [this](int row) { m_workspace.selection().setUser(m_table->shown(row).user); });
    } else {
        layout->addWidget(scroll, 1);
    }
    connect(&workspace.users(), &UserSession::answerChanged, this, &NeighbourView::showAnswer);
    connect(&workspace.users(), &UserSession::neighbourChanged, this, &NeighbourView::showNeighbour);
    showAnswer();
}

QString NeighbourView::emptyText() const
{
    const UserSession& users = m_workspace.users();
    if (!users.answer() || !users.answer()->neighbours.empty())
        return {};
    const auto selection = m_workspace.neighbours().selection();
    if (users.answer()->tracks.empty())
        return tr("This user likes nothing in training, so nobody can be like them. Recommendations are the mainstream "
                  "list, a fallback.");
    if (selection && selection->options.minimumSimilarity > 0)
        return tr("No user shares a liked %1 above %2. Lower the threshold on the Neighbours page. Until then "
                  "recommendations are the mainstream list, a fallback.")
            .arg(QString::fromStdString(users.basis()->dataset->nouns().track),
                 fixed(static_cast<double>(selection->options.minimumSimilarity), 2));
    return tr("No user who shares a liked %1 brings anything. Recommendations are the mainstream list, a fallback.")
        .arg(QString::fromStdString(users.basis()->dataset->nouns().track));
}

void NeighbourView::showAnswer()
{
    const UserSession& users = m_workspace.users();
    const auto& answer = users.answer();
    m_empty->setText(emptyText());
    m_empty->setVisible(!m_empty->text().isEmpty());
    if (!m_view)
        return;
    m_view->setVisible(answer && !answer->neighbours.empty());
    if (!answer)
        return;
    const QSignalBlocker quiet(m_view);
    const auto& dataset = users.basis()->dataset;
    if (m_tableOf != dataset) { // the columns depend on the data
        m_tableOf = dataset;
        auto* table = new RowTable<NeighbourRow>(
            neighbourColumns(m_breadth, dataset->hasOwners(), QString::fromStdString(dataset->nouns().track)), this);
        m_view->setTable(table, 24);
        delete std::exchange(m_table, table);
    }
    m_table->setFull(similarityColumn, fullSimilarity(*answer));
    m_table->setRows(neighbourRows(*dataset, *answer));
    showNeighbour();
}

void NeighbourView::showNeighbour()
{
    if (!m_view || !m_table || !m_workspace.users().neighbour())
        return;
    const int row = m_table->shownRow(m_workspace.users().neighbourRank());
    const QSignalBlocker quiet(m_view);
    if (row >= 0 && m_view->currentIndex().row() != row)
        m_view->setCurrentIndex(m_table->index(row, 0));
}

} // namespace tastescope::ui

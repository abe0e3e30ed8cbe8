#include "ui/parts/user/neighbour_detail.h"

#include "ui/charts/spread/overlap_bar.h"
#include "ui/parts/user/fitted_table.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr std::size_t fewRows = 8;
constexpr std::size_t mostBrought = 10;

QToolButton* makeTool(const QString& iconName, const QString& what, QWidget* parent)
{
    auto* tool = new QToolButton(parent);
    tool->setProperty(property::panelTool, true);
    tool->setIcon(icon(iconName));
    tool->setIconSize({16, 16});
    tool->setToolTip(what);
    tool->setAccessibleName(what);
    return tool;
}

} // namespace

NeighbourDetail::NeighbourDetail(Workspace& workspace, Breadth breadth, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_breadth(breadth),
      m_overlap(new OverlapBar(this)),
      m_sharedView(new FittedTable(tr("Shared tracks, rare first"), this)),
      m_more(new QPushButton(this)),
      m_brought(new RowTable<BroughtRow>(broughtColumns(), this)),
      m_broughtView(new FittedTable(tr("What the neighbour brings"), this))
{
    m_broughtView->setTable(m_brought, 20);
    m_broughtView->horizontalHeader()->hide();
    m_more->setProperty(property::link, true);
    m_more->setFont(ui::font(TypeRole::Table));
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_all = true;
        showNeighbour();
    });

    auto* overlap = new QHBoxLayout;
    overlap->setContentsMargins(12, 4, 12, 4);
    overlap->addWidget(m_overlap);
    auto* more = new QHBoxLayout;
    more->setContentsMargins(12, 6, 12, 6);
    more->addWidget(m_more);
    more->addStretch();

    auto* layout = makeColumn(this);
    layout->addWidget(makeHead());
    layout->addLayout(overlap);
    layout->addWidget(m_sharedView);
    layout->addLayout(more);
    layout->addWidget(makeBroughtHead());
    layout->addWidget(m_broughtView);
    layout->addStretch();

    connect(&workspace.users(), &UserSession::neighbourChanged, this, [this] {
        m_all = false;
        showNeighbour();
    });
    connect(m_broughtView, &TableView::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_workspace.selection().setItem(m_brought->shown(row).item);
    });
    showNeighbour();
}

QWidget* NeighbourDetail::makeHead()
{
    auto* head = new QWidget(this);
    m_name = textLabel(TypeRole::TableStrong, Token::Text, head);
    m_place = textLabel(TypeRole::Table, Token::Text2, head);
    m_similarity = textLabel(TypeRole::TableStrong, Token::Text, head);
    m_nearer = makeTool(QStringLiteral("up"), tr("The nearer neighbour"), head);
    m_farther = makeTool(QStringLiteral("down"), tr("The farther neighbour"), head);
    connect(m_nearer, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_farther, &QToolButton::clicked, this, [this] { step(1); });

    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 6, 12, 4);
    layout->setSpacing(8);
    layout->addWidget(m_name);
    layout->addWidget(m_place);
    layout->addWidget(m_nearer);
    layout->addWidget(m_farther);
    layout->addStretch();
    layout->addWidget(m_similarity);
    return head;
}

QWidget* NeighbourDetail::makeBroughtHead()
{
    auto* head = new QWidget(this);
    m_brings = textLabel(TypeRole::TableStrong, Token::Text, head);
    m_inTop = textLabel(TypeRole::Table, Token::Text2, head);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 10, 12, 4);
    layout->addWidget(m_brings);
    layout->addStretch();
    layout->addWidget(m_inTop);
    return head;
}

void NeighbourDetail::step(int by)
{
    UserSession& users = m_workspace.users();
    const auto& answer = users.answer();
    const int wanted = users.neighbourRank() + by;
    if (answer && wanted >= 0 && wanted < static_cast<int>(answer->neighbours.size()))
        users.setNeighbour(answer->neighbours[static_cast<std::size_t>(wanted)].user);
}

void NeighbourDetail::showNeighbour()
{
    const UserSession& users = m_workspace.users();
    const NeighbourFacts* neighbour = users.neighbour();
    setVisible(neighbour != nullptr);
    if (!neighbour)
        return;
    const Dataset& dataset = *users.basis()->dataset;
    const auto all = static_cast<int>(users.answer()->neighbours.size());
    const int rank = users.neighbourRank();
    m_name->setText(userName(dataset, neighbour->user));
    m_place->setText(rank == 0 ? tr("nearest of %1").arg(count(all)) : tr("%1 of %2").arg(count(rank + 1), count(all)));
    m_similarity->setText(ui::metric(neighbour->similarity));
    m_nearer->setEnabled(rank > 0);
    m_farther->setEnabled(rank + 1 < all);
    m_overlap->setCounts(static_cast<int>(users.answer()->tracks.size()), static_cast<int>(neighbour->shared.size()),
                         neighbour->tracks);
    showShared(*neighbour);
    showBrought(*neighbour);
}

void NeighbourDetail::showShared(const NeighbourFacts& neighbour)
{
    const UserBasis& basis = *m_workspace.users().basis();
    std::vector<Track> tracks = neighbour.shared;
    const std::size_t shown = m_all ? tracks.size() : std::min(tracks.size(), fewRows);
    m_more->setVisible(shown < tracks.size());
    m_more->setText(tr("%1 more").arg(count(static_cast<std::int64_t>(tracks.size() - shown))));
    tracks.resize(shown);
    if (m_sharedOf != basis.dataset) { // what is told of a track depends on the data
        m_sharedOf = basis.dataset;
        auto* table =
            new RowTable<TrackRow>(trackColumns(m_breadth, tr("Shared, rare first"), detailName(*basis.dataset)), this);
        m_sharedView->setTable(table, 24);
        delete std::exchange(m_shared, table);
    }
    m_shared->setRows(trackRows(*basis.dataset, *basis.facts, tracks));
    m_sharedView->fit();
}

void NeighbourDetail::showBrought(const NeighbourFacts& neighbour)
{
    const Dataset& dataset = *m_workspace.users().basis()->dataset;
    const int k = m_workspace.selection().k();
    const auto inTop = std::ranges::count_if(neighbour.inList, [k](const Brought& line) { return line.rank <= k; });
    m_brings->setText(tr("Brings %1").arg(counted(neighbour.brings, dataset.nouns().item)));
    m_inTop->setText(tr("%1 of them in the top %2").arg(count(inTop)).arg(k));
    std::vector<BroughtRow> rows = broughtRows(dataset, neighbour);
    rows.resize(std::min(rows.size(), mostBrought));
    m_brought->setRows(std::move(rows));
    m_broughtView->fit();
}

} // namespace tastescope::ui

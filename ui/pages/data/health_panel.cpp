#include "ui/pages/data/health_panel.h"

#include "ui/pages/data/health_line.h"
#include "ui/session/leave_out.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/slicing.h"
#include "ui/session/workspace.h"
#include "ui/tables/row_table.h"
#include "ui/tables/table_view.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>

#include <algorithm>

namespace tastescope::ui {

namespace {

/// A user or an item that a finding is about.
struct Concerned
{
    QString id;
    QString title;
    std::int64_t pairs = 0; ///< in the library of a user, or of an item and those who like it in training
    std::optional<User> user;
};

std::vector<Concerned> concernedBy(const HealthRow& row, const Dataset& dataset)
{
    std::vector<Concerned> concerned;
    for (const User user : row.users)
        concerned.push_back(
            {userName(dataset, user), {}, static_cast<std::int64_t>(dataset.library().row(user).size()), user});
    const std::vector<std::int32_t> likers =
        row.items.empty() ? std::vector<std::int32_t>() : dataset.train().columnCounts();
    for (const Item item : row.items)
        concerned.push_back({shownName(dataset.items().ids.name(index(item))), itemTitle(dataset, item),
                             likers[index(item)], std::nullopt});
    return concerned;
}

} // namespace

HealthPanel::HealthPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_stack(new QStackedLayout(this))
{
    setAccessibleName(tr("Health of the dataset"));
    setGround(this, Token::Base);
    m_stack->addWidget(makeList());
    m_stack->addWidget(makeDetail());
}

QWidget* HealthPanel::makeList()
{
    auto* page = new QWidget;
    auto* layout = makeColumn(page);
    auto* title = new QHBoxLayout;
    title->setContentsMargins(12, 0, 12, 0);
    title->setSpacing(8);
    auto* name = new QLabel(tr("Health"));
    setTextStyle(name, TypeRole::Title);
    name->setFixedHeight(34);
    m_caption = new QLabel;
    setTextStyle(m_caption, TypeRole::Table, Token::Text2);
    title->addWidget(name);
    title->addWidget(m_caption, 1);
    layout->addLayout(title);

    auto* rows = new QWidget;
    setGround(rows, Token::Base);
    m_list = makeColumn(rows);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(rows);
    scroll->setAccessibleName(tr("Health checks"));
    layout->addWidget(scroll, 1);
    return page;
}

QWidget* HealthPanel::makeDetail()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    auto* back = new QPushButton(icon(QStringLiteral("undo")), tr("All checks"));
    back->setProperty(property::small, true);
    back->setToolTip(tr("Back to the list of checks"));
    connect(back, &QPushButton::clicked, this, [this] { m_stack->setCurrentIndex(0); });
    auto* slice = new QPushButton(tr("Use as slice"));
    slice->setProperty(property::small, true);
    slice->setToolTip(tr("Narrow every page to these users"));
    connect(slice, &QPushButton::clicked, this, [this] {
        m_workspace.slicing().choose(Slice{QString::fromStdString(m_shown.title), m_shown.users});
    });
    m_sliceButton = slice;
    head->addWidget(back);
    head->addStretch();
    head->addWidget(slice);
    layout->addLayout(head);
    m_detailTitle = new QLabel;
    m_detailTitle->setTextFormat(Qt::PlainText);
    m_detailTitle->setWordWrap(true);
    setTextStyle(m_detailTitle, TypeRole::Title);
    m_detailTitle->setContentsMargins(12, 4, 12, 4);
    layout->addWidget(m_detailTitle);

    auto* table = new RowTable<Concerned>(
        {
            {tr("Id"), [](const Concerned& row) { return QVariant(row.id); }, {}, {.strong = true}},
            {tr("Title"),
             [](const Concerned& row) { return row.title.isEmpty() ? QVariant() : QVariant(row.title); },
             {},
             {.stretch = true}},
            {tr("Pairs"),
             [](const Concerned& row) { return QVariant::fromValue(row.pairs); },
             whole(count),
             {.kind = CellKind::Number,
              .help = tr("In the user's library; of an item, users who like it in the training part")}},
        },
        this);
    m_detail = new TableView(tr("What the check is about"));
    m_detail->setTable(table);
    connect(m_detail, &TableView::currentRowChanged, this, [this, table](int row) {
        if (row >= 0 && table->shown(row).user)
            m_workspace.selection().setUser(table->shown(row).user);
    });
    layout->addWidget(m_detail, 1);
    return page;
}

void HealthPanel::setRows(std::vector<HealthRow> rows)
{
    const auto isSame = [](const HealthRow& a, const HealthRow& b) { return a.id == b.id && a.users == b.users; };
    const bool isOther = !std::ranges::equal(rows, m_rows, isSame);
    m_rows = std::move(rows);
    renew();
    if (isOther)
        m_stack->setCurrentIndex(0); // a slice that was cut in the detail leaves one there
}

void HealthPanel::setNeighbours(std::optional<HealthRow> row)
{
    const bool same = row.has_value() == m_neighbours.has_value() && (!row || row->users == m_neighbours->users);
    m_neighbours = std::move(row);
    if (!same)
        renew();
}

void HealthPanel::renew()
{
    while (QLayoutItem* old = m_list->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    std::vector<HealthRow> rows = m_rows;
    if (m_neighbours && !rows.empty())
        rows.insert(std::ranges::find(rows, "cold-users", &HealthRow::id), *m_neighbours);
    const auto toLookAt = std::ranges::count(rows, Severity::Warning, &HealthRow::severity);
    const QString text = toLookAt > 0 ? tr("%1 checks, %2 to look at").arg(rows.size()).arg(toLookAt)
                                      : tr("%1 checks, nothing to look at").arg(rows.size());
    const bool isOfAll = m_workspace.selection().users().isAll();
    m_caption->setText(isOfAll ? text : text + tr("; of all users"));
    for (const HealthRow& row : rows)
        addLine(row);
    m_list->addStretch();
}

void HealthPanel::addLine(const HealthRow& row)
{
    auto* line = new HealthLine(row, m_workspace.selection().users().isAll());
    connect(line, &HealthLine::showChosen, this, [this, row] { show(row); });
    connect(line, &HealthLine::excludeChosen, this, [this, row] { leaveOut(m_workspace, row); });
    m_list->addWidget(line);
}

void HealthPanel::show(const HealthRow& row)
{
    if (!m_workspace.data().dataset())
        return;
    m_shown = row;
    m_detailTitle->setText(QStringLiteral("%1, %2").arg(QString::fromStdString(row.title), count(row.count)));
    m_sliceButton->setVisible(!row.users.empty());
    static_cast<RowTable<Concerned>*>(m_detail->model())->setRows(concernedBy(row, *m_workspace.data().dataset()));
    m_stack->setCurrentIndex(1);
    m_detail->setFocus();
}

} // namespace tastescope::ui

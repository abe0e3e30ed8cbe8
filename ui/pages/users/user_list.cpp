#include "ui/pages/users/user_list.h"

#include "ui/pages/users/choice_row.h"
#include "ui/pages/users/user_choices.h"
#include "ui/session/answer_runner.h"
#include "ui/session/metric_words.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/shown_figures.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/hairline.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QAction>
#include <QButtonGroup>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace tastescope::ui {

UserList::UserList(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_search(new QLineEdit(this)),
      m_found(textLabel(TypeRole::Table, Token::Text2, this)),
      m_choices(new QButtonGroup(this)),
      m_table(new RowTable<UserRow>(userColumns(), this)),
      m_view(new TableView(tr("Users"), this))
{
    m_table->setExplainer([this](const QString& name) { return metricHelp(m_workspace, name.toStdString()); });
    m_view->setTable(m_table, 24);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    makeSearch();
    auto* layout = makeColumn(this);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(12, 10, 12, 6);
    top->addWidget(m_search);
    top->addWidget(m_found);
    layout->addLayout(top);
    layout->addWidget(makeList());
    layout->addWidget(m_view, 1);

    UserSession& users = workspace.users();
    connect(&users, &UserSession::basisChanged, this, &UserList::showBasis);
    connect(&workspace.selection(), &Selection::sliceChanged, this, &UserList::showBasis);
    connect(&workspace.selection(), &Selection::userChanged, this, &UserList::showSelected);
    connect(m_table, &QAbstractItemModel::layoutChanged, this, &UserList::tellOrder);
    connect(m_view, &TableView::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_workspace.selection().setUser(m_table->shown(row).user);
    });
    showBasis();
}

void UserList::makeSearch()
{
    nameSearch();
    addSearchIcon(m_search);
    m_search->setClearButtonEnabled(true);
    auto* key = textLabel(TypeRole::Table, Token::Text3, m_search, QStringLiteral("/"));
    key->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* inside = new QHBoxLayout(m_search);
    inside->setContentsMargins(0, 0, 10, 0);
    inside->addStretch();
    inside->addWidget(key);
    connect(m_search, &QLineEdit::textChanged, key, [key](const QString& text) { key->setVisible(text.isEmpty()); });
    m_found->setWordWrap(true);
    m_found->hide();
    connect(m_search, &QLineEdit::textChanged, this, &UserList::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_table->rowCount() > 0)
            m_view->setCurrentIndex(m_table->index(0, 0));
    });
}

// In the words of the data: "User number, or a liked film".
void UserList::nameSearch()
{
    const auto& dataset = m_workspace.data().dataset();
    const QString noun = QString::fromStdString(dataset ? dataset->nouns().track : "track");
    m_search->setPlaceholderText(tr("User number, or a liked %1").arg(noun));
    m_search->setAccessibleName(tr("Find users by number or by a liked %1").arg(noun));
    m_search->setToolTip(tr("%1 (/)").arg(m_search->accessibleName()));
}

QWidget* UserList::makeList()
{
    auto* panel = new QWidget(this);
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(0);
    auto* title = textLabel(TypeRole::Header, Token::Text2, panel, tr("Worth looking at"));
    auto* heading = new QHBoxLayout; // the sheet takes a label's own margins away
    heading->setContentsMargins(12, 4, 12, 4);
    heading->addWidget(title);
    layout->addLayout(heading);
    for (int i = 0; i < userChoiceCount; ++i) {
        const UserChoice made = userChoice(i);
        auto* row = new ChoiceRow(made.name, panel);
        row->setToolTip(made.help);
        row->setAccessibleDescription(made.help);
        m_choices->addButton(row, i);
        layout->addWidget(row);
    }
    m_choices->button(0)->setChecked(true);
    connect(m_choices, &QButtonGroup::idClicked, this, [this] {
        const QSignalBlocker quiet(m_search);
        m_search->clear();
        m_found->hide();
        showChosen();
    });
    auto* line = new Hairline(Qt::Horizontal, panel);
    layout->addSpacing(7);
    layout->addWidget(line);
    layout->setContentsMargins(0, 0, 0, 0);
    return panel;
}

ChoiceRow* UserList::choice(int number) const
{
    return static_cast<ChoiceRow*>(m_choices->button(number));
}

std::vector<User> UserList::allUsers() const
{
    if (m_workspace.selection().slice())
        return m_workspace.selection().slice()->users;
    const auto users = idsUpTo<User>(m_basis->overview.users.size());
    return {users.begin(), users.end()};
}

std::vector<User> UserList::usersOf(int choice) const
{
    if (choice == 0)
        return allUsers();
    std::vector<User> users = m_basis->worthLookingAt.at(*userChoice(choice).attention);
    if (const auto& slice = m_workspace.selection().slice())
        std::erase_if(users, [&](User user) { return !std::ranges::binary_search(slice->users, user); });
    return users;
}

void UserList::showBasis()
{
    const auto& basis = m_workspace.users().basis();
    if (!basis || !m_basis || basis->dataset != m_basis->dataset)
        m_table->setRows({}); // no row of one dataset under a name of another
    m_basis = basis;
    setEnabled(m_basis != nullptr);
    nameSearch();
    countChoices();
    if (!m_basis)
        return;
    if (m_search->text().trimmed().isEmpty())
        showChosen();
    else
        search(m_search->text());
}

void UserList::countChoices()
{
    const auto& slice = m_workspace.selection().slice();
    choice(0)->setText(slice ? tr("Slice: %1").arg(slice->name) : tr("All users"));
    for (int i = 0; i < userChoiceCount; ++i) {
        const UserChoice counted = userChoice(i);
        const bool known =
            m_basis && (counted.attention != Attention::LargestError || m_basis->overview.hasReciprocalRanks);
        const qint64 users = known ? static_cast<qint64>(usersOf(i).size()) : -1;
        choice(i)->setCount(users);
        std::vector<ShownFigure> figures;
        if (known && !counted.figure.isEmpty())
            figures.push_back({counted.figure, static_cast<double>(users)});
        showFigures(choice(i), figures);
    }
    if (m_choices->checkedButton() && !m_choices->checkedButton()->isEnabled())
        choice(0)->setChecked(true);
}

void UserList::showChosen()
{
    if (m_basis)
        showUsers(usersOf(m_choices->checkedId()));
}

void UserList::search(const QString& text)
{
    if (!m_basis)
        return;
    if (text.trimmed().isEmpty()) {
        m_workspace.answers().forget(this);
        m_found->hide();
        showChosen();
        return;
    }
    m_workspace.answers().ask(
        this,
        [dataset = m_basis->dataset, words = text.toStdString()](const JobContext& job) {
            return findUsers(words, *dataset, job);
        },
        [this](const Outcome<FoundUsers>& outcome) {
            if (const auto* found = std::get_if<FoundUsers>(&outcome))
                showFound(*found);
        });
}

void UserList::showFound(const FoundUsers& found)
{
    if (!m_basis)
        return;
    const Dataset& dataset = *m_basis->dataset;
    QStringList parts;
    if (!found.byId.empty())
        parts << tr("%1 by number").arg(count(static_cast<qint64>(found.byId.size())));
    if (found.tracks.size() == 1)
        parts << tr("%1 like %2")
                     .arg(count(static_cast<qint64>(found.byTrack.size())), trackTitle(dataset, found.tracks.front()));
    else if (!found.tracks.empty())
        parts << tr("%1 like one of %2 titles")
                     .arg(count(static_cast<qint64>(found.byTrack.size())),
                          count(static_cast<qint64>(found.tracks.size())));
    m_found->setText(parts.isEmpty() ? tr("Nobody has this number or likes such a title.")
                                     : parts.join(QStringLiteral(", ")));
    m_found->show();
    std::vector<User> users = found.byId;
    std::vector<User> listed = found.byId;
    std::ranges::sort(listed);
    std::ranges::set_difference(found.byTrack, listed, std::back_inserter(users));
    showUsers(users);
}

void UserList::showUsers(const std::vector<User>& users)
{
    const auto& facts = m_basis->overview.users;
    std::vector<UserRow> rows;
    rows.reserve(users.size());
    for (const User user : users)
        rows.push_back({m_basis->dataset, user, facts[index(user)]});
    {
        const QSignalBlocker quiet(m_view);
        m_table->setRows(std::move(rows));
    }
    tellOrder();
    showSelected();
}

// Another page may have offered an order of its own meanwhile.
void UserList::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    tellOrder();
}

void UserList::tellOrder()
{
    std::vector<User> users;
    for (int row = 0; row < m_table->rowCount(); ++row)
        users.push_back(m_table->shown(row).user);
    m_workspace.users().setList(std::move(users));
}

void UserList::showSelected()
{
    const auto user = m_workspace.selection().user();
    const auto found = std::ranges::find(m_table->rows(), user.value_or(User{-1}), &UserRow::user);
    const QSignalBlocker quiet(m_view);
    if (found == m_table->rows().end()) {
        m_view->clearSelection();
        return;
    }
    const int row = m_table->shownRow(static_cast<int>(found - m_table->rows().begin()));
    if (m_view->currentIndex().row() != row)
        m_view->setCurrentIndex(m_table->index(row, 0));
}

} // namespace tastescope::ui

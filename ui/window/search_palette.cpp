#include "ui/window/search_palette.h"

#include "core/serving/find_by_text.h"
#include "core/serving/fuzzy_match.h"
#include "ui/session/answer_runner.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/workspace.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/window/commands.h"
#include "ui/window/search_list.h"
#include "ui/window/search_things.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr QSize paletteSize(480, 400); // at most
constexpr int searchPalettePadding = 8;
constexpr std::size_t mostCommands = 8; // of each kind, while one searches
constexpr std::size_t mostThings = 5;
constexpr std::size_t mostUsers = 5;
constexpr std::size_t mostItems = 20;
constexpr int pageOfHits = 8;

} // namespace

struct SearchPalette::Found
{
    std::shared_ptr<const Dataset> dataset;
    std::vector<std::pair<User, int>> users; ///< with their scores
    std::vector<FoundItem> items;
};

SearchPalette::SearchPalette(Workspace& workspace, Commands& commands, QWidget* window)
    : PopupPanel(window),
      m_workspace(workspace),
      m_commands(commands),
      m_input(new QLineEdit(this)),
      m_list(new SearchList(this)),
      m_nothing(new QLabel(this))
{
    setAccessibleName(tr("Search"));
    setFocusProxy(m_input);
    m_input->setPlaceholderText(tr("Command, run, setting, user, or title"));
    m_input->setAccessibleName(tr("Search commands, runs, sweeps, settings, users and items"));
    m_input->setAccessibleDescription(tr("Up and down choose, Enter runs or opens, Esc closes"));
    setTextStyle(m_nothing, TypeRole::Table, Token::Text2);
    m_nothing->setContentsMargins(12, 4, 12, 4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, searchPalettePadding, 1, searchPalettePadding);
    layout->setSpacing(searchPalettePadding);
    auto* field = new QHBoxLayout;
    field->setContentsMargins(searchPalettePadding - 1, 0, searchPalettePadding - 1, 0);
    field->addWidget(m_input);
    layout->addLayout(field);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    connect(m_input, &QLineEdit::textChanged, this, &SearchPalette::search);
    connect(m_input, &QLineEdit::returnPressed, this, &SearchPalette::run);
    connect(m_list, &QListView::clicked, this, &SearchPalette::run);
    connect(&workspace.data(), &OpenData::changed, this, &QWidget::hide);
}

/// No higher than what was found, so that little of the page is hidden.
QSize SearchPalette::sizeHint() const
{
    const int rows = m_list->model()->rowCount();
    const int found = rows > 0 ? rows * m_list->sizeHintForRow(0) : m_nothing->sizeHint().height();
    const int around = m_input->sizeHint().height() + 3 * searchPalettePadding;
    return {paletteSize.width(), std::min(paletteSize.height(), around + found)};
}

void SearchPalette::toggleBelow(const QPoint& corner)
{
    if (!isVisible()) {
        m_before = QApplication::focusWidget();
        m_input->clear();
        m_commands.renew();
        search();
    }
    toggleAt(QPoint(corner.x() - paletteSize.width(), corner.y() + sizeHint().height()));
}

void SearchPalette::hideEvent(QHideEvent* event)
{
    const bool hadFocus = m_input->hasFocus();
    PopupPanel::hideEvent(event);
    m_workspace.answers().forget(this);
    m_isAsking = m_runsWhenAnswered = false;
    if (hadFocus && m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

bool SearchPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Up:
            m_list->move(-1);
            return true;
        case Qt::Key_Down:
            m_list->move(1);
            return true;
        case Qt::Key_PageUp:
            m_list->move(-pageOfHits);
            return true;
        case Qt::Key_PageDown:
            m_list->move(pageOfHits);
            return true;
        default:
            break;
        }
    }
    return PopupPanel::eventFilter(watched, event);
}

void SearchPalette::search()
{
    const QString text = m_input->text().trimmed();
    std::vector<SearchHit> commands = findCommands(m_commands, text);
    m_runsWhenAnswered = false;
    m_isAsking = !text.isEmpty() && m_workspace.data().dataset();
    if (!text.isEmpty())
        commands.resize(std::min(commands.size(), mostCommands));
    std::vector<std::vector<SearchHit>> groups{commands, findRuns(m_workspace, text, mostThings),
                                               findSweeps(m_workspace, text, mostThings),
                                               findSettings(m_workspace, text, mostThings)};
    show(groups);
    if (!m_isAsking) {
        m_workspace.answers().forget(this);
        return;
    }
    m_workspace.answers().ask(
        this,
        [dataset = m_workspace.data().dataset(), text = text.toStdString()](const JobContext& job) {
            Found found{dataset, {}, findItemsLike(text, *dataset, mostItems, job)};
            const FuzzyPattern pattern(text);
            for (const User user : findUsersById(text, *dataset)) {
                if (found.users.size() == mostUsers)
                    break;
                const std::optional<int> score = pattern.score(dataset->users().name(index(user)));
                found.users.emplace_back(user, score.value_or(0));
            }
            return found;
        },
        [this, groups, first = m_list->currentHit() ? m_list->currentHit()->title : QString()](
            const Outcome<Found>& outcome) mutable {
            m_isAsking = false;
            const auto* found = std::get_if<Found>(&outcome);
            if (!found)
                return;
            const SearchHit* chosen = m_list->currentHit();
            if (!chosen || chosen->title == first) { // who already went down the list keeps the place
                groups.push_back(userHits(*found));
                groups.push_back(itemHits(*found));
                show(groups);
            }
            if (m_runsWhenAnswered)
                run();
        });
}

/// The group whose first hit fits best stands first.
void SearchPalette::show(const std::vector<std::vector<SearchHit>>& groups)
{
    std::vector<const std::vector<SearchHit>*> order;
    for (const auto& group : groups)
        if (!group.empty())
            order.push_back(&group);
    std::ranges::stable_sort(order, [](const auto* a, const auto* b) {
        return std::pair(!a->front().isEnabled, -a->front().score)
               < std::pair(!b->front().isEnabled, -b->front().score);
    });
    std::vector<SearchHit> hits;
    for (const auto* group : order)
        hits.insert(hits.end(), group->begin(), group->end());
    m_nothing->setText(m_isAsking ? tr("Searching users and titles") : tr("Nothing is called so"));
    m_nothing->setVisible(hits.empty());
    m_list->setVisible(!hits.empty());
    m_list->setHits(std::move(hits));
    resize(sizeHint());
}

std::vector<SearchHit> SearchPalette::userHits(const Found& found)
{
    std::vector<SearchHit> hits;
    const QString tracks = plural(found.dataset->nouns().track);
    for (const auto& [user, score] : found.users) {
        const auto size = static_cast<std::int64_t>(found.dataset->library().row(user).size());
        hits.push_back({userName(*found.dataset, user), QStringLiteral("%1 %2").arg(count(size), tracks), tr("user"),
                        score, true, [this, user = user] { emit userChosen(user); }});
    }
    return hits;
}

std::vector<SearchHit> SearchPalette::itemHits(const Found& found)
{
    std::vector<SearchHit> hits;
    for (const FoundItem& fit : found.items) {
        hits.push_back({itemTitle(*found.dataset, fit.item), shownName(found.dataset->items().detail(index(fit.item))),
                        QString::fromStdString(found.dataset->nouns().item), fit.score, true,
                        [this, item = fit.item] { emit itemChosen(item); }});
    }
    return hits;
}

void SearchPalette::run()
{
    if (m_isAsking) {
        m_runsWhenAnswered = true;
        return;
    }
    const SearchHit* hit = m_list->currentHit();
    if (!hit || !hit->isEnabled)
        return;
    const std::function<void()> chosen = hit->run;
    hide(); // first: a command acts where the focus was
    chosen();
}

} // namespace tastescope::ui

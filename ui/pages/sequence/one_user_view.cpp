#include "ui/pages/sequence/one_user_view.h"

#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sequence/attention_chart.h"
#include "ui/session/answer_runner.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/selection.h"
#include "ui/session/sequence_session.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QSlider>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr std::size_t mostStandings = 5;
constexpr int shortHistory = 20; // events
enum Preset { MostRepeats, Missed, Found, Short, All };

std::optional<AskedModel> transformerOf(SequenceSession& session, const SessionRun* run)
{
    const auto model = run ? session.transformer(run->id) : nullptr;
    return model ? std::optional(AskedModel{run->id, model}) : std::nullopt;
}

AttentionData::Column columnOf(const Dataset& dataset, const std::optional<Item>& item)
{
    if (!item)
        return {};
    return {itemTitle(dataset, *item), shownName(dataset.items().detail(index(*item)))};
}

} // namespace

void OneUserView::tell(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_parts->setVisible(problem.isEmpty());
}

void OneUserView::refresh()
{
    showUsers();
    ask();
}

void OneUserView::showUsers()
{
    const auto& dataset = m_workspace.data().dataset();
    const SessionRun* focus = m_workspace.sequence().focus();
    if (!dataset || !dataset->hasTimes() || m_usersView->isHeld())
        return;
    const NextItemRanks* ranks = focus ? m_workspace.sequence().ranks(focus->id) : nullptr;
    const std::vector<User> users = usersWithNext(*dataset);
    std::vector<SequenceUserRow> rows;
    for (std::size_t q = 0; q < users.size(); ++q) {
        SequenceUserRow row{users[q], userName(*dataset, users[q]), windowsOf(*dataset, users[q])};
        if (ranks && ranks->size() == users.size()) { // the right question has one a user
            row.reciprocal = nextItemValue(*ranks, q, NextItemFigure::Mrr, 10);
            row.repeats = nextItemValue(*ranks, q, NextItemFigure::Repeats, 10) * 10;
        }
        const int preset = m_preset->currentIndex();
        if ((preset == Missed && row.reciprocal > 0) || (preset == Found && row.reciprocal == 0)
            || (preset == Short && row.events > shortHistory))
            continue;
        rows.push_back(std::move(row));
    }
    if (m_preset->currentIndex() == MostRepeats)
        std::ranges::stable_sort(rows, std::greater(), &SequenceUserRow::repeats);
    m_isShowing = true;
    m_users->setRows(std::move(rows));
    const auto chosen = m_workspace.selection().user();
    for (int row = 0; chosen && row < m_users->rowCount(); ++row)
        if (m_users->shown(row).user == *chosen)
            m_usersView->selectRow(row);
    m_isShowing = false;
}

void OneUserView::showChosen(int shownAt)
{
    if (!m_isShowing && shownAt >= 0)
        m_workspace.selection().setUser(m_users->shown(shownAt).user);
}

void OneUserView::ask()
{
    SequenceSession& session = m_workspace.sequence();
    const SessionRun* focus = session.focus();
    const auto& dataset = m_workspace.data().dataset();
    const auto user = m_workspace.selection().user();
    if (!dataset || !dataset->hasTimes())
        return tell(tr("The open data has no times, so nothing comes next."));
    if (!user)
        return tell(tr("Choose a user in the list at the left."));
    const auto asked = transformerOf(session, focus);
    if (!asked)
        return tell(!focus ? tr("There is no run yet.")
                    : focus->isImported() && focus->origin->weights.empty()
                        ? tr("%1 is a log: its weights are not opened, so it cannot be asked.").arg(focus->name)
                    : !focus->isOver() ? tr("%1 answers when it has ended.").arg(focus->name)
                    : focus->bestModel ? tr("%1 is no transformer: it has no heads that look at anything. Choose "
                                            "another run in the table of runs.")
                                             .arg(focus->name)
                                       : tr("The model of %1 is being read.").arg(focus->name));
    if (windowsOf(*dataset, *user) < 1)
        return tell(tr("Nothing is known of this user."));
    NextItemQuestion question{
        dataset, *user, m_window, *asked, transformerOf(session, session.baseline()), {}, m_drop->isChecked()};
    for (const SessionRun* run : session.runs())
        if (const auto other = transformerOf(session, run); other && question.others.size() < mostStandings)
            question.others.push_back(*other);
    if (question.against && question.against->run == asked->run)
        question.against.reset();
    m_workspace.answers().ask(
        this, [question](const JobContext& job) { return answerNextItem(question, job); },
        [this](Outcome<NextItemAnswer> outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                tell(failure->message);
            else if (auto* answer = std::get_if<NextItemAnswer>(&outcome))
                take(std::move(*answer));
        });
    if (m_user != user)
        countAll();
    m_user = user;
}

/// Over all windows of the user, which takes longer than one answer.
void OneUserView::countAll()
{
    m_facts->clear();
    const auto asked = transformerOf(m_workspace.sequence(), m_workspace.sequence().focus());
    const auto work = [model = asked->model, dataset = m_workspace.data().dataset(),
                       user = *m_workspace.selection().user()](const JobContext& job) {
        return countWindows(*model, *dataset, user, job);
    };
    m_workspace.answers().ask(&m_countAsker, work, [this](const Outcome<WindowsOfUser>& outcome) {
        if (const auto* found = std::get_if<WindowsOfUser>(&outcome))
            m_facts->setText(tr("found in this user %1 of %2 in the first ten, repeats %3")
                                 .arg(count(found->found), count(found->known), percent(found->repeats)));
    });
}

void OneUserView::take(NextItemAnswer answer)
{
    m_answer = std::make_shared<const NextItemAnswer>(std::move(answer));
    tell({});
    showAnswer();
    emit answered();
}

void OneUserView::showAnswer()
{
    const auto& dataset = m_workspace.data().dataset();
    const SessionRun* focus = m_workspace.sequence().focus();
    if (!m_answer || !dataset || !focus || index(m_answer->user) >= dataset->userCount())
        return;
    const NextItemAnswer& answer = *m_answer;
    m_isShowing = true;
    m_name->setText(userName(*dataset, answer.user));
    m_count->setText(
        tr("%1, window %2 of %3").arg(counted(answer.events, "event"), count(answer.window), count(answer.windows)));
    m_slider->setRange(1, answer.windows);
    m_slider->setValue(answer.window);
    showBlocks();
    m_isShowing = false;
    showBlock();
    m_nextTitle->setTitle(focus->name);
    m_nextTitle->setCaption(tr("next ten of %1").arg(count(static_cast<std::int64_t>(dataset->itemCount()))));
    std::vector<ShownNextItem> lines;
    for (const NextItemLine& line : answer.lines)
        lines.push_back({line, itemTitle(*dataset, line.item)});
    if (!lines.empty())
        m_next->setFull(3, std::max(1e-9, lines.front().line.chance));
    m_next->setRows(std::move(lines));
    m_nextView->fitColumns();
    m_foot->setText(answer.rank == 0
                        ? tr("%1 of the probability goes to items just seen.").arg(percent(answer.windowChance))
                        : tr("Without repeats what came next is at rank %1. %2 of the probability goes to "
                             "items just seen.")
                              .arg(count(answer.rankWithoutRepeats), percent(answer.windowChance)));
    std::vector<StandingRow> rows;
    double most = 1e-9;
    for (const NextItemStanding& standing : answer.standings)
        if (const SessionRun* run = m_workspace.runs().find(standing.run)) {
            rows.push_back({run->name,
                            {run == focus ? LineRole::Focus : LineRole::Run, run->shownSlot},
                            standing.rank,
                            standing.chance});
            most = std::max(most, *standing.chance);
        }
    if (answer.withoutUser)
        rows.push_back({tr("%1, no user").arg(focus->name),
                        {LineRole::Behind},
                        answer.withoutUser->rank,
                        answer.withoutUser->chance});
    if (answer.popular.rank > 0)
        rows.push_back({tr("popular"), {LineRole::Reference}, answer.popular.rank, std::nullopt});
    m_standings->setFull(2, most);
    m_standings->setRows(std::move(rows));
    m_words->setText(answer.rank == 0      ? tr("The history ends here: nobody knows what came next.")
                     : !answer.withoutUser ? QString()
                     : answer.withoutUser->rank > answer.rank
                         ? tr("Without the user's own numbers this item falls from rank %1 to %2: the model knows this "
                              "user, not only the window.")
                               .arg(count(answer.rank), count(answer.withoutUser->rank))
                         : tr("Without the user's own numbers this item is at rank %1: the window alone says as much.")
                               .arg(count(answer.withoutUser->rank)));
}

void OneUserView::showBlocks()
{
    if (m_blocks->count() == m_answer->layers)
        return;
    m_blocks->clear();
    for (int block = 1; block <= m_answer->layers; ++block)
        m_blocks->addItem(tr("block %1").arg(block));
    m_block = m_answer->layers - 1;
    m_blocks->setCurrentIndex(m_block);
}

AttentionData OneUserView::attentionOf(const NextItemAnswer& answer) const
{
    const Dataset& dataset = *m_workspace.data().dataset();
    AttentionData data;
    for (const auto& item : answer.shown)
        data.columns.push_back(columnOf(dataset, item));
    if (answer.next)
        data.next = columnOf(dataset, answer.next);
    data.rank = answer.rank;
    data.heads = answer.heads;
    const auto rows = static_cast<std::size_t>(answer.heads) * answer.shown.size();
    const auto begin = answer.attention.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(m_block) * rows);
    data.shares.assign(begin, begin + static_cast<std::ptrdiff_t>(rows));
    data.leftOut = answer.leftOut;
    data.chance = answer.chance;
    data.target = answer.next            ? data.next->title
                  : answer.lines.empty() ? QString()
                                         : itemTitle(dataset, answer.lines.front().item);
    return data;
}

void OneUserView::showBlock()
{
    if (!m_answer || m_block < 0 || m_block >= m_answer->layers)
        return;
    m_attention->setData(attentionOf(*m_answer));
    m_attentionPanel->setCaption(
        tr("attention of the last position, block %1 of %2").arg(m_block + 1).arg(m_answer->layers));
}

QString OneUserView::verdict() const
{
    const auto& dataset = m_workspace.data().dataset();
    if (!m_answer || !dataset || m_answer->rank == 0 || !m_problem->isHidden())
        return {};
    return tr("Rank %1 of %2, %3 of ten are repeats.")
        .arg(count(m_answer->rank), count(static_cast<std::int64_t>(dataset->itemCount())),
             m_answer->repeats == 0 ? tr("none") : inWords(m_answer->repeats));
}

void OneUserView::step(int windows)
{
    if (!m_answer)
        return;
    m_window = std::clamp((m_window == 0 ? m_answer->window : m_window) + windows, 1, std::max(1, m_answer->windows));
    ask();
}

void OneUserView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Comma:
        return step(-1);
    case Qt::Key_Period:
        return step(1);
    case Qt::Key_Less: // with Shift
        return step(-10);
    case Qt::Key_Greater:
        return step(10);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace tastescope::ui

#include "ui/pages/neighbours/insight_strip.h"

#include "ui/pages/neighbours/insight_card.h"
#include "ui/session/answer_runner.h"
#include "ui/session/first_steps.h"
#include "ui/session/guide.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/theme/layout.h"

#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int firstEpochs = 10;                             // under 20 s on the sample
const QString closedKey = QStringLiteral("tour/closed/%1"); // card
constexpr std::string_view wantedMetric = "hit-10";         // K is fixed, so that the sentence stays true

bool hasResults(const SessionRun* run)
{
    return run && run->record && run->record->validation && !run->record->validation->perUser.users.empty();
}

/// The current run, or the newest that knows what each user got; null: none does.
const SessionRun* comparableRun(const Workspace& workspace, const RunBook& runs)
{
    if (hasResults(workspace.choices().current()))
        return workspace.choices().current();
    for (auto run = runs.runs().rbegin(); run != runs.runs().rend(); ++run)
        if (hasResults(&*run))
            return &*run;
    return nullptr;
}

bool isRunOf(const SessionRun& run, std::string_view model)
{
    return modelName(run.config.model) == model;
}

QString titleOf(const NeighbourGap& gap)
{
    if (!gap.isVisible)
        return InsightStrip::tr("Having few neighbours makes no visible difference");
    return (gap.few.value < gap.others.value
                ? InsightStrip::tr("Users with fewer than %1 neighbours are served worse")
                : InsightStrip::tr("Users with fewer than %1 neighbours are served better"))
        .arg(gap.limit);
}

QString textOf(const NeighbourGap& gap, const QString& run)
{
    const auto figure = [](const Estimate& estimate) { return metric(estimate.value, estimate.low, estimate.high); };
    return InsightStrip::tr("Fewer than %1 neighbours (n = %2): Hit@10 %3. Others (n = %4): %5. %6, validation.")
        .arg(count(gap.limit), count(gap.fewUsers), figure(gap.few), count(gap.otherUsers), figure(gap.others), run);
}

} // namespace

InsightStrip::InsightStrip(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace)
{
    makeColumn(this);
    m_first = addCard(QStringLiteral("first"), tr("Run user-KNN"), &InsightStrip::trainKnn);
    m_first->setWords(tr("See whom these neighbours serve, and whom they do not"),
                      tr("User-KNN recommends what neighbours have. Trained and measured in about 2 s."));
    m_gap = addCard(QStringLiteral("gap"), tr("Show me"), &InsightStrip::showGap);
    m_next =
        addCard(QStringLiteral("next"), tr("Train %1").arg(modelTitle(learningModel)), &InsightStrip::trainLearner);
    m_next->setWords(tr("Train %1 for %2 epochs").arg(modelTitle(learningModel)).arg(firstEpochs),
                     tr("It learns tastes instead of counting neighbours. Its curves grow while you watch."));
    connect(&workspace.neighbours(), &NeighbourSession::selectionChanged, this, &InsightStrip::compare);
    connect(&workspace.choices(), &RunChoices::currentChanged, this, &InsightStrip::compare);
    connect(&workspace.runs(), &RunBook::runAdded, this, &InsightStrip::showCards);
    connect(&workspace.runs(), &RunBook::runChanged, this, &InsightStrip::compare);
    connect(&workspace.runs(), &RunBook::runRemoved, this, &InsightStrip::compare);
    connect(&workspace.data(), &OpenData::changed, this, [this] { m_wasShown = false; });
    connect(&workspace.guide(), &Guide::tourStarted, this, &InsightStrip::showCards);
    compare();
}

InsightCard* InsightStrip::addCard(const QString& key, const QString& action, void (InsightStrip::*run)())
{
    auto* card = new InsightCard(action);
    card->setObjectName(key);
    layout()->addWidget(card);
    connect(card, &InsightCard::chosen, this, run);
    connect(card, &InsightCard::closed, this, [this, key] {
        m_workspace.settings().setValue(closedKey.arg(key), true);
        showCards();
    });
    return card;
}

bool InsightStrip::isClosed(const InsightCard* card) const
{
    return m_workspace.settings().value(closedKey.arg(card->objectName()), false).toBool();
}

void InsightStrip::compare()
{
    const auto& selection = m_workspace.neighbours().selection();
    const SessionRun* run = comparableRun(m_workspace, m_workspace.runs());
    if (!selection || !run) {
        m_workspace.answers().forget(this);
        m_comparedRun = 0;
        m_found.reset();
        showCards();
        return;
    }
    m_workspace.answers().ask(
        this,
        [results = run->record->validation->perUser, selection](const JobContext&) {
            return findNeighbourGap(results, wantedMetric, selection->statistics.neighbours);
        },
        [this, id = run->id, name = run->name](const Outcome<std::optional<NeighbourGap>>& outcome) {
            const auto* gap = std::get_if<std::optional<NeighbourGap>>(&outcome);
            m_comparedRun = id;
            m_found = gap ? *gap : std::nullopt;
            if (m_found)
                m_gap->setWords(titleOf(*m_found), textOf(*m_found, name));
            showCards();
        });
}

void InsightStrip::showCards()
{
    const auto& runs = m_workspace.runs().runs();
    const bool hasNeighbours = m_workspace.neighbours().selection() != nullptr;
    const bool onlyNeighbours = std::ranges::none_of(runs, [](const auto& run) { return isRunOf(run, learningModel); });
    const bool sawTheGap = !m_found || m_wasShown || isClosed(m_gap);
    m_first->setVisible(hasNeighbours && runs.empty() && !isClosed(m_first));
    m_gap->setVisible(hasNeighbours && m_found && !isClosed(m_gap));
    m_next->setVisible(hasNeighbours && m_comparedRun != 0 && onlyNeighbours && sawTheGap && !isClosed(m_next));
    setVisible(!m_first->isHidden() || !m_gap->isHidden() || !m_next->isHidden());
}

/// The users the sentence is about, and one of them to look at.
void InsightStrip::showGap()
{
    const auto& selection = m_workspace.neighbours().selection();
    if (!m_found || !selection)
        return;
    Slice slice{tr("fewer than %1 neighbours").arg(m_found->limit), {}};
    for (const User user : idsUpTo<User>(selection->statistics.neighbours.size()))
        if (selection->statistics.neighbours[index(user)] < m_found->limit)
            slice.users.push_back(user);
    m_workspace.selection().setSlice(std::move(slice));
    m_workspace.choices().setCurrent(m_comparedRun);
    m_workspace.selection().setUser(m_found->typical);
    m_wasShown = true;
    showCards();
}

void InsightStrip::trainKnn()
{
    trainNeighbourModel(m_workspace);
}

void InsightStrip::trainLearner()
{
    m_workspace.nextRun().setModel(learningModel);
    ModelOptions options = m_workspace.nextRun().options();
    setOption(options, "epochs", std::int64_t{firstEpochs});
    m_workspace.nextRun().setOptions(options);
    m_workspace.nextRun().train();
    m_workspace.guide().showPage(page::training);
}

} // namespace tastescope::ui

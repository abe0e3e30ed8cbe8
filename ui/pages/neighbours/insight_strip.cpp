#include "ui/pages/neighbours/insight_strip.h"

#include "ui/pages/neighbours/insight_card.h"
#include "ui/session/answer_runner.h"
#include "ui/session/first_steps.h"
#include "ui/session/guide.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/slicing.h"
#include "ui/session/workspace.h"
#include "ui/theme/layout.h"

#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int firstEpochs = 10;                             // under 20 s on the sample
const QString closedKey = QStringLiteral("tour/closed/%1"); // card

std::string metricAt(int k)
{
    return "hit-" + std::to_string(k);
}

/// Better than chance and than the most popular items, as far as its own interval reaches. Where they were not
/// measured nothing is known of that.
bool beatsTheBaselines(const Evaluation& validation, std::string_view figure)
{
    const auto model = validation.model.find(figure);
    const auto chance = validation.chance.find(figure);
    const auto popularity = validation.popularity.find(figure);
    return model && chance && popularity && model->low > chance->value && model->low > popularity->value;
}

bool isFinished(const SessionRun& run)
{
    return run.isOver() && run.record && run.record->state == RunState::Finished;
}

/// It is worth a sentence: finished, better than what needs no model, and it knows what each user of the data got.
bool speaks(const SessionRun* run, const std::string& dataset, std::string_view figure)
{
    if (!run || !isFinished(*run) || !run->record->validation)
        return false;
    const Evaluation& validation = *run->record->validation;
    return !validation.perUser.users.empty() && validation.perUser.dataset == dataset
           && beatsTheBaselines(validation, figure);
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

/// neighbours: of all users, of whom not everybody is measured.
QString textOf(const NeighbourGap& gap, const QString& figureTitle, const QString& run,
               const OfUsers<std::int32_t>& neighbours)
{
    const auto few = std::ranges::count_if(neighbours.values(), [&](std::int32_t of) { return of < gap.limit; });
    const auto others = static_cast<std::int64_t>(neighbours.size()) - few;
    const auto figure = [](const Estimate& estimate) { return metric(estimate.value, estimate.low, estimate.high); };
    return InsightStrip::tr("Fewer than %1 neighbours (n = %2 of %3 measured): %4 %5. Others (n = %6 of %7): %8. "
                            "%9, validation.")
        .arg(count(gap.limit), count(gap.fewUsers), count(few), figureTitle, figure(gap.few), count(gap.otherUsers),
             count(others), figure(gap.others), run);
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
    connect(&workspace.selection(), &Selection::kChanged, this, &InsightStrip::compare);
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
    const std::string figure = metricAt(m_workspace.selection().k());
    const SessionRun* run = selection ? speaker(selection->statistics.neighbours.dataset(), figure) : nullptr;
    if (!run) {
        m_workspace.answers().forget(this);
        m_isAsking = false;
        m_question.reset();
        m_comparedRun = 0;
        m_found.reset();
        showCards();
        return;
    }
    Question question{run->id, figure, selection};
    if (m_question == question)
        return showCards();
    m_question = std::move(question);
    m_isAsking = true;
    m_workspace.answers().ask(
        this,
        [results = run->record->validation->perUser, selection, figure](const JobContext&) {
            return findNeighbourGap(results, figure, selection->statistics.neighbours);
        },
        [this, id = run->id, name = run->name, title = metricTitle(figure),
         selection](const Outcome<std::optional<NeighbourGap>>& outcome) {
            const auto* gap = std::get_if<std::optional<NeighbourGap>>(&outcome);
            m_isAsking = false;
            m_comparedRun = id;
            m_found = gap ? *gap : std::nullopt;
            if (m_found)
                m_gap->setWords(titleOf(*m_found), textOf(*m_found, title, name, selection->statistics.neighbours));
            showCards();
        });
}

/// The run in front, or else the one that spoke before: what others train meanwhile does not change the sentence.
const SessionRun* InsightStrip::speaker(const std::string& dataset, const std::string& figure) const
{
    for (const SessionRun* run : {m_workspace.choices().current(), m_workspace.runs().find(m_comparedRun)})
        if (speaks(run, dataset, figure))
            return run;
    return nullptr;
}

void InsightStrip::showCards()
{
    const auto& runs = m_workspace.runs().runs();
    const bool hasNeighbours = m_workspace.neighbours().selection() != nullptr;
    const bool hasTrained = !m_isAsking && std::ranges::any_of(runs, [this](const SessionRun& run) {
        return m_workspace.data().isOpen(run.dataset) && isFinished(run);
    });
    const bool onlyNeighbours = std::ranges::none_of(runs, [](const auto& run) { return isRunOf(run, learningModel); });
    const bool sawTheGap = !m_found || m_wasShown || isClosed(m_gap);
    m_first->setVisible(hasNeighbours && runs.empty() && !isClosed(m_first));
    m_gap->setVisible(hasNeighbours && m_found && !isClosed(m_gap));
    m_next->setVisible(hasNeighbours && hasTrained && onlyNeighbours && sawTheGap && !isClosed(m_next));
    setVisible(!m_first->isHidden() || !m_gap->isHidden() || !m_next->isHidden());
}

/// The users the sentence is about, and one of them to look at.
void InsightStrip::showGap()
{
    const auto& selection = m_workspace.neighbours().selection();
    if (!m_found || !selection)
        return;
    m_workspace.slicing().chooseRange({UserNumber::Neighbours, 0, static_cast<double>(m_found->limit)});
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

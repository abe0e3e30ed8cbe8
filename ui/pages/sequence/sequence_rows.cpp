#include "ui/pages/sequence/sequence_rows.h"

#include "core/base/epochs.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/run_book.h"
#include "ui/session/workspace.h"

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr std::size_t mrrAtTen = 2;
constexpr std::size_t repeatsAtTen = 11;

QString badgeOf(const SessionRun& run)
{
    if (run.isImported())
        return QObject::tr("imported");
    return run.stored == StoredState::Finished ? QString() : wordOf(run.stored);
}

void fillFigures(SequenceRow& row, SequenceSession& session)
{
    const NextItemSummary* figures = session.figures(row.id);
    if (!figures)
        return;
    row.questions = figures->questions;
    for (std::size_t c = 0; c < sequenceColumns; ++c)
        row.figures[c] = figures->means[c];
    if (const NextItemDifferences* differences = session.differences(row.id))
        row.differences = *differences;
}

} // namespace

const EpochFinished* leastLoss(const std::vector<EpochFinished>& epochs)
{
    const EpochFinished* least = nullptr;
    double lowest = INFINITY;
    for (const EpochFinished& epoch : epochs)
        if (const auto loss = epoch.validation.find(validationLossFigure); loss && *loss < lowest) {
            lowest = *loss;
            least = &epoch;
        }
    return least;
}

std::vector<SequenceRow> sequenceRows(const Workspace& workspace)
{
    SequenceSession& session = workspace.sequence();
    const SessionRun* baseline = session.baseline();
    std::vector<SequenceRow> rows;
    for (const SessionRun* run : session.runs()) {
        SequenceRow row;
        row.id = run->id;
        row.name = run->name;
        row.path = run->origin ? originText(*run->origin) : QString();
        row.isBaseline = run == baseline;
        row.style = {row.isBaseline           ? LineRole::Baseline
                     : run == session.focus() ? LineRole::Focus
                                              : LineRole::Run,
                     run->shownSlot};
        row.badge = badgeOf(*run);
        row.isHidden = run->hidden;
        row.state = session.state(run->id);
        fillFigures(row, session);
        if (const EpochFinished* least = leastLoss(run->curve.epochs))
            row.loss = least->validation.find(validationLossFigure);
        row.epochs = static_cast<int>(run->curve.epochs.size());
        row.plannedEpochs = run->phase == RunPhase::Running ? plannedEpochs(run->config.model) : 0;
        row.seconds = run->record ? run->record->seconds : 0;
        rows.push_back(std::move(row));
    }
    if (session.figures(0)) {
        SequenceRow row;
        row.name = QObject::tr("popular");
        row.style = {LineRole::Reference};
        row.state = SequenceSession::State::Measured;
        fillFigures(row, session);
        rows.push_back(std::move(row));
    }
    return rows;
}

SequenceVerdict sequenceVerdict(const std::vector<SequenceRow>& rows, int focus, int baseline)
{
    const auto one = std::ranges::find(rows, focus, &SequenceRow::id);
    const auto other = std::ranges::find(rows, baseline, &SequenceRow::id);
    if (focus == baseline || one == rows.end() || other == rows.end() || !one->differences[mrrAtTen]
        || !(*other->figures[repeatsAtTen] > 0))
        return {};
    const double change = *one->figures[repeatsAtTen] / *other->figures[repeatsAtTen] - 1;
    const Estimate& mrr = *one->differences[mrrAtTen];
    SequenceVerdict verdict;
    const QString percents = QString::number(std::round(std::abs(change) * 100));
    verdict.finding = std::abs(change) < 0.005 ? QObject::tr("%1 repeats as much as %2.").arg(one->name, other->name)
                      : change < 0 ? QObject::tr("%1 repeats %3 % less than %2.").arg(one->name, other->name, percents)
                                   : QObject::tr("%1 repeats %3 % more than %2.").arg(one->name, other->name, percents);
    verdict.interval = QObject::tr("MRR@10 %1").arg(delta(mrr.value, mrr.low, mrr.high));
    verdict.isTied = mrr.low <= 0 && mrr.high >= 0;
    return verdict;
}

} // namespace tastescope::ui

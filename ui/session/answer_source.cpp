#include "ui/session/answer_source.h"

#include <QObject>

namespace tastescope::ui {

namespace {

struct Meaning
{
    QString item; ///< what is recommended: "playlist"

    QString operator()(const PopularityOptions&) const { return QObject::tr("score = users who like it"); }
    QString operator()(const UserKnnOptions& options) const
    {
        return options.weighting == Weighting::Bm25 ? QObject::tr("score = weight × sum of similarities")
                                                    : QObject::tr("score = sum of similarities");
    }
    QString operator()(const BprOptions&) const { return QObject::tr("score = user · %1").arg(item); }
};

} // namespace

AnswerSource answerSource(const SessionRun& run, const ValueRule& rule)
{
    const Meaning meaning{QString::fromStdString(run.dataset->nouns().item)};
    const EpochFinished* chosen = run.epoch(rule);
    const bool isThere = run.curve.epochs.empty() || isKept(run, rule) || (chosen && chosen == run.curve.last());
    QString words = std::visit(meaning, run.config.model);
    if (!isThere)
        words = QObject::tr("%1; best epoch, of epoch %2 no model is kept").arg(words).arg(rule.epoch);
    return {run.id, run.slot, run.name, words, run.model(rule)};
}

AnswerSource neighboursAsTheyAre()
{
    return {0, -1, QObject::tr("neighbours"), QObject::tr("score = sum of similarities"), nullptr};
}

} // namespace tastescope::ui

#include "ui/session/answer_source.h"

#include "core/models/model_kind.h"

#include <QObject>

namespace tastescope::ui {

AnswerSource answerSource(const SessionRun& run, const ValueRule& rule)
{
    const EpochFinished* chosen = run.epoch(rule);
    const bool isThere = run.curve.epochs.empty() || isKept(run, rule) || (chosen && chosen == run.curve.last());
    const std::string meaning = modelKind(run.config.model).meaning(run.config.model, run.dataset->nouns().item);
    QString words = QObject::tr("score = %1").arg(QString::fromStdString(meaning));
    if (!isThere)
        words = QObject::tr("%1; best epoch, of epoch %2 no model is kept").arg(words).arg(rule.epoch);
    return {run.id, run.shownSlot, run.name, words, run.model(rule)};
}

AnswerSource neighboursAsTheyAre()
{
    return {0, -1, QObject::tr("neighbours"), QObject::tr("score = sum of similarities"), nullptr};
}

} // namespace tastescope::ui

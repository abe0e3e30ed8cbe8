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

AnswerSource answerSource(const SessionRun& run, ValueRule rule)
{
    const Meaning meaning{QString::fromStdString(run.dataset->nouns().item)};
    return {run.id, run.slot, run.name, std::visit(meaning, run.config.model), run.model(rule)};
}

AnswerSource neighboursAsTheyAre()
{
    return {0, -1, QObject::tr("neighbours"), QObject::tr("score = sum of similarities"), nullptr};
}

} // namespace tastescope::ui

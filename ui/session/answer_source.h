#pragma once

#include "core/data/dataset.h"
#include "core/training/model.h"
#include "ui/session/run_book.h"

#include <QString>

#include <memory>

namespace tastescope::ui {

/// What answers questions about a user: a run that kept a model or, before there is one, the neighbours as they are.
struct AnswerSource
{
    int run = 0;                        ///< 0: the neighbours
    int slot = -1;                      ///< of the run's colour
    QString name;                       ///< "bpr-07", "neighbours"
    QString meaning;                    ///< of the score: "score = sum of similarities"
    std::shared_ptr<const Model> model; ///< null: the neighbours
};

AnswerSource answerSource(const SessionRun& run, const ValueRule& rule);
AnswerSource neighboursAsTheyAre();

} // namespace tastescope::ui

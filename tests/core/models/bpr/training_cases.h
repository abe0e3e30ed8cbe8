#pragma once

#include "core/training/model.h"
#include "core/training/training_hooks.h"
#include "tests/core/models/bpr/planted.h"

#include <utility>
#include <vector>

// What the tests of BPR training share.
namespace tastescope::test {

/// Share of (own held-out item, item of the other group) pairs in the right order.
inline double orderedShare(const Model& model, const Dataset& dataset)
{
    double right = 0;
    double pairs = 0;
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        std::vector<Item> items{dataset.heldOut(Part::Validation).row(user)[0]};
        for (const Item item : idsUpTo<Item>(dataset.itemCount()))
            if (number(item) % 2 != number(user) % 2)
                items.push_back(item);
        std::vector<float> scores(items.size());
        model.score(user, items, scores);
        for (std::size_t k = 1; k < scores.size(); ++k)
            right += scores[0] > scores[k] ? 1 : 0;
        pairs += static_cast<double>(scores.size() - 1);
    }
    return right / pairs;
}

inline TrainingHooks withThreads(int threads)
{
    TrainingHooks hooks;
    hooks.threads = threads;
    return hooks;
}

/// Figures whose MRR follows a script, whatever the model.
inline TrainingHooks scripted(std::vector<double> mrr)
{
    TrainingHooks hooks;
    hooks.threads = 1;
    hooks.validate = [mrr = std::move(mrr), epoch = std::size_t(0)](const Model&) mutable {
        RankingFigures figures;
        figures.mrr = mrr.at(epoch++);
        return figures;
    };
    return hooks;
}

} // namespace tastescope::test

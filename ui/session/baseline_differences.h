#pragma once

#include "core/evaluation/paired_comparison.h"

#include <QObject>

#include <filesystem>
#include <map>
#include <memory>

namespace tastescope::ui {

class AnswerRunner;
class RunBook;
class RunChoices;
class Selection;

/// How much better or worse each run is than the baseline, by paired bootstrap over the users of the slice, or all,
/// whom both were evaluated on.
/// Worked out once a pair on the interactive worker, one pair after the other, so that other questions come between.
class BaselineDifferences : public QObject
{
    Q_OBJECT

public:
    BaselineDifferences(const RunBook& runs, const RunChoices& choices, const Selection& selection,
                        AnswerRunner& answers, QObject* parent = nullptr);

    /// Of the kept model's validation MRR; null: not known (yet).
    const PairedComparison* find(int run) const;

    /// Works out what is missing, for these runs in this order.
    void want(const std::vector<int>& runs);

signals:
    void changed();

private:
    void forget();
    void askNext();

    struct Asked
    {
        std::string run;      ///< SHA-256 of the model: what it was when it was asked for
        std::string baseline; ///< likewise
        auto operator<=>(const Asked&) const = default;
    };
    std::optional<Asked> pairOf(int run) const;

    const RunBook& m_runs;
    const RunChoices& m_choices;
    const Selection& m_selection;
    AnswerRunner& m_answers;
    std::vector<int> m_wanted;
    std::map<Asked, std::optional<PairedComparison>> m_known; ///< none: it could not be worked out
    std::filesystem::path m_baselineFolder;
    std::shared_ptr<const UserResults> m_baselineResults; ///< of m_baselineFolder
    bool m_asking = false;
};

} // namespace tastescope::ui

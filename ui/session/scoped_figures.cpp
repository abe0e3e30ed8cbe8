#include "ui/session/scoped_figures.h"

#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "ui/session/run_book.h"
#include "ui/session/selection.h"

namespace tastescope::ui {

namespace {

/// An evaluation of a run by the user, in memory or else in its file.
struct UserSource
{
    UserResults kept;
    std::filesystem::path file;

    UserResults read(const DatasetFacts& data) const { return kept.users.empty() ? loadUserResults(file, data) : kept; }
};

Estimates meansOf(const UserResults& scoped)
{
    return meanFigures(scoped, std::make_shared<const std::vector<std::string>>(scoped.metrics));
}

ScopedFigures::Found foundIn(const UserSource& validation, const std::optional<UserSource>& test,
                             const DatasetFacts& data, const UserSet& users)
{
    const UserResults scoped = resultsOf(validation.read(data), users);
    return {meansOf(scoped), test ? meansOf(resultsOf(test->read(data), users)) : Estimates(),
            static_cast<std::int64_t>(scoped.users.size())};
}

} // namespace

ScopedFigures::ScopedFigures(const RunBook& runs, const Selection& selection) : m_runs(runs), m_selection(selection)
{
    connect(&selection, &Selection::sliceChanged, this, &ScopedFigures::forget);
}

void ScopedFigures::forget()
{
    m_worker.forget(this);
    m_known.clear();
    m_asked.clear();
    emit changed();
}

std::string ScopedFigures::keyOf(const SessionRun& run)
{
    const bool isMeasured = run.isOver() && run.dataset && run.record && run.record->validation;
    return isMeasured ? run.record->modelSha256 : std::string();
}

const ScopedFigures::Found* ScopedFigures::find(const SessionRun& run) const
{
    const auto known = m_known.find(keyOf(run));
    return m_selection.users().isAll() || known == m_known.end() ? nullptr : &known->second;
}

void ScopedFigures::want(const std::vector<int>& runs)
{
    if (m_selection.users().isAll())
        return;
    for (const int id : runs) {
        const SessionRun* run = m_runs.find(id);
        if (!run)
            continue;
        const std::string key = keyOf(*run);
        if (key.empty() || !m_asked.insert(key).second)
            continue;
        // What is in memory is small beside a file that is read; both are done on the worker.
        const RunFiles files(run->folder);
        UserSource validation{run->record->validation->perUser, files.validation};
        std::optional<UserSource> test;
        if (run->record->test && (!run->record->test->perUser.users.empty() || exists(files.test)))
            test = UserSource{run->record->test->perUser, files.test};
        m_worker.ask(
            this, Worker::Policy::InOrder,
            [validation = std::move(validation), test = std::move(test), data = run->data,
             users = m_selection.users()](const JobContext&) { return foundIn(validation, test, data, users); },
            [this, key](Outcome<Found> outcome) {
                if (auto* found = std::get_if<Found>(&outcome))
                    m_known[key] = std::move(*found);
                emit changed();
            });
    }
}

} // namespace tastescope::ui

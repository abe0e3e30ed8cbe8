#pragma once

#include "core/models/bpr/train_bpr.h"
#include "core/models/model_file.h"
#include "tests/core/models/bpr/planted.h"
#include "tests/durability/fault_shim.h"
#include "tests/support/recorded.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

// What is trained and swept while faults happen, and what must hold afterwards. Everything runs in child processes: the
// test's own process never starts a thread, so that it can fork at any time.
namespace tastescope::test {

namespace fs = std::filesystem;

/// Every fault at every call, instead of samples.
inline bool isLong()
{
    return qEnvironmentVariableIntValue("TASTESCOPE_LONG") > 0;
}

inline const Dataset& smallData()
{
    static const Dataset dataset(plantedParts(20, 64));
    return dataset;
}

inline BprOptions smallBpr(int epochs)
{
    BprOptions options;
    options.optimiser = Optimiser::Adam;
    options.embeddingDim = 8;
    options.learningRate = 0.05;
    options.epochs = epochs;
    options.patience = 0;
    return options;
}

/// Hashes of what a scenario leaves behind: one a run, by trial.
using Models = std::vector<std::string>;

/// Goes on with what is in the workspace, or begins it.
using Scenario = std::function<Models(const fs::path& workspace, const JobContext& job)>;

inline Models trainThree(const fs::path& workspace, const JobContext& job)
{
    RunConfig config;
    config.model = smallBpr(3);
    config.threads = 2;
    RunStore store(workspace);
    return {runRecorded(store, config, smallData(), {workspace / "run", true}, job).record.modelSha256};
}

/// Four trials, two side by side; the better half goes on after the first epoch.
inline Models sweepFour(const fs::path& workspace, const JobContext& job)
{
    SweepConfig config;
    config.base.model = smallBpr(2);
    config.base.threads = 2;
    config.space.axes = {parseAxis(config.base.model, "learning_rate=loguniform(0.001,0.2)")};
    config.points = 4;
    config.scheduler = Scheduler::Halving;
    config.eta = 2;
    config.jobs = 2;
    RunStore store(workspace);
    Models models;
    for (const SweepTrial& trial : runSweepRecorded(store, config, smallData(), {workspace / "sweep", true}, job).trials)
        models.push_back((trial.record ? trial.record->modelSha256 : "none") + " " + std::string(toText(trial.phase)));
    return models;
}

/// How a child ended.
struct Ending
{
    int code = -1;       ///< 0: the scenario came to its end; 1: with an error; faultExitCode: by a fault; -1: killed
    std::string text;    ///< the models, or the error and the notes before it
    int happened = 0;    ///< faults
    int syncedAgain = 0; ///< as faultsSyncedAgain()
    long counted = 0;    ///< calls
    bool waited = false; ///< for room
    bool hasAll() const { return code == 0; }
};

inline std::string textOf(const Models& models)
{
    std::string text;
    for (const std::string& model : models)
        text += model + "\n";
    return text;
}

/// In the child: runs the scenario under the plan; a full disk has room again as soon as the work says that it waits.
inline Ending enact(const Scenario& scenario, const fs::path& workspace, const FaultPlan& plan)
{
    Ending ending;
    std::string notes;
    JobContext job;
    job.sink = [&](const JobEvent& event) {
        const auto* note = std::get_if<Note>(&event);
        if (!note)
            return;
        notes += note->text + "\n";
        if (note->text.find("waits and goes on by itself") == std::string::npos)
            return;
        ending.waited = true;
        faultsEnd();
    };
    faultsBegin(&plan);
    try {
        ending.text = textOf(scenario(workspace, job));
        ending.code = 0;
    } catch (const Error& error) {
        ending.text = error.what() + std::string("\n") + notes;
        ending.code = 1;
    }
    ending.happened = faultsHappened();
    ending.syncedAgain = faultsSyncedAgain();
    ending.counted = faultsCounted();
    if (ending.waited && notes.find("There is room again") == std::string::npos)
        ending = {.code = 2, .text = "nobody was told that the work goes on:\n" + notes};
    return ending;
}

/// A child process that enacts a scenario and tells how it ended through a pipe.
class Child
{
public:
    Child(const Scenario& scenario, const fs::path& workspace, FaultPlan plan = {})
    {
        const std::string folder = workspace.string();
        plan.folder = folder.c_str();
        int ends[2] = {};
        if (pipe(ends) != 0)
            throw std::runtime_error("no pipe");
        m_process = fork();
        if (m_process == 0)
            tell(ends[1], enact(scenario, workspace, plan));
        close(ends[1]);
        m_pipe = ends[0];
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() { close(m_pipe); }

    void kill() const { ::kill(m_process, SIGKILL); }

    Ending wait() const
    {
        std::string told;
        char buffer[4096];
        for (ssize_t count = 0; (count = ::read(m_pipe, buffer, sizeof buffer)) > 0;)
            told.append(buffer, static_cast<std::size_t>(count));
        int status = 0;
        waitpid(m_process, &status, 0);
        Ending ending;
        ending.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        std::istringstream(told) >> ending.happened >> ending.syncedAgain >> ending.counted >> ending.waited;
        ending.text = told.substr(std::min(told.find('\n'), told.size() - 1) + 1);
        return ending;
    }

private:
    [[noreturn]] static void tell(int pipe, const Ending& ending)
    {
        std::ostringstream text;
        text << ending.happened << ' ' << ending.syncedAgain << ' ' << ending.counted << ' ' << ending.waited << '\n'
             << ending.text;
        const std::string bytes = text.str();
        const bool told = ::write(pipe, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
        _exit(told ? ending.code : 98);
    }

    pid_t m_process = 0;
    int m_pipe = -1;
};

inline Ending enacted(const Scenario& scenario, const fs::path& workspace, const FaultPlan& plan = {})
{
    return Child(scenario, workspace, plan).wait();
}

/// Finished epochs that the folder of a run can show for itself: by its record and model, or by its checkpoints.
inline std::size_t epochsIn(const fs::path& folder)
{
    std::size_t epochs = 0;
    try {
        const Run run = loadRun(folder);
        epochs = run.model ? run.record.epochs.size() : 0;
    } catch (const Error&) {
        // Not at its end, or between its model and its record: the checkpoints tell.
    }
    if (const auto soFar = learnedSoFar(folder / "checkpoints"); soFar && soFar->best)
        epochs = std::max(epochs, soFar->curve.size());
    return epochs;
}

/// What the history and the folders must fulfil whatever happened; empty: they do.
inline std::string wrongWith(const fs::path& workspace)
{
    try {
        const RunStore store(workspace);
        if (store.isReadOnly())
            return "the history is read-only: " + store.readOnlyReason();
        if (const auto problems = store.problems(); !problems.empty())
            return problems.front();
        for (const StoredRun& run : store.runs()) {
            const std::size_t found = epochsIn(run.folder);
            if (found < run.record.epochs.size())
                return run.name() + " has " + std::to_string(run.record.epochs.size()) + " epochs in the history and "
                       + std::to_string(found) + " in " + run.folder.string();
        }
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

/// After a run to the end no temporary file lies about; empty: none does.
inline std::string leftOver(const fs::path& workspace)
{
    for (const auto& entry : fs::recursive_directory_iterator(workspace))
        if (entry.path().extension() == ".part")
            return entry.path().string() + " was left over";
    return {};
}

/// Nothing wrong now, and going on gives what was expected; empty: so it is.
inline std::string wrongAfterGoingOn(const Scenario& scenario, const fs::path& workspace, const std::string& expected)
{
    if (const std::string wrong = wrongWith(workspace); !wrong.empty())
        return "before going on: " + wrong;
    const Ending ending = enacted(scenario, workspace);
    if (ending.code != 0)
        return "going on failed: " + ending.text;
    if (ending.text != expected)
        return "other models: " + ending.text + "expected: " + expected;
    if (const std::string wrong = wrongWith(workspace); !wrong.empty())
        return "after going on: " + wrong;
    return leftOver(workspace);
}

/// Of the calls 1 to `count` the first ones, by which the history is made, and about `samples` of the others; all of
/// them in the long mode.
inline std::vector<long> sampled(long count, long samples)
{
    constexpr long first = 8;
    std::vector<long> calls;
    for (long call = 1; call <= count; call += isLong() || call < first ? 1 : std::max(1L, count / samples))
        calls.push_back(call);
    return calls;
}

} // namespace tastescope::test

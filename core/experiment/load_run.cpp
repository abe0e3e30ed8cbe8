#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/experiment/model_hash.h"
#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "core/models/model_file.h"

namespace tastescope {

Run loadRun(const std::filesystem::path& folder)
{
    const RunFiles files(folder);
    if (!std::filesystem::exists(files.config))
        throw Error(folder.string()
                    + " holds no run: there is no config.json in it. Choose the folder given to train --out.");
    if (!std::filesystem::exists(files.record))
        throw Error(folder.string() + " holds a run that did not come to its end. Train it with --resume to go on.");
    Run run{readRunRecord(files.record), nullptr};
    if (!run.record.modelSha256.empty()) {
        run.model = loadModel(files.model);
        if (modelSha256(files.model) != run.record.modelSha256)
            throw BadInput({files.model.string()}, "this is not the model that record.json tells of: the run was "
                                                   "interrupted or its files were mixed. Train it with --resume.");
    }
    if (run.record.validation)
        run.record.validation->perUser = loadUserResults(files.validation);
    if (run.record.test)
        run.record.test->perUser = loadUserResults(files.test);
    return run;
}

void requireModel(const Run& run, const Dataset& dataset)
{
    if (!run.model)
        throw Error("The run kept no model: it " + std::string(toText(run.record.state)) + ". " + run.record.message);
    if (run.record.dataset.hash != dataset.hash())
        throw Error("The run learned from " + run.record.dataset.name + " (hash " + run.record.dataset.hash
                    + "), this is " + dataset.name() + " (hash " + dataset.hash()
                    + "). Open the dataset it was trained on.");
}

} // namespace tastescope

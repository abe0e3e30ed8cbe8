#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/experiment/model_hash.h"
#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "core/models/model_file.h"

namespace tastescope {

namespace {

std::string sizesOf(const DatasetFacts& facts)
{
    return std::to_string(facts.users) + " users and " + std::to_string(facts.items) + " items";
}

} // namespace

Run loadRun(const std::filesystem::path& folder)
{
    const RunFiles files(folder);
    if (!std::filesystem::exists(files.config))
        throw Error(folder.string()
                    + " holds no run: there is no config.json in it. Choose the folder given to train --out.");
    if (!std::filesystem::exists(files.record))
        throw Error(folder.string() + " holds a run that did not come to its end. Train it with --resume to go on.");
    Run run{readRunRecord(files.record), nullptr, folder};
    if (!run.record.modelSha256.empty()) {
        run.model = loadModel(files.model);
        requireFit(*run.model, run.record.dataset, files.model);
        if (modelSha256(files.model) != run.record.modelSha256)
            throw BadInput({files.model.string()}, "this is not the model that record.json tells of: the run was "
                                                   "interrupted or its files were mixed. Train it with --resume.");
    }
    if (run.record.validation)
        run.record.validation->perUser = loadUserResults(files.validation, run.record.dataset);
    if (run.record.test)
        run.record.test->perUser = loadUserResults(files.test, run.record.dataset);
    return run;
}

std::shared_ptr<const Model> loadRefit(const Run& run)
{
    if (!run.record.refit)
        throw Error(run.folder.string() + " was not refitted. Train it with --resume --refit.");
    const RunFiles files(run.folder);
    auto model = loadModel(files.refitModel);
    requireFit(*model, run.record.dataset, files.refitModel);
    if (modelSha256(files.refitModel) != run.record.refit->modelSha256)
        throw BadInput({files.refitModel.string()}, "this is not the model that record.json tells of: the run was "
                                                    "interrupted or its files were mixed. Train it with --resume "
                                                    "--refit.");
    return model;
}

void requireFit(const Model& model, const DatasetFacts& data, const std::filesystem::path& file)
{
    if (!model.fits(static_cast<std::size_t>(data.users), static_cast<std::size_t>(data.items)))
        throw BadInput({file.string()}, "the model is of fewer users or items than the data it learned from.");
}

void requireModel(const Run& run, const Dataset& dataset)
{
    if (!run.model)
        throw Error("The run kept no model: it " + std::string(toText(run.record.state)) + ". " + run.record.message);
    const DatasetFacts open = factsOf(dataset);
    if (run.record.dataset.hash == open.hash && !isSameData(run.record.dataset, open))
        throw BadInput({RunFiles(run.folder).record.string()}, "the model has " + sizesOf(run.record.dataset)
                                                                   + ", the data with this hash " + sizesOf(open)
                                                                   + ".");
    requireSameData("The run", run.record.dataset, open);
}

} // namespace tastescope

#include "app/cli/runs_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

struct EditWords : RunsWords
{
    std::string text;
    std::vector<std::string> tags;
    bool remove = false;
    bool failed = false;
};

/// The runs after a change: as JSON objects, or a line each.
void tell(const RunStore& store, const EditWords& words, const std::vector<RunId>& ids, const std::string& done)
{
    Json json{{"runs", Json::array()}};
    std::string text = ids.empty() ? "No runs.\n" : "";
    for (const RunId id : ids) {
        const StoredRun run = store.run(id);
        json["runs"].push_back(toJson(run));
        text += run.name() + " (" + std::to_string(number(id)) + ") " + done + "\n";
    }
    if (words.json)
        print(json);
    else
        print(text);
}

void remove(const EditWords& words)
{
    if (words.runs.empty() && !words.failed)
        throw CLI::ValidationError("delete", "Which runs? Name them, or give --failed.");
    const auto store = openStoreForChange(words);
    std::vector<RunId> ids = findRuns(*store, words.runs);
    store->remove(ids);
    if (words.failed)
        ids = store->removeFailed();
    tell(*store, words, ids, "is in the bin for 30 days of use; `runs restore` brings it back.");
}

void restore(const EditWords& words)
{
    const auto store = openStoreForChange(words);
    const std::vector<RunId> ids = findRuns(*store, words.runs);
    store->restore(ids);
    tell(*store, words, ids, "is back.");
}

void rename(const EditWords& words)
{
    const auto store = openStoreForChange(words);
    const RunId id = findRun(*store, words.run);
    store->rename(id, words.text);
    tell(*store, words, {id}, "has its new name.");
}

void note(const EditWords& words)
{
    const auto store = openStoreForChange(words);
    const RunId id = findRun(*store, words.run);
    store->setNote(id, words.text);
    tell(*store, words, {id}, words.text.empty() ? "has no note." : "has its note.");
}

void tag(const EditWords& words)
{
    const auto store = openStoreForChange(words);
    const RunId id = findRun(*store, words.run);
    std::vector<std::string> tags = store->run(id).tags;
    if (words.remove)
        std::erase_if(
            tags, [&words](const std::string& old) { return std::ranges::find(words.tags, old) != words.tags.end(); });
    else
        tags.insert(tags.end(), words.tags.begin(), words.tags.end());
    store->setTags(id, tags);
    tell(*store, words, {id}, "has its tags.");
}

CLI::App* addEdit(CLI::App& runs, const char* name, const char* help, const std::shared_ptr<EditWords>& words,
                  void (*act)(const EditWords&), Action& chosen)
{
    CLI::App* command = runs.add_subcommand(name, help);
    addRunsCommon(*command, *words);
    command->callback([words, act, &chosen] { chosen = [words, act](const std::stop_token&) { act(*words); }; });
    return command;
}

} // namespace

void addRunsBin(CLI::App& runs, Action& chosen)
{
    auto words = std::make_shared<EditWords>();
    CLI::App* command =
        addEdit(runs, "delete", "Put runs into the bin, where they stay for 30 days", words, remove, chosen);
    CLI::Option* names = addRunNames(*command, *words);
    command->add_flag("--failed", words->failed, "All that failed or ended without a finished epoch")->excludes(names);

    words = std::make_shared<EditWords>();
    command = addEdit(runs, "restore", "Take runs back from the bin", words, restore, chosen);
    addRunNames(*command, *words)->required();
}

void addRunsEdit(CLI::App& runs, Action& chosen)
{
    auto words = std::make_shared<EditWords>();
    CLI::App* command = addEdit(runs, "rename", "Give a run another name", words, rename, chosen);
    addRunName(*command, *words);
    command->add_option("NAME", words->text, "Its new name")->required()->type_name("");

    words = std::make_shared<EditWords>();
    command = addEdit(runs, "note", "Write a note to a run; an empty one removes it", words, note, chosen);
    addRunName(*command, *words);
    command->add_option("TEXT", words->text, "The note")->required()->type_name("");

    words = std::make_shared<EditWords>();
    command = addEdit(runs, "tag", "Add tags to a run, or take them away", words, tag, chosen);
    addRunName(*command, *words);
    command->add_option("TAG", words->tags, "The tags")->required()->type_name("");
    command->add_flag("--remove", words->remove, "Take them away");
}

} // namespace tastescope::cli

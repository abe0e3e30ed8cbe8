#include "core/history/filter_fields.h"

#include "core/base/ascii.h"
#include "core/history/run_filter.h"
#include "core/models/model_kind.h"

#include <algorithm>

namespace tastescope {

namespace {

struct Alias
{
    std::string_view written;
    std::string_view name;
};

/// Those of the options, then those of what is a run's own.
const std::vector<Alias>& aliases()
{
    static const std::vector<Alias> all = [] {
        std::vector<Alias> found;
        for (const ModelKind& kind : modelKinds())
            for (const OptionInfo& info : kind.fields)
                if (!info.alias.empty())
                    found.push_back({info.alias, info.name});
        found.insert(found.end(), {{"tags", "tag"}, {"notes", "note"}, {"data", "dataset"}});
        return found;
    }();
    return all;
}

std::vector<FilterField> ownFields()
{
    std::vector<std::string> models;
    for (const ModelKind& kind : modelKinds())
        models.emplace_back(kind.name);
    return {{"id", true},    {"name", false}, {"model", false, models}, {"state", false, allNames<StoredState>()},
            {"tag", false},  {"note", false}, {"dataset", false},       {"started", false},
            {"sweep", true}, {"trial", true}, {"seconds", true},        {"epoch", true}};
}

/// Every option of every model; one that two models have comes once.
std::vector<FilterField> optionFields()
{
    std::vector<FilterField> fields;
    for (const ModelKind& kind : modelKinds())
        for (const OptionInfo& info : kind.fields)
            if (std::ranges::find(fields, info.name, &FilterField::name) == fields.end())
                fields.push_back({info.name, info.kind != OptionKind::Choice, info.choices});
    return fields;
}

const std::vector<FilterField>& tableFields()
{
    static const std::vector<FilterField> fields = [] {
        std::vector<FilterField> all = ownFields();
        for (FilterField& field : optionFields())
            all.push_back(std::move(field));
        return all;
    }();
    return fields;
}

std::optional<OptionValue> optionOf(const StoredRun& run, const std::string& field)
{
    const OptionValue* value = run.origin ? nullptr : run.model().find(field); // of others they are not known
    return value ? std::optional(*value) : std::nullopt;
}

} // namespace

std::optional<FilterField> filterField(std::string_view written)
{
    std::string name = asciiLower(std::string(written));
    if (const auto alias = std::ranges::find(aliases(), name, &Alias::written); alias != aliases().end())
        name = alias->name;
    const auto found = std::ranges::find(tableFields(), name, &FilterField::name);
    if (found != tableFields().end())
        return *found;
    if (std::string figure = figureNameOf(name); !figure.empty())
        return FilterField{std::move(figure), true};
    return std::nullopt;
}

std::vector<std::string> textsOf(const StoredRun& run, const std::string& field)
{
    if (field == "name")
        return {run.name()};
    if (field == "model")
        return {std::string(modelName(run.model()))};
    if (field == "state")
        return {std::string(toText(run.state))};
    if (field == "tag")
        return run.tags;
    if (field == "note")
        return {run.note};
    if (field == "dataset")
        return {run.record.dataset.name, run.record.config.dataset};
    if (field == "started")
        return {run.record.startedAt};
    if (const auto option = optionOf(run, field))
        return {toText(*option)};
    return {};
}

std::optional<double> numberOf(const StoredRun& run, const std::string& field, const EpochChoice& choice)
{
    if (field == "id")
        return static_cast<double>(number(run.id));
    if (field == "sweep")
        return run.trial ? std::optional(static_cast<double>(number(run.trial->sweep))) : std::nullopt;
    if (field == "trial")
        return run.trial ? std::optional<double>(run.trial->trial) : std::nullopt;
    if (field == "seconds")
        return run.record.seconds;
    if (field == "epoch") {
        const EpochFinished* epoch = run.epoch(choice);
        return epoch ? std::optional<double>(epoch->epoch) : std::nullopt;
    }
    if (const auto option = optionOf(run, field)) {
        if (const auto* whole = std::get_if<std::int64_t>(&*option))
            return static_cast<double>(*whole);
        const auto* real = std::get_if<double>(&*option);
        return real ? std::optional(*real) : std::nullopt;
    }
    return figureOf(run, field, choice);
}

std::vector<std::string> filterFields()
{
    std::vector<std::string> names;
    for (const FilterField& field : tableFields())
        names.push_back(field.name);
    names.emplace_back("loss");
    for (const std::string& figure : *watchedFigures())
        for (const char* part : {"", "test_"})
            names.push_back(part + figure);
    for (const Alias& alias : aliases())
        names.emplace_back(alias.written);
    return names;
}

} // namespace tastescope

#include "core/io/catalogue.h"

#include "core/base/json_text.h"

#include <nlohmann/json.hpp>

namespace tastescope {

namespace {

KnownFile takeFile(const Json& json, const std::string& file, const std::string& path)
{
    JsonObject object(json, file, path);
    KnownFile known{object.text("name"), object.text("use"), object.has("sha256") ? object.text("sha256") : ""};
    object.rejectUnknown();
    return known;
}

KnownDataset takeDataset(const Json& json, const std::string& file, const std::string& path)
{
    JsonObject object(json, file, path);
    KnownDataset known{object.text("name"),
                       object.text("format"),
                       object.text("about"),
                       object.text("link"),
                       object.text("terms"),
                       object.text("size"),
                       {}};
    const Json& files = object.at("files");
    if (!files.is_array())
        object.fail("files", "expected a list");
    for (const Json& each : files)
        known.files.push_back(takeFile(each, file, path + ".files"));
    object.rejectUnknown();
    return known;
}

} // namespace

std::vector<KnownDataset> readCatalogue(const std::filesystem::path& path)
{
    const std::string file = path.string();
    const Json json = readJsonFile(path, mostConfigBytes);
    JsonObject catalogue(json, file);
    const Json& list = catalogue.at("datasets");
    if (!list.is_array())
        catalogue.fail("datasets", "expected a list");
    std::vector<KnownDataset> datasets;
    for (const Json& each : list)
        datasets.push_back(takeDataset(each, file, "datasets." + std::to_string(datasets.size())));
    catalogue.rejectUnknown();
    return datasets;
}

} // namespace tastescope

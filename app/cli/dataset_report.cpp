#include "app/cli/dataset_report.h"

#include "app/cli/text.h"
#include "core/base/utc.h"
#include "core/data/describe.h"
#include "core/data/health.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

namespace tastescope::cli {

namespace {

constexpr std::array<std::string_view, 9> quantiles{"users", "min", "max", "mean", "median",
                                                    "p25",   "p75", "p90", "p99"};

Json provenanceJson(const Provenance& provenance)
{
    Json json{{"format", provenance.format},    {"seed", provenance.seed},        {"split", provenance.split},
              {"built_at", provenance.builtAt}, {"built_by", provenance.builtBy}, {"seconds", provenance.seconds}};
    json["sources"] = Json::array();
    for (const SourceFile& source : provenance.sources)
        json["sources"].push_back({{"path", source.path}, {"bytes", source.bytes}, {"sha256", source.sha256}});
    json["options"] = Json::object();
    for (const auto& [name, value] : provenance.options)
        json["options"][name] = value;
    json["counts"] = Json::object();
    for (const auto& [name, count] : provenance.counts)
        json["counts"][name] = count;
    return json;
}

Json ownershipJson(const OwnershipReport& report)
{
    Json json = toJson(report.perOwner, quantiles);
    constexpr std::array tops{"top_1", "top_5", "top_10", "top_25"};
    for (std::size_t i = 0; i < tops.size(); ++i)
        json[tops[i]] = report.topShares[i];
    json["gini"] = report.gini;
    json["unowned"] = report.unowned;
    return json;
}

Json healthJson(const Dataset& dataset)
{
    Json json = Json::array();
    for (const HealthRow& row : checkHealth(dataset))
        json.push_back({{"id", row.id},
                        {"severity", toText(row.severity)},
                        {"title", row.title},
                        {"explanation", row.explanation},
                        {"count", row.count}});
    return json;
}

std::string rangeText(const Distribution& distribution)
{
    return fixed(distribution.min, 0) + " to " + fixed(distribution.max, 0) + ", mean " + fixed(distribution.mean, 1)
           + ", median " + fixed(distribution.median, 0);
}

} // namespace

Json toJson(const Distribution& distribution, std::span<const std::string_view> members)
{
    const std::initializer_list<std::pair<std::string_view, double>> values{
        {"min", distribution.min},       {"max", distribution.max}, {"mean", distribution.mean},
        {"median", distribution.median}, {"p1", distribution.p1},   {"p25", distribution.p25},
        {"p75", distribution.p75},       {"p90", distribution.p90}, {"p99", distribution.p99}};
    Json json = Json::object();
    for (const std::string_view member : members) {
        if (member == "users")
            json["users"] = distribution.count;
        for (const auto& [name, value] : values)
            if (name == member)
                json[std::string(name)] = value;
    }
    return json;
}

Json reportJson(const Dataset& dataset)
{
    const DatasetSummary summary = describe(dataset);
    const DataCounts& counts = summary.counts;
    Json json{{"name", dataset.name()},
              {"hash", dataset.hash()},
              {"users", counts.users},
              {"items", counts.items},
              {"tracks", counts.tracks},
              {"items_are_tracks", dataset.itemsAreTracks()},
              {"likes", counts.libraryPairs},
              {"density", summary.density},
              {"positives", counts.positives},
              {"train", counts.train},
              {"validation", counts.validation},
              {"test", counts.test},
              {"cold", counts.cold},
              {"cold_users", counts.coldUsers},
              {"given_validation_lists", dataset.givenLists(Part::Validation).has_value()},
              {"given_test_lists", dataset.givenLists(Part::Test).has_value()},
              {"positives_per_user", toJson(summary.positivesPerUser, quantiles)},
              {"library_sizes", toJson(summary.librarySizes, quantiles)}};
    if (summary.ownership)
        json["owned_per_owner"] = ownershipJson(*summary.ownership);
    if (summary.times)
        json["times"] = {{"events", summary.times->events},
                         {"first", utcText(summary.times->first)},
                         {"last", utcText(summary.times->last)},
                         {"hash", dataset.sequences().hash()}};
    if (summary.weights.count > 0)
        json["weights"] = toJson(summary.weights, std::span(quantiles).subspan(1));
    json["health"] = healthJson(dataset);
    json["provenance"] = provenanceJson(dataset.provenance());
    return json;
}

std::string reportText(const Dataset& dataset)
{
    const DatasetSummary summary = describe(dataset);
    const DataCounts& counts = summary.counts;
    std::string text = dataset.name() + "  (" + dataset.provenance().format + ", hash " + dataset.hash() + ")\n";
    TextTable table;
    table.add({"users", grouped(counts.users), "of them cold", grouped(counts.coldUsers)});
    table.add({dataset.nouns().item + "s", grouped(counts.items), "positives", grouped(counts.positives)});
    table.add({dataset.nouns().track + "s", grouped(counts.tracks), "in libraries", grouped(counts.libraryPairs)});
    table.add({"train", grouped(counts.train), "validation", grouped(counts.validation)});
    table.add({"test", grouped(counts.test), "density", fixed(100 * summary.density, 3) + " %"});
    text += table.text();
    text += "positives per user: " + rangeText(summary.positivesPerUser) + "\n";
    text += "library sizes: " + rangeText(summary.librarySizes) + "\n";
    if (summary.ownership)
        text += dataset.nouns().item + "s per owner: " + rangeText(summary.ownership->perOwner) + ", Gini "
                + fixed(summary.ownership->gini, 4) + "\n";
    if (summary.times)
        text += "times: " + utcText(summary.times->first) + " to " + utcText(summary.times->last) + ", "
                + grouped(summary.times->events) + " events\n";
    if (summary.weights.count > 0)
        text += "weights: " + rangeText(summary.weights) + "\n";
    text += "split: " + dataset.provenance().split + "\n";
    for (const HealthRow& row : checkHealth(dataset))
        if (row.severity != Severity::Ok)
            text += std::string(toText(row.severity)) + ": " + row.title + ": " + grouped(row.count) + "\n";
    return text;
}

Json shapeJson(std::span<const ShapeFigure> figures)
{
    Json json = Json::array();
    for (const ShapeFigure& figure : figures)
        json.push_back(
            {{"id", figure.id}, {"title", figure.title}, {"published", figure.published}, {"ours", figure.ours}});
    return json;
}

std::string shapeText(std::span<const ShapeFigure> figures)
{
    const auto shown = [](double value) {
        return value >= 10'000 ? grouped(std::llround(value)) : fixed(value, value < 1 ? 4 : 2);
    };
    TextTable table;
    table.add({"shape", "ours", "published", "difference"});
    for (const ShapeFigure& figure : figures) {
        const double percent = 100 * (figure.ours / figure.published - 1);
        table.add({std::string(figure.title), shown(figure.ours), shown(figure.published),
                   (percent < 0 ? "" : "+") + fixed(percent, 1) + " %"});
    }
    return table.text();
}

} // namespace tastescope::cli

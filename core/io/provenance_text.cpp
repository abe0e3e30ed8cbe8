#include "core/io/provenance_text.h"

namespace tastescope {

namespace {

/// What was asked for, and of a text table what was guessed, so that the same options read it again in the same way.
/// What format and seed it was the provenance says elsewhere.
std::vector<std::pair<std::string, std::string>> settingsText(ImportOptions options, const ImportReport& report)
{
    if (report.format == "table") {
        if (!report.separator.empty()) { // lines of JSON have none
            options.table.separator = report.separator;
            options.table.header = report.header;
        }
        std::vector<ColumnRole> roles;
        roles.reserve(report.columns.size());
        for (const ColumnReport& column : report.columns)
            roles.push_back(parseName<ColumnRole>("columns", column.role));
        options.table.roles = std::move(roles);
    }
    std::vector<std::pair<std::string, std::string>> texts;
    for (const OptionField<ImportOptions>& field : importFields()) {
        const OptionValue value = field.read(options);
        const bool isGuessed = field.info.group == tableGroup && value == field.read({});
        if (field.info.name != "format" && field.info.name != "seed" && !isGuessed)
            texts.emplace_back(field.info.name, toText(value));
    }
    return texts;
}

} // namespace

Provenance provenanceOf(const ImportOptions& options, const ImportReport& report, GivenParts given)
{
    Provenance provenance;
    provenance.format = report.format;
    for (const FileReport& file : report.files)
        provenance.sources.push_back(file.source);
    provenance.options = settingsText(options, report);
    provenance.counts = {{"rows", report.rows},
                         {"bad rows", report.badRowCount},
                         {"duplicates", report.duplicates},
                         {"duplicates with another rating", report.conflicts},
                         {"rated too low", report.lowRated},
                         {"train rows that test has too", report.inBothParts},
                         {"negatives that are the user's test item", report.skippedNegatives},
                         {"negatives that the user likes", report.likedNegatives},
                         {"negatives that a list has twice", report.repeatedNegatives},
                         {"positives", report.positives}};
    provenance.seed = options.splitOptions.seed;
    provenance.split = given == GivenParts::Three ? "as given"
                       : given == GivenParts::Two ? "as given, one positive a user for validation, seed "
                                                        + std::to_string(options.splitOptions.seed)
                                                  : toText(options.splitOptions);
    provenance.builtAt = utcNow();
    provenance.builtBy = thisProgram();
    provenance.seconds = report.seconds;
    return provenance;
}

} // namespace tastescope

#include "core/io/provenance_text.h"

namespace tastescope {

namespace {

/// What was asked for. What format and seed it was the provenance says elsewhere; of the options of a text table those
/// that were left to be guessed would say nothing.
std::vector<std::pair<std::string, std::string>> settingsText(const ImportOptions& options)
{
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

Provenance provenanceOf(const ImportOptions& options, const ImportReport& report, bool splitWasGiven)
{
    Provenance provenance;
    provenance.format = report.format;
    for (const FileReport& file : report.files)
        provenance.sources.push_back(file.source);
    provenance.options = settingsText(options);
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
    provenance.split = splitWasGiven ? "as given, one positive a user for validation, seed "
                                           + std::to_string(options.splitOptions.seed)
                                     : toText(options.splitOptions);
    provenance.builtAt = utcNow();
    provenance.builtBy = thisProgram();
    provenance.seconds = report.seconds;
    return provenance;
}

} // namespace tastescope

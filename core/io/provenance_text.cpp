#include "core/io/provenance_text.h"

#include "core/base/number_text.h"

namespace tastescope {

Provenance provenanceOf(const ImportOptions& options, const ImportReport& report, bool splitWasGiven)
{
    Provenance provenance;
    provenance.format = report.format;
    for (const FileReport& file : report.files)
        provenance.sources.push_back(file.source);
    provenance.options = {
        {"min_rating", options.minRating ? shortestText(*options.minRating) : "none"},
        {"duplicates", std::string(duplicatesNames[static_cast<std::size_t>(options.duplicates)])},
        {"split", std::string(splitChoiceNames[static_cast<std::size_t>(options.split)])},
        {"encoding", std::string(encodingNames[static_cast<std::size_t>(options.encoding)])},
        {"skip_bad_rows", options.skipBadRows ? "yes" : "no"},
    };
    if (options.table.roles) {
        std::string roles;
        for (const ColumnRole role : *options.table.roles)
            roles += (roles.empty() ? "" : ",") + roleName(role);
        provenance.options.emplace_back("columns", roles);
    }
    provenance.counts = {{"rows", report.rows},
                         {"bad rows", report.badRowCount},
                         {"duplicates", report.duplicates},
                         {"duplicates with another rating", report.conflicts},
                         {"rated too low", report.lowRated},
                         {"train rows that test has too", report.inBothParts},
                         {"negatives that are the user's test item", report.skippedNegatives},
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
